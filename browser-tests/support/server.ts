import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const START_TIME = 120_000;
const POLL = 100;
const STOP_TIME = 20_000;
const JAR = fileURLToPath(new URL('../../app/target/uniongate-app.jar', import.meta.url));
const TARGET = fileURLToPath(new URL('../target/', import.meta.url));
const LOG = join(TARGET, 'server.log');

export interface Server {
  api: string;
  simulator: string;
  stop(): Promise<void>;
}

/** `uniongate dev` on free ports, with data of its own; what it prints is kept in target/server.log. */
export async function startServer(): Promise<Server> {
  const data = await mkdtemp(join(tmpdir(), 'uniongate-browser-tests-'));
  const child = await launch(data);
  const kill = () => child.kill();
  process.once('exit', kill);
  const stop = async () => {
    process.off('exit', kill);
    await end(child, data);
    await rm(data, { recursive: true, force: true });
  };
  try {
    const tour = await printed(child);
    return { api: address(tour, 'API'), simulator: address(tour, 'WeChat'), stop };
  } catch (failure) {
    await stop();
    throw failure;
  }
}

async function launch(data: string): Promise<ChildProcess> {
  await mkdir(TARGET, { recursive: true });
  const log = await open(LOG, 'w');
  const ports = ['--port', '0', '--management-port', '0', '--simulator-port', '0'];
  const child = spawn(java(), ['-jar', JAR, 'dev', '--data', data, ...ports], { stdio: ['ignore', log.fd, log.fd] });
  await log.close();
  return child;
}

function java(): string {
  const home = process.env['JAVA_HOME'];
  return home ? join(home, 'bin', 'java') : 'java';
}

/** What it prints until it tells how to log in, which it does once it is ready. */
async function printed(child: ChildProcess): Promise<string> {
  let broken: Error | undefined;
  child.once('error', (error) => (broken = error));
  const end = Date.now() + START_TIME;
  while (Date.now() < end && child.exitCode === null && broken === undefined) {
    const output = await readFile(LOG, 'utf8');
    if (output.includes('Log in by hand')) {
      return output;
    }
    await setTimeout(POLL);
  }
  throw new Error(`The server did not start: ${broken?.message ?? (await readFile(LOG, 'utf8'))}`);
}

function address(tour: string, what: string): string {
  const found = new RegExp(`^ +${what} +(http://\\S+)`, 'm').exec(tour)?.[1];
  if (!found) {
    throw new Error(`The server does not say where its ${what} is:\n${tour}`);
  }
  return found;
}

async function end(child: ChildProcess, data: string): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) {
    return;
  }
  const exited = once(child, 'exit');
  child.kill();
  const inTime = await Promise.race([exited, setTimeout(STOP_TIME, undefined, { ref: false })]);
  if (!inTime) {
    await force(child, data);
    await exited;
  }
}

/** Postgres is a process of its own, and would outlive a server that cannot stop it any more. */
async function force(child: ChildProcess, data: string): Promise<void> {
  child.kill('SIGKILL');
  const lines = await readFile(join(data, 'postgres', 'data', 'postmaster.pid'), 'utf8').catch(() => '');
  const postgres = Number.parseInt(lines, 10);
  if (postgres > 1) {
    process.kill(postgres, 'SIGINT');
  }
}

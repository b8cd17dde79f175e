import { randomUUID } from 'node:crypto';
import { inject } from 'vitest';

export const MINI_PROGRAM = 'wxde00000000000001';
export const SERVICE_ACCOUNT = 'wxde00000000000003';

export type Trait = 'snapshot' | 'consented' | 'risky';

export interface Person {
  name: string;
  nickname: string;
}

export interface LoginCode {
  code: string;
  app: string;
  user: string;
  used: boolean;
}

let people = 0;

/** Somebody WeChat knows and no other test does, so that tests may run side by side. */
export async function newPerson(...traits: Trait[]): Promise<Person> {
  const person = { name: `visitor-${randomUUID()}`, nickname: `访客 ${++people} 🌸` };
  await control('POST', '/users', { ...person, traits });
  return person;
}

/** What happens the next time this person opens WeChat's page. */
export async function nextVisit(person: Person, effect: Record<string, unknown>): Promise<void> {
  await control('POST', '/faults', { api: 'authorize', user: person.name, effect });
}

export async function codesOf(person: Person): Promise<LoginCode[]> {
  const { codes } = (await control('GET', '/codes')) as { codes: LoginCode[] };
  return codes.filter((code) => code.user === person.name);
}

export async function exchangesOf(code: LoginCode): Promise<number> {
  const { count } = (await control('GET', `/requests?api=access_token&code=${code.code}`)) as { count: number };
  return count;
}

/** The id that the mini program's backend knows this person by. */
export async function miniProgramUser(person: Person): Promise<string> {
  const { code } = (await control('POST', '/codes', { user: person.name, app: MINI_PROGRAM })) as LoginCode;
  const answer = await fetch(`${inject('api')}/miniprogram/login`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ appId: MINI_PROGRAM, code }),
  });
  const body = (await answer.json()) as { user: { id: string } };
  return body.user.id;
}

/** Takes the phone to a service account's QR code, and follows the account if that is new. */
export async function scan(person: Person, image: string): Promise<void> {
  await control('POST', `/users/${person.name}/scan`, { qr: image });
}

async function control(method: string, path: string, body?: unknown): Promise<unknown> {
  const answer = await fetch(`${inject('simulator')}/_sim/v1${path}`, {
    method,
    body: body === undefined ? null : JSON.stringify(body),
  });
  if (!answer.ok) {
    throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  }
  return answer.json();
}

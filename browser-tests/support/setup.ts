import type { TestProject } from 'vitest/node';
import { startBrowser } from './browser.ts';
import { startServer } from './server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    api: string;
    simulator: string;
    browser: string;
  }
}

/** One server and one browser for all files; whatever was started is ended, also when the rest does not start. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startServer();
  try {
    const browser = await startBrowser();
    project.provide('api', server.api);
    project.provide('simulator', server.simulator);
    project.provide('browser', browser.wsEndpoint());
    return async () => {
      await browser.close();
      await server.stop();
    };
  } catch (failure) {
    await server.stop();
    throw failure;
  }
}

import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/*.test.ts'],
    globalSetup: 'support/setup.ts',
    pool: 'threads',
    // One server and one browser serve all files; more workers than these only wait for the same processors.
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});

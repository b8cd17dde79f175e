import type { Page } from 'playwright-core';
import { describe, expect, inject } from 'vitest';
import { demoAddress, logIn, WITH_PROFILE } from '../support/demo.ts';
import { test } from '../support/test.ts';
import { newPerson } from '../support/wechat.ts';

const NARROWEST = { width: 320, height: 568 };
const SMALLEST_TARGET = 44;

const pages: Record<string, (page: Page) => Promise<unknown>> = {
  'the demo page': (page) => page.goto(demoAddress()),
  "WeChat's consent page": async (page) => {
    await logIn(page, WITH_PROFILE);
    await page.getByRole('button', { name: '允许' }).waitFor();
  },
  'the guidance of a snapshot': async (page) => {
    await logIn(page, WITH_PROFILE);
    await page.getByRole('button', { name: '继续浏览快照' }).click();
    await page.getByRole('link', { name: '重新登录' }).waitFor();
  },
  'a stale callback': (page) => page.goto(`${inject('api')}/oauth2/wechat/callback?code=x&state=${'x'.repeat(32)}`),
  'a wrong request': (page) => page.goto(`${inject('api')}/oauth2/authorize?client_id=nobody`),
};

describe('On a narrow phone', () => {
  for (const [name, visit] of Object.entries(pages)) {
    for (const colorScheme of ['light', 'dark'] as const) {
      test(`F5a ${name} fits, in ${colorScheme} colours`, async ({ phoneOf }) => {
        const person = await newPerson(...(name.includes('snapshot') ? (['snapshot'] as const) : []));
        const page = await phoneOf(person, { viewport: NARROWEST, colorScheme });

        await visit(page);
        await page.locator('h1').waitFor();

        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(NARROWEST.width);
        for (const target of await page.locator('main > nav:not(.others) a, main button:visible').all()) {
          expect((await target.boundingBox())?.height).toBeGreaterThanOrEqual(SMALLEST_TARGET);
        }
      });
    }
  }
});

import type { Page, Response } from 'playwright-core';
import { describe, expect, inject } from 'vitest';
import { allow, demoAddress } from '../support/demo.ts';
import { test } from '../support/test.ts';
import { miniProgramUser, newPerson } from '../support/wechat.ts';

const SESSION = '__Host-uniongate-session';

interface Session {
  signedIn: boolean;
  user: { id: string; nickName: string } | null;
}

describe('A server-rendered page', () => {
  test('T34 S41 gets a session cookie and its own clean address', async ({ phoneOf }) => {
    const ming = await newPerson();
    const page = await phoneOf(ming);
    const landing = page.waitForResponse('**/oauth2/wechat/callback?*');

    await page.goto(loginAddress());
    await allow(page);
    const callback = await landing;
    await page.waitForURL(landed());

    await expectCleanRedirect(callback);
    const cookie = (await page.context().cookies()).find((known) => known.name === SESSION);
    expect(cookie).toMatchObject({ httpOnly: true, secure: true, sameSite: 'Lax', path: '/', domain: 'localhost' });
    expect(await page.evaluate(() => document.cookie)).not.toContain('uniongate');
  });

  test('F5a lets its visitor be known and log out', async ({ phoneOf }) => {
    const ming = await newPerson('consented');
    const inMiniProgram = await miniProgramUser(ming);
    const page = await phoneOf(ming);

    const before = await visitAndAsk(page, demoAddress());
    const during = await visitAndAsk(page, loginAddress());
    const status = await page.evaluate(async () => (await fetch('/webpage/logout', { method: 'POST' })).status);
    const after = await session(page);

    expect(before).toEqual({ signedIn: false, user: null });
    expect(during.user).toMatchObject({ id: inMiniProgram, nickName: ming.nickname });
    expect(status).toBe(204);
    expect(after).toEqual({ signedIn: false, user: null });
    expect((await page.context().cookies()).map((cookie) => cookie.name)).not.toContain(SESSION);
  });

  for (const foreign of ['https://evil.example/', '//evil.example', '/\\evil.example', 'javascript:alert(1)']) {
    test(`T33 is not led to ${foreign}`, async ({ phoneOf }) => {
      const page = await phoneOf(await newPerson());

      const answer = await page.goto(loginAddress(foreign));

      expect(answer?.status()).toBe(400);
      expect(await page.textContent('h1')).toBe('登录请求有误');
      expect(await page.locator('a').count()).toBe(0);
    });
  }
});

function loginAddress(returnTo = demoAddress()): string {
  const parameters = { client_id: 'h5-demo', return_to: returnTo, scope: 'openid profile' };
  return `${inject('api')}/webpage/login?${new URLSearchParams(parameters)}`;
}

async function expectCleanRedirect(callback: Response): Promise<void> {
  expect(callback.status()).toBe(302);
  expect(await callback.headerValue('location')).toBe(`${demoAddress()}#`);
  expect(await callback.headerValue('cache-control')).toBe('no-store');
  expect(await callback.headerValue('referrer-policy')).toBe('no-referrer');
}

/** The empty fragment keeps the one of WeChat's address away, and is not there when nobody was at WeChat. */
function landed(): (address: URL) => boolean {
  return (address) => address.href.replace(/#$/, '') === demoAddress();
}

async function visitAndAsk(page: Page, address: string): Promise<Session> {
  await page.goto(address);
  await page.waitForURL(landed());
  return session(page);
}

function session(page: Page): Promise<Session> {
  return page.evaluate(async () => (await fetch('/webpage/session')).json());
}

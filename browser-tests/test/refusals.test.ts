import type { Page } from 'playwright-core';
import { describe, expect, inject } from 'vitest';
import { withoutCookies } from '../support/browser.ts';
import { allow, ask, demoAddress, logIn, signedInUser, SILENTLY, WITH_PROFILE } from '../support/demo.ts';
import { test } from '../support/test.ts';
import { codesOf, exchangesOf, newPerson, nextVisit } from '../support/wechat.ts';

const CALLBACK = '**/oauth2/wechat/callback?*';

describe('A person who says no', () => {
  for (const denial of ['without-code', 'authdeny']) {
    test(`T38 comes back ${denial} and the page says so`, async ({ phoneOf }) => {
      const ming = await newPerson();
      await nextVisit(ming, { denies: denial });
      const page = await phoneOf(ming);
      const told = page.waitForRequest((request) => request.url().includes('error=access_denied'));

      await logIn(page, WITH_PROFILE);
      await told;
      await page.locator('#signed-out').waitFor();

      expect(await page.textContent('#message')).toMatch(/denied/i);
      expect(page.url()).toBe(demoAddress());
    });
  }

  test('T38 may also see WeChat close its page, and log in later', async ({ phoneOf }) => {
    const ming = await newPerson();
    const page = await phoneOf(ming);

    await logIn(page, WITH_PROFILE);
    await page.getByRole('button', { name: '拒绝' }).click();
    await page.getByText('已拒绝授权').first().waitFor();
    await logIn(page, WITH_PROFILE);
    await allow(page);

    expect(await signedInUser(page)).not.toBe('');
  });
});

describe('A snapshot of a page', () => {
  for (const [locale, title, again] of [
    ['zh-CN', '请使用完整服务', '重新登录'],
    ['en-US', 'Continue in full service', 'Sign in again'],
  ] as const) {
    test(`S27 T39 shows the way in ${locale}, stores nothing, and leads to the login`, async ({ phoneOf }) => {
      const wang = await newPerson('snapshot');
      const page = await phoneOf(wang, { locale });

      await logIn(page, WITH_PROFILE);
      await page.getByRole('button', { name: '继续浏览快照' }).click();
      await page.getByRole('link', { name: again }).waitFor();
      const heading = await page.textContent('h1');
      const guided = new Date().toISOString();
      await page.getByRole('link', { name: again }).click();
      await page.getByRole('button', { name: '使用完整服务' }).click();
      await allow(page);

      expect(heading).toBe(title);
      await signedInUser(page);
      const user = await ask<{ createdAt: string; nickName: string }>(page, '/users/me');
      expect(user.nickName).toBe(wang.nickname);
      expect(user.createdAt > guided).toBe(true);
      const { identities } = await ask<{ identities: unknown[] }>(page, '/users/me/identities');
      expect(identities).toHaveLength(1);
    });
  }

  test('S27 tells the client that interaction is required', async ({ phoneOf }) => {
    const wang = await newPerson('snapshot');
    const page = await phoneOf(wang);
    const told = page.waitForRequest((request) => request.url().includes('error=interaction_required'));

    await logIn(page, WITH_PROFILE);
    await page.getByRole('button', { name: '继续浏览快照' }).click();
    await page.getByRole('link', { name: '返回网站' }).click();
    await told;
    await page.locator('#signed-out').waitFor();

    expect(page.url()).toBe(demoAddress());
  });
});

describe('A callback', () => {
  test('T35 called twice at once signs in with one exchange', async ({ phoneOf }) => {
    const ming = await newPerson('consented');
    await nextVisit(ming, { callsBackTwice: true });
    const page = await phoneOf(ming);

    await logIn(page, WITH_PROFILE);

    await signedInUser(page);
    const codes = await codesOf(ming);
    expect(codes).toHaveLength(1);
    expect(await exchangesOf(codes[0]!)).toBe(1);
  });

  test('T35 called again later leaves the person signed in', async ({ phoneOf }) => {
    const ming = await newPerson();
    const page = await phoneOf(ming);
    const callback = page.waitForRequest(CALLBACK);
    await logIn(page, SILENTLY);
    const user = await signedInUser(page);

    await page.goto((await callback).url());

    expect(await signedInUser(page)).toBe(user);
    const codes = await codesOf(ming);
    expect(await exchangesOf(codes[0]!)).toBe(1);
  });

  test('T36 opened in another browser is refused, and still good in the first', async ({ phoneOf }) => {
    const ming = await newPerson();
    const page = await phoneOf(ming);
    const address = await interceptedCallback(page);
    const other = await phoneOf(await newPerson());

    const answer = await other.goto(address);
    const heading = await other.textContent('h1');
    const cookies = await other.context().cookies();
    const [code] = await codesOf(ming);
    const welcome = await page.goto(address);

    expect(answer?.status()).toBe(400);
    expect(heading).toBe('登录已失效');
    expect(cookies.map((cookie) => cookie.name)).not.toContain('__Host-uniongate-session');
    expect(code?.used).toBe(false);
    expect(welcome?.url()).toBe(demoAddress());
    expect(await page.evaluate(() => location.hash)).toBe('');
    expect((await page.context().cookies()).map((cookie) => cookie.name)).toContain('__Host-uniongate-session');
  });

  test('T36 begun in another browser too is refused in both', async ({ phoneOf }) => {
    const ming = await newPerson();
    const address = await interceptedCallback(await phoneOf(ming));
    const other = await phoneOf(await newPerson());
    await interceptedCallback(other);

    const answer = await other.goto(address);

    expect(answer?.status()).toBe(400);
  });
});

describe('A login that leads nowhere', () => {
  test('T47 ends at an error page where cookies are forbidden', async () => {
    const ming = await newPerson();
    await withoutCookies(async (context) => {
      const page = await context.newPage();
      const visited: string[] = [];
      page.on('framenavigated', (frame) => visited.push(frame.url()));

      const answer = await page.goto(serverLogin(`sim_user=${ming.name}`));

      expect(await context.cookies()).toEqual([]);
      expect(answer?.status()).toBe(400);
      expect(await page.textContent('h1')).toBe('登录已失效');
      expect(visited).toHaveLength(1);
    });
  });

  test('T47 ends at an error page when a client sends its visitor in circles', async ({ phoneOf }) => {
    const page = await phoneOf(await newPerson());
    await page.addInitScript((login) => {
      if (location.pathname === '/demo/') {
        location.replace(login);
      }
    }, serverLogin());

    await page.goto(serverLogin());
    await page.getByRole('heading', { name: '登录次数过多' }).waitFor();

    expect(new URL(page.url()).pathname).toBe('/webpage/login');
  });
});

function serverLogin(more = ''): string {
  const parameters = new URLSearchParams({ client_id: 'h5-demo', return_to: demoAddress() });
  return `${inject('api')}/webpage/login?${parameters}${more && `&${more}`}`;
}

/** The address WeChat sends this browser back to, which it does not open. */
async function interceptedCallback(page: Page): Promise<string> {
  const atWeChat = await redirected(page, serverLogin());
  return redirected(page, atWeChat);
}

async function redirected(page: Page, address: string): Promise<string> {
  const answer = await page.request.get(address, { maxRedirects: 0 });
  expect(answer.status()).toBe(302);
  return answer.headers()['location'] ?? '';
}

import type { Page } from 'playwright-core';
import { describe, expect, inject } from 'vitest';
import { allow, ask, logIn, signedInUser, SILENTLY, tokenOf, WITH_PROFILE } from '../support/demo.ts';
import { test } from '../support/test.ts';
import { miniProgramUser, newPerson } from '../support/wechat.ts';

interface User {
  nickName: string | null;
  unified: boolean;
}

interface Identities {
  identities: { kind: string }[];
}

describe('A page in WeChat', () => {
  test('F5a logs in silently, knowing the person by openid only', async ({ phoneOf }) => {
    const ming = await newPerson();
    const page = await phoneOf(ming);

    await logIn(page, SILENTLY);

    const id = await signedInUser(page);
    expect(id).toMatch(/^[0-9a-f-]{36}$/);
    expect(await page.textContent('#nick-name')).toBe('–');
    expect(await page.textContent('#unified')).toBe('false');
  });

  test('F5a asks for consent and shows the nickname', async ({ phoneOf }) => {
    const ming = await newPerson();
    const page = await phoneOf(ming);

    await logIn(page, WITH_PROFILE);
    await page.getByText('获取你的昵称、头像').waitFor();
    await allow(page);

    await signedInUser(page);
    expect(await page.textContent('#nick-name')).toBe(ming.nickname);
    expect(await page.textContent('#unified')).toBe('true');
  });

  for (const status of [429, 503]) {
    test(`F5a stays signed in when the user cannot be read just now (${status})`, async ({ phoneOf }) => {
      const page = await phoneOf(await newPerson());
      await logIn(page, SILENTLY);
      const user = await signedInUser(page);
      const mend = await answering(page, '/users/me', status);

      await page.click('#refresh');
      await page.locator('#retry').waitFor();
      const told = await page.textContent('#message');
      const { refresh_token } = await tokenOf(page);
      await mend();
      await page.click('#retry');
      await page.locator('#retry').waitFor({ state: 'hidden' });

      expect(told).toContain('You are still signed in');
      expect(refresh_token).toBeTruthy();
      expect(await signedInUser(page)).toBe(user);
    });
  }

  test('F5a finds one user by both ways, and by the mini program too', async ({ phoneOf }) => {
    const ming = await newPerson();
    const page = await phoneOf(ming);

    await logIn(page, SILENTLY);
    const silent = await signedInUser(page);
    await page.click('#logout');
    await page.click(WITH_PROFILE);
    await allow(page);
    const consented = await signedInUser(page);
    const inMiniProgram = await miniProgramUser(ming);

    expect(consented).toBe(silent);
    expect(inMiniProgram).toBe(silent);
    const { identities } = await ask<Identities>(page, '/users/me/identities');
    expect(identities.map((identity) => identity.kind).sort()).toEqual(['mini-program', 'official-account']);
  });

  test('F5a joins the user of the mini program once the page learns the unionid', async ({ phoneOf }) => {
    const ming = await newPerson();
    const inMiniProgram = await miniProgramUser(ming);
    const page = await phoneOf(ming);

    await logIn(page, WITH_PROFILE);
    await allow(page);

    expect(await signedInUser(page)).toBe(inMiniProgram);
    expect(await ask<User>(page, '/users/me')).toMatchObject({ nickName: ming.nickname, unified: true });
  });

  test('F5a refreshes the token and ends the session for good', async ({ phoneOf }) => {
    const ming = await newPerson('consented');
    const page = await phoneOf(ming);
    await logIn(page, WITH_PROFILE);
    const user = await signedInUser(page);
    const before = await tokenOf(page);

    await page.click('#refresh');
    await page.getByText('已刷新').waitFor();
    const after = await tokenOf(page);
    const revoked = page.waitForResponse('**/oauth2/revoke');
    await page.click('#logout');
    const answer = await revoked;

    expect(after.refresh_token).not.toBe(before.refresh_token);
    expect(await signedOutAfter(page)).toBe('Not signed in / 未登录');
    expect(answer.status()).toBe(200);
    expect(user).not.toBe('');
    expect(await refreshStatus(after.refresh_token)).toBe(400);
  });

  test('F5a keeps the login over a reload and over Back', async ({ phoneOf }) => {
    const ming = await newPerson();
    const page = await phoneOf(ming);
    await logIn(page, SILENTLY);
    const user = await signedInUser(page);

    await page.reload();
    const reloaded = await signedInUser(page);
    await page.goBack();
    const back = await signedInUser(page);

    expect([reloaded, back]).toEqual([user, user]);
  });

  test('F5a logs in from two tabs of one browser, the second begun while the first waits', async ({ phoneOf }) => {
    const ming = await newPerson();
    const first = await phoneOf(ming);
    const second = await first.context().newPage();

    await logIn(first, WITH_PROFILE);
    await first.getByRole('button', { name: '允许' }).waitFor();
    await logIn(second, WITH_PROFILE);
    await Promise.all([allow(first), allow(second)]);

    expect(await signedInUser(second)).toBe(await signedInUser(first));
  });
});

describe('A page outside WeChat', () => {
  test('F5a shows the QR page of the website app and finds the same user', async ({ desktopOf }) => {
    const ming = await newPerson();
    const inMiniProgram = await miniProgramUser(ming);
    const page = await desktopOf(ming);

    await logIn(page, SILENTLY);
    await page.waitForURL('**/connect/qrconnect?*');
    await page.getByText('扫码成功').waitFor();
    await allow(page);

    expect(await signedInUser(page)).toBe(inMiniProgram);
    const { identities } = await ask<Identities>(page, '/users/me/identities');
    expect(identities.map((identity) => identity.kind).sort()).toEqual(['mini-program', 'website']);
  });
});

/** Lets the page get only this status from an address of the server, until that is mended. */
async function answering(page: Page, path: string, status: number): Promise<() => Promise<void>> {
  const real = await page.evaluateHandle(() => window.fetch);
  await page.evaluate(
    ({ real, path, status }) => {
      window.fetch = (address, options) =>
        address === path ? Promise.resolve(new Response('{}', { status })) : real.call(window, address, options);
    },
    { real, path, status },
  );
  return () => page.evaluate((real) => void (window.fetch = real), real);
}

async function signedOutAfter(page: Page): Promise<string | null> {
  await page.locator('#signed-out').waitFor();
  return page.textContent('#message');
}

async function refreshStatus(token: string): Promise<number> {
  const body = new URLSearchParams({ grant_type: 'refresh_token', client_id: 'h5-demo', refresh_token: token });
  const answer = await fetch(`${inject('api')}/oauth2/token`, { method: 'POST', body });
  return answer.status;
}

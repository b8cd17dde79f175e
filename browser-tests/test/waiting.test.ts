import type { Page } from 'playwright-core';
import { describe, expect, inject } from 'vitest';
import { demoAddress, EMBEDDED, logIn, SCAN, signedInUser } from '../support/demo.ts';
import { test } from '../support/test.ts';
import { miniProgramUser, newPerson, scan } from '../support/wechat.ts';

describe("A page with WeChat's QR code in it", () => {
  test('F5a signs in who allows it on the phone', async ({ desktopOf }) => {
    const ming = await newPerson();
    const inMiniProgram = await miniProgramUser(ming);
    const page = await desktopOf(ming);

    await logIn(page, EMBEDDED);
    await page.frameLocator('iframe').getByRole('button', { name: '允许' }).click();

    expect(await signedInUser(page)).toBe(inMiniProgram);
  });

  test('T38 ends by itself when the phone says no, which WeChat tells nobody', async ({ desktopOf }) => {
    const page = await desktopOf(await newPerson());
    await page.clock.install();

    await logIn(page, EMBEDDED);
    await page.frameLocator('iframe').getByRole('button', { name: '拒绝' }).click();
    await page.frameLocator('iframe').getByText('已拒绝授权').waitFor();
    const before = page.url();
    await page.clock.fastForward('05:01');
    await page.getByRole('alert').getByText('二维码已过期').waitFor();

    expect(before).toBe(page.url());
    expect(await page.locator('iframe').count()).toBe(0);
  });

  test('T38 leads back to the site, which hears that nobody logged in', async ({ desktopOf }) => {
    const page = await desktopOf(await newPerson());

    await logIn(page, EMBEDDED);
    await page.getByRole('link', { name: '返回网站' }).click();

    await page.getByText('Nobody logged in').waitFor();
    expect(page.url()).toBe(demoAddress());
  });

  test('F5a gives another code whenever it is asked for', async ({ desktopOf }) => {
    const page = await desktopOf(await newPerson());

    await logIn(page, EMBEDDED);
    const first = await code(page);
    await page.getByRole('link', { name: '换一个二维码' }).click();
    await page.waitForFunction((first) => document.querySelector('iframe')?.src !== first, first);

    expect(await code(page)).toContain('/connect/qrconnect?');
    expect(new URL(page.url()).origin).toBe(inject('api'));
  });

  test('F5a fits a narrow window', async ({ desktopOf }) => {
    const page = await desktopOf(await newPerson(), { viewport: { width: 320, height: 568 } });

    await logIn(page, EMBEDDED);
    await page.locator('iframe').waitFor();

    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
    expect(await page.getByRole('timer').textContent()).toMatch(/^[45]:\d\d$/);
  });
});

describe("A page with the service account's QR code", () => {
  test('F5a S34 signs in who scans it, at once', async ({ desktopOf }) => {
    const ming = await newPerson();
    const inMiniProgram = await miniProgramUser(ming);
    const page = await desktopOf(ming);

    await logIn(page, SCAN);
    await scan(ming, await picture(page));

    expect(await signedInUser(page)).toBe(inMiniProgram);
  });

  test('F5a S34 asks now and then where no events get through', async ({ desktopOf }) => {
    const ming = await newPerson();
    const page = await desktopOf(ming);
    await page.route('**/scan/events?*', (route) => route.fulfill({ status: 204 }));

    await logIn(page, SCAN);
    await scan(ming, await picture(page));

    expect(await signedInUser(page)).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('F5a says when the code has expired', async ({ desktopOf }) => {
    const page = await desktopOf(await newPerson());
    await page.clock.install();

    await logIn(page, SCAN);
    await picture(page);
    await page.clock.fastForward('05:01');

    await page.getByRole('alert').getByText('二维码已过期').waitFor();
    expect(await page.getByRole('link', { name: '换一个二维码' }).isVisible()).toBe(true);
  });
});

async function picture(page: Page): Promise<string> {
  const image = page.getByRole('img', { name: 'QR code' });
  await expect.poll(() => image.evaluate((shown) => (shown as HTMLImageElement).naturalWidth)).toBeGreaterThan(0);
  return (await image.getAttribute('src')) ?? '';
}

async function code(page: Page): Promise<string> {
  return (await page.locator('iframe').getAttribute('src')) ?? '';
}

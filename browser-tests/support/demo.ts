import type { Page } from 'playwright-core';
import { expect, inject } from 'vitest';

export const demoAddress = (): string => `${inject('api')}/demo/`;

export const SILENTLY = '#login';
export const WITH_PROFILE = '#login-with-profile';
export const EMBEDDED = '#login-embedded';
export const SCAN = '#login-scan';

export async function logIn(page: Page, button: string): Promise<void> {
  await page.goto(demoAddress());
  await page.click(button);
}

export async function allow(page: Page): Promise<void> {
  await page.getByRole('button', { name: '允许' }).click();
}

/** The user shown once somebody is signed in, at an address that says nothing about the login. */
export async function signedInUser(page: Page): Promise<string> {
  await page.locator('#signed-in').waitFor();
  expect(page.url()).toBe(demoAddress());
  return (await page.textContent('#user-id')) ?? '';
}

export async function tokenOf(page: Page): Promise<{ access_token: string; refresh_token: string }> {
  return page.evaluate(() => JSON.parse(sessionStorage.getItem('tokens') ?? '{}'));
}

/** What the server tells this page about its user, asked as the page asks. */
export async function ask<T>(page: Page, path: string): Promise<T> {
  const { access_token } = await tokenOf(page);
  const answer = await fetch(inject('api') + path, { headers: { Authorization: `Bearer ${access_token}` } });
  return (await answer.json()) as T;
}

import { chromium, type BrowserContext, type BrowserContextOptions, type Page } from 'playwright-core';
import { expect, inject, test as plain } from 'vitest';
import { DESKTOP, WECHAT } from './browser.ts';
import type { Person } from './wechat.ts';

type Open = (person: Person, options?: BrowserContextOptions) => Promise<Page>;

interface Browsers {
  /** A page in a new browser of WeChat, on the phone of this person. */
  phoneOf: Open;
  /** A page in a new browser that is not WeChat's, in front of this person. */
  desktopOf: Open;
}

/** Every page opened here has to load nothing from outside and to break no rule of its own. */
export const test = plain.extend<{ open: (options: BrowserContextOptions, person: Person) => Promise<Page> } & Browsers>({
  open: async ({}, use) => {
    const browser = await chromium.connect(inject('browser'));
    const complaints: string[] = [];
    await use(async (options, person) => {
      const context = await browser.newContext(options);
      await context.addCookies([{ name: 'sim_user', value: person.name, url: inject('simulator') }]);
      watch(context, complaints);
      return context.newPage();
    });
    await browser.close();
    expect(complaints).toEqual([]);
  },
  phoneOf: async ({ open }, use) => use((person, options) => open({ ...WECHAT, ...options }, person)),
  desktopOf: async ({ open }, use) => use((person, options) => open({ ...DESKTOP, ...options }, person)),
});

export function watch(context: BrowserContext, complaints: string[]): void {
  const own = [inject('api'), inject('simulator')].map((address) => new URL(address).host);
  context.on('request', (request) => {
    const address = new URL(request.url());
    if (address.protocol.startsWith('http') && !own.includes(address.host)) {
      complaints.push(`asks ${address.href}`);
    }
  });
  context.on('console', (message) => {
    if (message.type() === 'error' && !isRefusedPage(message.text(), message.location().url, message.page())) {
      complaints.push(`${message.page()?.url()}: ${message.text()}`);
    }
  });
  context.on('weberror', (error) => complaints.push(error.error().message));
}

/** Chromium reports a page whose status is not 2xx as an error, though the page is shown as it should be. */
function isRefusedPage(text: string, address: string, page: Page | null): boolean {
  return text.startsWith('Failed to load resource: the server responded with a status of 4') && address === page?.url();
}

import { WECHAT } from './browser.ts';
import type { Person } from './wechat.ts';

const MOST_REDIRECTS = 10;

/** Who opens links, keeps cookies and follows redirects, and has no screen: for clients that need no browser. */
export class Visitor {
  readonly #cookies = new Map<string, string>();
  readonly #userAgent: string;

  constructor(person: Person, userAgent = WECHAT.userAgent ?? '') {
    this.#userAgent = userAgent;
    this.#cookies.set('sim_user', encodeURIComponent(person.name));
  }

  /** The address below `end` that the visitor is sent to in the end. */
  async walk(from: URL, end: string): Promise<URL> {
    let at = from;
    for (let step = 0; step < MOST_REDIRECTS; step++) {
      const location = await this.#visit(at);
      at = new URL(location, at);
      if (at.href.startsWith(end)) {
        return at;
      }
    }
    throw new Error(`more than ${MOST_REDIRECTS} redirects, the last to ${at.href}`);
  }

  async #visit(address: URL): Promise<string> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(address, {
      redirect: 'manual',
      headers: { Cookie: cookie, 'User-Agent': this.#userAgent },
    });
    answer.headers.getSetCookie().forEach((line) => this.#keep(line));
    const location = answer.headers.get('location');
    if (location === null) {
      throw new Error(`${address.href} answers ${answer.status}, not a redirect:\n${await answer.text()}`);
    }
    return location;
  }

  #keep(line: string): void {
    const [pair = ''] = line.split(';', 1);
    const equals = pair.indexOf('=');
    this.#cookies.set(pair.slice(0, equals), pair.slice(equals + 1));
  }
}

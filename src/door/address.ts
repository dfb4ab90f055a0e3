import type { IncomingMessage } from 'node:http';

/**
 * Whether what is asked for, at the host that is named, can be an address. restify takes it for granted once it looks for
 * the route, in a place where an error ends the process: one request of anybody would stop the bot.
 */
export function isAddress({ url = '', headers }: Pick<IncomingMessage, 'url' | 'headers'>): boolean {
  const base = `http://${headers.host || 'localhost'}`;
  return url.startsWith('/') ? URL.canParse(base + url) : URL.canParse(url, base);
}

import { buttonOn } from '../support/cards';
import type { Shown } from '../support/client';
import type { MainJobBot } from './main-job-bot';

/** Where the link on a card leads, on the bot under test. */
export const linkOn = ({ bot }: Pick<MainJobBot, 'bot'>, { card }: Shown, title = 'Fetch the file'): string =>
  `${bot.url}${new URL(String(buttonOn(card, title)['url'])).pathname}`;

/** Fetches a file as its link has it. */
export async function fetchedFrom(
  house: Pick<MainJobBot, 'bot'>,
  shown: Shown,
  title?: string,
): Promise<{ name: string; bytes: Uint8Array }> {
  const fetched = await fetch(linkOn(house, shown, title), { method: 'POST' });
  expect(fetched.status).toBe(200);
  const name = /filename="(.+)"/.exec(fetched.headers.get('content-disposition')!)![1]!;
  return { name, bytes: new Uint8Array(await fetched.arrayBuffer()) };
}

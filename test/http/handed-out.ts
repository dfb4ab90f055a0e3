import { buttonOn } from '../support/cards';
import type { Shown } from '../support/client';
import type { MainJobBot } from './main-job-bot';

/** Where the link on a card leads, on the bot under test. */
export const linkOn = ({ bot }: Pick<MainJobBot, 'bot'>, { card }: Shown): string =>
  `${bot.url}${new URL(String(buttonOn(card, 'Fetch the file')['url'])).pathname}`;

/** Fetches a file as its link has it. */
export async function fetchedFrom(
  house: Pick<MainJobBot, 'bot'>,
  shown: Shown,
): Promise<{ name: string; bytes: Uint8Array }> {
  const fetched = await fetch(linkOn(house, shown), { method: 'POST' });
  expect(fetched.status).toBe(200);
  const name = /filename="(.+)"/.exec(fetched.headers.get('content-disposition')!)![1]!;
  return { name, bytes: new Uint8Array(await fetched.arrayBuffer()) };
}

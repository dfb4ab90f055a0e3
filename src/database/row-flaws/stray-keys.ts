import type { Client } from '../columns';
import { inPages, atMost } from '../in-pages';
import { HOUSE, INDEX } from '../sealing/data-keys';
import type { Sealed } from '../sealing/jwe';
import type { Seals } from '../sealing/sealing';

const AT_ONCE = 200;

/**
 * Owners of keys that are of no case: the bot makes a key with its case, and whoever puts one in by itself wants something to
 * be in the way. The keys of cases are held with the cases.
 */
export function strayKeys(most: number, client: Client, seals: Seals): Promise<string[]> {
  const page = (after: string) => client.$queryRaw<{ id: string; wrapped: Sealed }[]>`
    select owner as id, wrapped from data_keys k
    where owner > ${after} and not exists (select from cases c where c.id = k.owner)
    order by owner limit ${AT_ONCE}::int`;
  return atMost(most, straysAmong(inPages(page), seals));
}

async function* straysAmong(
  keys: AsyncIterable<{ id: string; wrapped: Sealed }>,
  seals: Seals,
): AsyncGenerator<string> {
  for await (const { id, wrapped } of keys) {
    const isOurs = (id === HOUSE || id === INDEX) && (await seals.opensKeyOf(id, wrapped));
    if (!isOurs) yield id;
  }
}

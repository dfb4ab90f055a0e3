import type { Client } from '../columns';
import { inPages, atMost } from '../in-pages';
import { HOUSE, INDEX, storedKey } from '../sealing/data-keys';
import type { Seals } from '../sealing/sealing';

const AT_ONCE = 200;

/**
 * Owners of keys that are of no case: the bot makes a key with its case, and whoever puts one in by itself wants something to
 * be in the way. The keys of cases are held with the cases, and the two that everything needs by `shutKeys`.
 */
export function strayKeys(most: number, client: Client): Promise<string[]> {
  const page = (after: string) => client.$queryRaw<{ id: string }[]>`
    select owner as id from data_keys k
    where owner > ${after} and owner not in (${HOUSE}, ${INDEX}) and not exists (select from cases c where c.id = k.owner)
    order by owner limit ${AT_ONCE}::int`;
  return atMost(most, idsOf(inPages(page)));
}

async function* idsOf(rows: AsyncIterable<{ id: string }>): AsyncGenerator<string> {
  for await (const { id } of rows) yield id;
}

/**
 * Which of the two keys that everything needs does not open. Such a row is not one that somebody put in: it may be the only
 * copy of what opens the rest, and the operator's key may be the wrong one. Throws `FieldKeyMissing` where there are no keys.
 */
export async function shutKeys(client: Client, seals: Seals): Promise<string[]> {
  if (!seals.areOn) return [];
  const shut: string[] = [];
  for (const owner of [HOUSE, INDEX]) {
    const wrapped = await storedKey(owner, client);
    if (wrapped && !(await seals.opensKeyOf(owner, wrapped))) shut.push(owner);
  }
  return shut;
}

import { Prisma } from '../../generated/prisma/client';
import { entriesWhere, unsignedAmong } from '../audit-rows';
import type { Client } from '../columns';
import { inPages } from '../in-pages';
import { HOUSE, INDEX } from './data-keys';
import type { KeyRing } from './key-ring';
import type { Seals } from './sealing';

/** Of the operator's keys, those that open what belongs to no case, and are not there: nothing can be done without them. */
export async function missingForAll(client: Client, ring: KeyRing): Promise<string[]> {
  const rows = await client.$queryRaw<{ id: string }[]>`
    select distinct key_id as id from data_keys where owner in (${HOUSE}, ${INDEX}) order by 1`;
  return rows.map(({ id }) => id).filter((id) => !ring.has(id));
}

const CASES_AT_ONCE = 50;

/**
 * The same of those that open a case that the trail tells of. What a hand on the database has put in, with a key that nobody
 * has, is for `audit verify` to name: it must not be able to keep the bot from its work.
 */
export async function missingForCases(client: Client, ring: KeyRing, seals: Seals): Promise<string[]> {
  const missing: string[] = [];
  for (const id of await otherKeyIds(client, ring)) if (await opensOneOfOurs(id, client, seals)) missing.push(id);
  return missing;
}

async function otherKeyIds(client: Client, ring: KeyRing): Promise<string[]> {
  const rows = await client.$queryRaw<{ id: string }[]>`select distinct key_id as id from data_keys order by 1`;
  return rows.map(({ id }) => id).filter((id) => !ring.has(id));
}

async function opensOneOfOurs(keyId: string, client: Client, seals: Seals): Promise<boolean> {
  const page = (after: string) => client.$queryRaw<{ id: string; authority: string }[]>`
    select c.id, c.authority from data_keys k join cases c on c.id = k.owner
    where k.key_id = ${keyId} and c.id > ${after} order by c.id limit ${CASES_AT_ONCE}::int`;
  for await (const { id, authority } of inPages(page)) if (await isOnTrail(id, authority, client, seals)) return true;
  return false;
}

/** By an entry that opens it, or that took stock of it, and is none that somebody has put there. */
async function isOnTrail(caseId: string, authority: string, client: Client, seals: Seals): Promise<boolean> {
  const opens = Prisma.sql`(facts_from = 0 and facts_to > 0 or action = 'take-stock')`;
  const ofCase = Prisma.sql`cases @> array[${caseId}]::text[] and cases[1] = ${caseId} and authority = ${authority}`;
  const entries = await entriesWhere(Prisma.sql`${ofCase} and outcome = 'done' and ${opens}`, 100, client);
  return (await unsignedAmong(authority, entries, client, seals)).length < entries.length;
}

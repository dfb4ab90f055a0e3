import type { Client } from '../columns';
import type { DataKey, KeyRing } from './key-ring';
import type { Sealed } from './jwe';

/** Owners of keys that are no case: of what belongs to none, and of what is searched by. */
export const HOUSE = 'house';
export const INDEX = 'index';

/** The row of this owner's key; where there is none yet, of whoever makes one first. */
export async function dataKeyOf(owner: string, client: Client, ring: KeyRing): Promise<Sealed> {
  const stored = await storedKey(owner, client);
  if (stored) return stored;
  await insertKey(owner, await ring.make(owner), client);
  return (await storedKey(owner, client))!;
}

export async function storedKey(owner: string, client: Client): Promise<Sealed | null> {
  const [row] = await client.$queryRaw<{ wrapped: Sealed }[]>`select wrapped from data_keys where owner = ${owner}`;
  return row?.wrapped ?? null;
}

const insertKey = (owner: string, { keyId, wrapped }: DataKey, client: Client): Promise<number> =>
  client.$executeRaw`
    insert into data_keys (owner, key_id, wrapped) values (${owner}, ${keyId}, ${JSON.stringify(wrapped)}::jsonb)
    on conflict (owner) do nothing`;

/** Ids of our keys by which anything is sealed. */
export async function keyIdsInUse(client: Client): Promise<string[]> {
  const rows = await client.$queryRaw<{ id: string }[]>`select distinct key_id as id from data_keys order by 1`;
  return rows.map(({ id }) => id);
}

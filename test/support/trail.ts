import type { Case } from '../../src/domain/case/case';
import type { AuditEntry } from '../../src/records/audit/entry';
import type { Storage } from '../../src/stores';

/** Everything on the trail of an authority, once what nobody waits for has been written too. */
export async function trailOf({ audit }: Storage, authority: string): Promise<AuditEntry[]> {
  await audit.settled();
  return audit.page(authority, 0, 10_000);
}

/** The entry of each fact of a case, in their order; undefined for one that came by no entry. */
export async function entriesOfFacts(storage: Storage, { id, authority, facts }: Case) {
  const done = (await trailOf(storage, authority)).filter(({ to, cases }) => to !== null && cases[0] === id);
  return facts.map((_fact, n) => done.find(({ from, to }) => from! <= n && n < to!));
}

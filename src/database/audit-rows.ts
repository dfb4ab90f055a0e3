import { Prisma } from '../generated/prisma/client';
import { NO_MOMENT, type AuditEntry } from '../records/audit/entry';
import { toInstantIfReadable, type Client } from './columns';
import type { Seals } from './sealing/sealing';
import { isOurs } from './signed-notes';

type Row = Omit<AuditEntry, 'at'> & { readonly at: Date };

const ENTRIES = Prisma.sql`
  select authority, seq, prev, hash, at, tenant_id as tenant, person_id as person, role, action, outcome, cases, fields,
    reason, operator, signed, facts_from as "from", facts_to as "to", facts_before as "before", facts_after as "after"
  from audit_entries`;

/** In order, at most so many. */
export async function entriesWhere(where: Prisma.Sql, most: number, client: Client): Promise<AuditEntry[]> {
  const rows = await client.$queryRaw<Row[]>`${ENTRIES} where ${where} order by seq limit ${most}::int`;
  return rows.map(({ at, ...row }) => ({ ...row, at: toInstantIfReadable(at) ?? NO_MOMENT }));
}

/** Numbers of those of them that should bear a signature of ours and do not. Throws `FieldKeyMissing`. */
export async function unsignedAmong(
  authority: string,
  entries: readonly AuditEntry[],
  client: Client,
  seals: Seals,
): Promise<number[]> {
  const [head] = await client.$queryRaw<{ from: number | null }[]>`
    select signed_from as "from" from audit_heads where authority = ${authority}`;
  const from = head?.from ?? Infinity;
  return entries.filter((entry) => entry.seq >= from && !isOurs(entry, seals)).map(({ seq }) => seq);
}

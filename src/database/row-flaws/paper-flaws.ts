import { createHash } from 'node:crypto';
import { ZodError } from 'zod';
import type { RowFlaw } from '../../records/audit/audit-store';
import type { PaperStore } from '../../records/paper-store';
import { UnreadableMoment, type Client } from '../columns';
import { FieldKeyMissing } from '../sealing/key-ring';
import { SealBroken } from '../sealing/jwe';
import { inPages } from '../in-pages';

interface Found {
  readonly id: string;
  readonly caseId: string;
  readonly seq: number | null;
  readonly what: 'put in' | 'missing' | 'changed';
}

const SAYS: Readonly<Record<Found['what'], (caseId: string) => string>> = {
  'put in': (caseId) => `on case ${caseId} was put in: no entry tells that it was made`,
  missing: (caseId) => `is missing on case ${caseId}`,
  changed: (caseId) => `on case ${caseId} was changed: its name, who made it and when, whose it is, or its hash`,
};

/** Papers that nobody made, that were made and are not there, and that are not as they were made, to the last byte. */
export async function* paperFlaws(
  authority: string,
  most: number,
  client: Client,
  papers: Pick<PaperStore, 'byId'>,
): AsyncGenerator<RowFlaw> {
  for (const { id, caseId, seq, what } of await rowsFound(authority, most, client)) {
    yield { of: 'paper', id, seq, says: SAYS[what](caseId) };
  }
  // What is in them is held one at a time: papers are large.
  for await (const { id } of inPages(idsOf(authority, client))) {
    if (await isWhole(id, papers)) continue;
    yield { of: 'paper', id, seq: null, says: 'holds other bytes than were put there when it was made' };
  }
}

/** Of a case whose time was over no paper is left. */
const rowsFound = (authority: string, most: number, client: Client): Promise<Found[]> =>
  client.$queryRaw<Found[]>`
    with told as (
      select distinct on (1) substr(f.field, 7) as id, e.cases[1] as case_id, e.seq, e.facts_after as digest
      from audit_entries e, unnest(e.fields) f(field)
      where e.authority = ${authority} and e.outcome = 'done' and starts_with(f.field, 'paper:')
      order by 1, e.seq
    ), there as (
      select p.id, p.case_id, paper_digest(p.id) as digest from papers p left join cases c on c.id = p.case_id
      where c.authority = ${authority} or exists (select from told t where t.id = p.id)
    ), held as (
      select coalesce(t.id, p.id) as id, coalesce(p.case_id, t.case_id) as "caseId", t.seq,
        case when t.id is null then 'put in'
          when p.id is null then case when not has_tombstone(t.case_id) then 'missing' end
          when p.digest is distinct from t.digest then 'changed' end as what
      from told t full join there p on p.id = t.id
    )
    select id, "caseId", seq, what from held where what is not null order by seq nulls last, id limit ${most}::int`;

const IDS_AT_ONCE = 200;

const idsOf = (authority: string, client: Client) => (after: string) =>
  client.$queryRaw<{ id: string }[]>`
    select p.id from papers p join cases c on c.id = p.case_id
    where c.authority = ${authority} and p.id > ${after} order by p.id limit ${IDS_AT_ONCE}::int`;

/** Its seal, its key, its kind and its moment may each be such that it cannot be read: that says nothing of the others. */
const OF_THIS_ROW = [SealBroken, FieldKeyMissing, ZodError, UnreadableMoment, RangeError];

/** Also one that was deleted since its id was read, as its case was. */
async function isWhole(id: string, papers: Pick<PaperStore, 'byId'>): Promise<boolean> {
  try {
    const paper = await papers.byId(id);
    return !paper || createHash('sha256').update(paper.bytes).digest('hex') === paper.sha256;
  } catch (error) {
    if (OF_THIS_ROW.some((kind) => error instanceof kind)) return false;
    throw error;
  }
}

import { readableFact, UnreadableFact } from '../casework/readable-facts';
import type { Case } from '../domain/case/case';
import type { Fact } from '../domain/case/fact';
import { Prisma } from '../generated/prisma/client';
import { toInstantIfReadable, toJson, toJsonText } from './columns';
import { SealBroken, type Sealed } from './sealing/jwe';
import { WHY_SEALED } from './sealing/sealed-kinds';
import type { Seals } from './sealing/sealing';

/** One statement each, since a statement is a journey to the server: a case comes with its facts and their key. */
export const CASE_COLUMNS = Prisma.sql`
  c.id, c.reference, c.school, c.authority, c.policy, c.opened_at, c.version,
  (select k.wrapped from data_keys k where k.owner = c.id) as key, (
    select json_agg(json_build_object(
      'id', f.id, 'kind', f.kind, 'seq', f.seq, 'recordedAt', f.recorded_at, 'recordedBy', f.recorded_by, 'data', f.data
    ) order by f.seq) from facts f where f.case_id = c.id
  ) as facts`;

export interface CaseRow {
  readonly id: string;
  readonly reference: string;
  readonly school: string | null;
  readonly authority: string;
  readonly policy: string;
  readonly opened_at: Date;
  readonly version: number;
  /** That its facts are sealed with. Null where none is. */
  readonly key: Sealed | null;
  readonly facts: readonly FactRow[] | null;
}

interface FactRow {
  readonly id: string;
  readonly kind: string;
  readonly seq: number;
  readonly recordedAt: string;
  readonly recordedBy: string;
  readonly data: object;
}

/** Throws `UnreadableFact`, and `FieldKeyMissing`. */
export async function toCase({ opened_at, facts, key, ...row }: CaseRow, seals: Seals): Promise<Case> {
  seals.know(row.id, key);
  const openedAt = toInstantIfReadable(opened_at);
  if (openedAt === null) throw new UnreadableFact(row.id, 'the moment of its opening cannot be read');
  const opened = await Promise.all((facts ?? []).map((fact) => toFact(fact, row.id, seals)));
  return { ...row, openedAt, facts: opened };
}

/** Where the words of a fact are sealed: nowhere else, and as no other kind, do they open. */
export const placeOfFact = (caseId: string, { seq, id, kind }: Pick<FactRow, 'seq' | 'id' | 'kind'>): string =>
  ['facts', caseId, seq, id, kind].join('/');

async function toFact(row: FactRow, caseId: string, seals: Seals): Promise<Fact> {
  const { id, kind, recordedBy } = row;
  const data = await openedData(row, caseId, seals);
  const recordedAt = toInstantIfReadable(new Date(row.recordedAt));
  if (recordedAt === null) throw new UnreadableFact(caseId, `the moment of fact ${id} cannot be read`);
  return readableFact({ ...data, ...{ id, kind, recordedBy, recordedAt } }, caseId);
}

async function openedData(row: FactRow, caseId: string, seals: Seals): Promise<object> {
  try {
    return (await seals.open(caseId, placeOfFact(caseId, row), row.data)) as object;
  } catch (error) {
    throw error instanceof SealBroken ? new UnreadableFact(caseId, `fact ${row.id} cannot be opened`) : error;
  }
}

/** The rows of facts that follow the first `version` ones, as the JSON that `jsonb_to_recordset` reads. */
export async function toFactRows(
  facts: readonly Fact[],
  caseId: string,
  version: number,
  seals: Seals,
): Promise<string> {
  const rows = facts.map(async ({ id, kind, recordedAt, recordedBy, ...data }, index) => {
    const seq = version + index + 1;
    const stamp = { seq, id, kind, recorded_at: recordedAt, recorded_by: recordedBy };
    if (WHY_SEALED[kind] === null) return { ...stamp, data };
    return { ...stamp, data: await seals.seal(caseId, placeOfFact(caseId, { seq, id, kind }), toJson(data)) };
  });
  return toJsonText(await Promise.all(rows));
}

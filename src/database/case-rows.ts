import { readableFact } from '../casework/readable-facts';
import type { Case } from '../domain/case/case';
import type { Fact } from '../domain/case/fact';
import { toInstant, toJsonText } from './columns';

export interface CaseRow {
  readonly id: string;
  readonly reference: string;
  readonly school: string | null;
  readonly authority: string;
  readonly policy: string;
  readonly opened_at: Date;
  readonly version: number;
  readonly facts: readonly FactRow[] | null;
}

interface FactRow {
  readonly id: string;
  readonly kind: string;
  readonly recordedAt: string;
  readonly recordedBy: string;
  readonly data: object;
}

export const toCase = ({ opened_at, facts, ...row }: CaseRow): Case => ({
  ...row,
  openedAt: toInstant(opened_at),
  facts: (facts ?? []).map((fact) => toFact(fact, row.id)),
});

/** Throws `UnreadableFact`. */
function toFact({ data, id, kind, recordedAt, recordedBy }: FactRow, caseId: string): Fact {
  const at = new Date(recordedAt).toISOString();
  return readableFact({ ...data, ...{ id, kind, recordedBy, recordedAt: at } }, caseId);
}

/** The rows of facts that follow the first `version` ones, as the JSON that `jsonb_to_recordset` reads. */
export const toFactRows = (facts: readonly Fact[], version: number): string =>
  toJsonText(
    facts.map(({ id, kind, recordedAt, recordedBy, ...data }, index) => ({
      seq: version + index + 1,
      id,
      kind,
      recorded_at: recordedAt,
      recorded_by: recordedBy,
      data,
    })),
  );

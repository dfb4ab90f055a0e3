import { FOLDED } from './endings';
import type { Fold } from './fold';
import type { MemoryTable } from './memory-table';
import { AT_ONCE } from './outbox';

/** See `Outbox.fold`. */
export function foldInto(table: MemoryTable, { lead, others }: Fold): void {
  for (const { id } of table.list(({ foldedInto }) => others.includes(foldedInto ?? ''))) {
    table.change(id, { foldedInto: lead });
  }
  for (const id of others) table.change(id, { state: 'dead', lastError: FOLDED, foldedInto: lead });
  if (others.some((id) => table.of(id)?.possibleRepeat)) table.change(lead, { possibleRepeat: true });
  countFolds(table, lead);
}

/** See `Outbox.unfold`. */
export function unfoldFrom(table: MemoryTable, lead: string): number {
  const folded = table.list((row) => row.foldedInto === lead && row.acknowledgedAt === null);
  const mayHaveArrived = table.of(lead)?.possibleRepeat ?? false;
  for (const { id, possibleRepeat } of folded) {
    const anew = { state: 'pending', notBefore: AT_ONCE, foldedInto: null, lastError: null } as const;
    table.change(id, { ...anew, possibleRepeat: possibleRepeat || mayHaveArrived });
  }
  countFolds(table, lead);
  return folded.length;
}

const countFolds = (table: MemoryTable, lead: string): unknown =>
  table.change(lead, { folds: table.list(({ foldedInto }) => foldedInto === lead).length });

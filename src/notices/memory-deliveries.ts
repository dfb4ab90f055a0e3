import { bearerOf } from './chain/lost';
import { BELONGS, type DeliveriesFound, type DeliveryWish } from './delivery-record';
import { withoutLease, type Row } from './memory-rows';

/** Of these rows, in the order in which they were added, those that are asked for, newest first. */
export function deliveriesAmong(
  rows: readonly Row[],
  wish: DeliveryWish,
  offset: number,
  limit: number,
): DeliveriesFound {
  const { authority, which, caseId, from, before } = wish;
  const found = rows.filter(
    (row) =>
      row.authority === authority &&
      row.kind !== 'edit' &&
      (caseId === undefined || row.caseId === caseId) &&
      (!from || row.dueAt >= from) &&
      (!before || row.dueAt < before) &&
      BELONGS[which](row, bearerOf(row, rows), wish),
  );
  const newest = found.reverse().sort((a, b) => (a.dueAt > b.dueAt ? -1 : a.dueAt < b.dueAt ? 1 : 0));
  return { deliveries: newest.slice(offset, offset + limit).map(withoutLease), total: found.length };
}

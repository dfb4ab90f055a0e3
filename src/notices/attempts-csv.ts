import { stringify } from 'csv-stringify/sync';
import type { Stores } from '../stores';
import type { DeliveryWish } from './delivery-record';

interface Deps {
  readonly storage: Pick<Stores, 'outbox' | 'cases'>;
  /** Deliveries that are read and written at a time. */
  readonly pageSize?: number;
}

const COLUMNS = ['Case', 'Rule', 'Delivery', 'Attempt', 'Began', 'Answered', 'Outcome', 'Status', 'Code', 'Request id'];

/**
 * Every try to deliver something, as CSV in pieces of one page, for Microsoft's support: its ids, and what Teams answered.
 * Times are UTC, as Teams' own log has them, by the database's clock. Nobody is named.
 */
export async function* attemptsCsv(wish: DeliveryWish, { storage, pageSize = 500 }: Deps): AsyncGenerator<string> {
  const { outbox, cases } = storage;
  const written = new Set<string>();
  for (let offset = 0; ; offset += pageSize) {
    const { deliveries } = await outbox.deliveries(wish, offset, pageSize);
    const rows: (string | number | null)[][] = [];
    // What falls due while this is written pushes the end of the page before onto this one.
    for (const { id, caseId, obligation } of deliveries.filter(({ id }) => !written.has(id))) {
      written.add(id);
      const reference = (caseId && (await cases.byId(caseId))?.reference) || '';
      for (const { attempt, startedAt, answeredAt, outcome, status, code, requestId } of await outbox.attemptsOf(id)) {
        rows.push([reference, obligation, id, attempt, startedAt, answeredAt, outcome, status, code, requestId]);
      }
    }
    const isFirst = offset === 0;
    const options = { columns: COLUMNS, header: isFirst, bom: isFirst, escape_formulas: true } as const;
    yield stringify(rows, { ...options, record_delimiter: 'windows' });
    if (deliveries.length < pageSize) return;
  }
}

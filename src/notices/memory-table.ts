import type { Claim } from './claims';
import { EDIT, type Delivery } from './outbox';
import { withoutLease, type Row } from './memory-rows';
import { KeptMap } from '../kept-map';

/** The rows of the outbox in memory. */
export class MemoryTable {
  readonly #rows = new KeptMap<string, Row>();

  all = (): Row[] => [...this.#rows.values()];

  list = (wanted: (row: Row) => boolean): Row[] => this.all().filter(wanted);

  of = (id: string): Row | null => this.#rows.get(id) ?? null;

  /** The one with this claim; null when somebody has taken it since. */
  held({ id, taken }: Claim): Row | null {
    const row = this.of(id);
    return row && row.taken === taken ? row : null;
  }

  keep = (row: Row): void => void this.#rows.set(row.id, row);

  drop = (id: string): void => void this.#rows.delete(id);

  change(id: string, changes: Partial<Row>): Delivery {
    const row = this.of(id);
    if (!row) throw new Error(`no notice ${id}`);
    const changed = { ...row, ...changes };
    this.keep(changed);
    return withoutLease(changed);
  }

  /** They are of a card that another one takes the place of. */
  dropEditsOf({ id: of }: Row): void {
    for (const { id } of this.list((row) => row.kind === 'edit' && row.obligation === EDIT && row.occurrence === of)) {
      this.#rows.delete(id);
    }
  }

  /** What it holds now; calling the answer brings that back. */
  snapshot(): () => void {
    return this.#rows.snapshot();
  }
}

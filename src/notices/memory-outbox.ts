import type { Instant } from '../domain/calendar/date';
import {
  LEFT,
  NO_TROUBLE,
  type Claim,
  type Delivery,
  type Notice,
  type NotDelivered,
  type Outbox,
  type Receipt,
} from './outbox';

type Row = Delivery & { readonly leaseUntil: Instant | null };

/** The outbox in memory, for tests that need no database. */
export class MemoryOutbox implements Outbox {
  #rows = new Map<string, Row>();

  /** @param deliveriesDue called when something new waits for delivery. */
  constructor(private readonly deliveriesDue: () => void = () => {}) {}

  async add(notices: readonly Notice[]): Promise<number> {
    const keys = new Set([...this.#rows.values()].map(keyOf));
    const before = this.#rows.size;
    for (const notice of notices) {
      if (keys.has(keyOf(notice))) continue;
      keys.add(keyOf(notice));
      this.#rows.set(notice.id, freshDelivery(notice));
    }
    const added = this.#rows.size - before;
    if (added > 0) this.deliveriesDue();
    return added;
  }

  async claim(now: Instant, leaseUntil: Instant, limit: number): Promise<Delivery[]> {
    const rows = [...this.#rows.values()];
    const served = new Set(rows.filter((row) => isOnItsWay(row, now)).map(({ recipient }) => recipient));
    const due = rows
      .filter((row) => isDue(row, now))
      .sort((a, b) => Number(b.urgent) - Number(a.urgent) || (a.dueAt < b.dueAt ? -1 : a.dueAt > b.dueAt ? 1 : 0))
      .filter(({ recipient }) => !served.has(recipient) && served.add(recipient));
    return due.slice(0, limit).map((row) =>
      this.#change(row.id, {
        state: 'sending',
        attempts: row.attempts + 1,
        possibleRepeat: row.possibleRepeat || row.state === 'sending',
        leaseUntil,
      }),
    );
  }

  async sent(claim: Claim, sentAt: Instant, receipt: Receipt): Promise<boolean> {
    return this.#settle(claim, { state: 'sent', sentAt, lastError: null, ...receipt });
  }

  async retry(claim: Claim, notBefore: Instant, lastError: string): Promise<boolean> {
    return this.#settle(claim, { state: 'retry', notBefore, lastError });
  }

  async unclear(claim: Claim, notBefore: Instant, lastError: string): Promise<boolean> {
    const unanswered = (this.#rows.get(claim.id)?.unanswered ?? 0) + 1;
    return this.#settle(claim, { state: 'retry', notBefore, lastError, possibleRepeat: true, unanswered });
  }

  async unreachable(claim: Claim, lastError: string): Promise<boolean> {
    return this.#settle(claim, { state: 'unreachable', lastError });
  }

  async dead(claim: Claim, lastError: string): Promise<boolean> {
    return this.#settle(claim, { state: 'dead', lastError });
  }

  async reachable(recipient: string, now: Instant): Promise<number> {
    const waiting = [...this.#rows.values()].filter(
      (row) =>
        row.recipient === recipient &&
        (row.state === 'unreachable' || (row.state === 'dead' && row.lastError === LEFT)),
    );
    for (const { id } of waiting) this.#change(id, { state: 'pending', notBefore: now });
    if (waiting.length > 0) this.deliveriesDue();
    return waiting.length;
  }

  async byId(id: string): Promise<Delivery | null> {
    const row = this.#rows.get(id);
    return row ? withoutLease(row) : null;
  }

  async acknowledge(id: string, acknowledgedBy: string, acknowledgedAt: Instant): Promise<boolean> {
    const row = this.#rows.get(id);
    if (!row || row.acknowledgedBy !== null) return false;
    this.#change(id, { acknowledgedBy, acknowledgedAt });
    return true;
  }

  async ofCase(caseId: string): Promise<Delivery[]> {
    return [...this.#rows.values()]
      .filter((row) => row.caseId === caseId)
      .sort((a, b) => (a.dueAt < b.dueAt ? -1 : a.dueAt > b.dueAt ? 1 : 0))
      .map(withoutLease);
  }

  async earliestPending(after: Instant): Promise<Instant | null> {
    const moments = [...this.#rows.values()].flatMap(wakesAt).filter((at) => at > after);
    return moments.sort()[0] ?? null;
  }

  async notDelivered(): Promise<NotDelivered> {
    const trouble = [...this.#rows.values()].filter(({ lastError }) => !NO_TROUBLE.includes(lastError ?? ''));
    const count = (wanted: string) => trouble.filter(({ state }) => state === wanted).length;
    return { unreachable: count('unreachable'), dead: count('dead') };
  }

  /** What it holds now; calling the answer brings that back. */
  snapshot(): () => void {
    const rows = new Map(this.#rows);
    return () => (this.#rows = rows);
  }

  #settle({ id, attempts }: Claim, outcome: Partial<Row>): boolean {
    if (this.#rows.get(id)?.attempts !== attempts) return false;
    this.#change(id, { ...outcome, leaseUntil: null });
    return true;
  }

  #change(id: string, changes: Partial<Row>): Delivery {
    const row = this.#rows.get(id);
    if (!row) throw new Error(`no notice ${id}`);
    const changed = { ...row, ...changes };
    this.#rows.set(id, changed);
    return withoutLease(changed);
  }
}

const keyOf = ({ authority, caseId, obligation, recipient, occurrence }: Notice): string =>
  JSON.stringify([caseId ?? authority, caseId === null, obligation, recipient, occurrence]);

const isOnItsWay = ({ state, leaseUntil }: Row, now: Instant): boolean =>
  state === 'sending' && leaseUntil !== null && leaseUntil > now;

const isDue = (row: Row, now: Instant): boolean => wakesAt(row).some((at) => at <= now);

/** When a worker should look at it again: never, once it is settled. */
function wakesAt(row: Row): Instant[] {
  if (row.state === 'pending' || row.state === 'retry') return [row.notBefore];
  return row.state === 'sending' && row.leaseUntil ? [row.leaseUntil] : [];
}

const withoutLease = ({ leaseUntil: _, ...delivery }: Row): Delivery => delivery;

const freshDelivery = (notice: Notice): Row => ({
  ...notice,
  state: 'pending',
  attempts: 0,
  notBefore: notice.dueAt,
  possibleRepeat: false,
  unanswered: 0,
  lastError: null,
  sentAt: null,
  conversationId: null,
  serviceUrl: null,
  activityId: null,
  acknowledgedBy: null,
  acknowledgedAt: null,
  leaseUntil: null,
});

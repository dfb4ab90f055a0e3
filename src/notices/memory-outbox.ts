import { randomUUID } from 'node:crypto';
import type { Instant } from '../domain/calendar/date';
import type { Fold } from './fold';
import type { Attempt, FinishedCall } from './calls';
import { isUnanswered, type DeliveriesFound, type DeliveryWish } from './delivery-record';
import { answersDueAmong, awaitedAmong, earliestAnswerAmong, insteadOfAmong, passedOnAmong } from './memory-answers';
import { MemoryCalls } from './memory-calls';
import { deliveriesAmong } from './memory-deliveries';
import { figuresAmong, notDeliveredAmong, waitingToBeSeenAmong } from './memory-figures';
import { again, broughtBack, byTurn, cardsOfCase, casesOf, changesOf, changesWith, dueAtOnce } from './memory-rows';
import { editOfReplaced, freshRow } from './memory-rows';
import { isDue, isHeld, isWaiting, waitsForRecipient, wakesAt, withoutLease, type Row } from './memory-rows';
import { AT_ONCE, byDue, EDIT, FOLDED, HELD, isAtRest, keyOf } from './outbox';
import type { Begun, Claim, Delivery, NotDelivered, Notice, Outbox, OutboxFigures } from './outbox';
import type { Settlement, WaitingToBeSeen, Want } from './outbox';
import { plan } from './pace/rule';
import { instantOf } from './steady-clock';

type TenantOf = (recipient: string) => Promise<string>;

/** The outbox in memory, for tests that need no database. */
export class MemoryOutbox implements Outbox {
  #rows = new Map<string, Row>();
  readonly #calls = new MemoryCalls();

  /** @param deliveriesDue called when something new waits for delivery. */
  constructor(
    private readonly deliveriesDue: () => void = () => {},
    private readonly tenantOf: TenantOf = async () => '',
  ) {}

  async add(notices: readonly Notice[]): Promise<number> {
    const known = new Map(this.#all().map((row) => [keyOf(row), row]));
    let added = 0;
    for (const notice of notices) {
      const there = known.get(keyOf(notice));
      if (there && !(there.kind === 'alert' && isAtRest(there))) continue;
      const row = there ? broughtBack(there, notice) : freshRow(notice, await this.tenantOf(notice.recipient));
      if (there) {
        for (const { id } of this.#editsOf(there)) this.#rows.delete(id);
        if (there.activityId) this.#keep(editOfReplaced(there, notice.dueAt));
      }
      known.set(keyOf(notice), row);
      this.#rows.set(row.id, row);
      added += 1;
    }
    if (added > 0) this.deliveriesDue();
    return added;
  }

  async caseMoved(caseId: string, authority: string, at: Instant): Promise<number> {
    const all = this.#all();
    const edits = cardsOfCase(all, caseId, authority).map(({ id: occurrence, ...sent }) => {
      const { authority, caseId, recipient, tenantId } = sent;
      const notice = { kind: 'edit', obligation: EDIT, occurrence, authority, caseId, recipient } as const;
      return freshRow({ ...notice, id: randomUUID(), dueAt: at, urgent: false }, tenantId);
    });
    for (const edit of edits) {
      const before = this.#list((row) => keyOf(row) === keyOf(edit))[0];
      if (!before) this.#rows.set(edit.id, edit);
      else if (HELD.includes(before.state)) this.#change(before.id, { moved: true });
      else if (['sent', 'dead'].includes(before.state))
        this.#change(before.id, { state: 'pending', notBefore: AT_ONCE, dueAt: at });
    }
    if (edits.length > 0) this.deliveriesDue();
    return edits.length;
  }

  async unansweredOf(caseId: string): Promise<Delivery[]> {
    return this.#list((row) => row.caseId === caseId && isUnanswered(row)).map(withoutLease);
  }

  async rest(ids: readonly string[]): Promise<void> {
    for (const id of ids) this.#change(id, { atRest: true, answerBy: null });
  }

  async waitingOf(caseId: string): Promise<Delivery[]> {
    const waiting = this.#list((row) => row.caseId === caseId && isWaiting(row)).sort(byDue);
    return waiting.length < 2 ? [] : waiting.map(withoutLease);
  }

  async fold(folds: readonly Fold[]): Promise<void> {
    for (const { lead, others } of folds) {
      for (const { id } of this.#list(({ foldedInto }) => others.includes(foldedInto ?? ''))) {
        this.#change(id, { foldedInto: lead });
      }
      for (const id of others) this.#change(id, { state: 'dead', lastError: FOLDED, foldedInto: lead });
      this.#countFolds(lead);
    }
  }

  async unfold(lead: string): Promise<number> {
    const folded = this.#list((row) => row.foldedInto === lead && row.acknowledgedAt === null);
    const mayHaveArrived = this.#rows.get(lead)?.possibleRepeat ?? false;
    for (const { id, possibleRepeat } of folded) {
      const anew = { state: 'pending', notBefore: AT_ONCE, foldedInto: null, lastError: null } as const;
      this.#change(id, { ...anew, possibleRepeat: possibleRepeat || mayHaveArrived });
    }
    this.#countFolds(lead);
    if (folded.length > 0) this.deliveriesDue();
    return folded.length;
  }

  async foldedInto(lead: string): Promise<Delivery[]> {
    return this.#list((row) => row.foldedInto === lead)
      .sort(byDue)
      .map(withoutLease);
  }

  async lanes(now: Instant): Promise<string[]> {
    return [...new Set(this.#list((row) => isDue(row, now)).map(({ tenantId }) => tenantId))];
  }

  async claim(tenantId: string, now: Instant, leaseUntil: Instant, limit: number): Promise<Delivery[]> {
    const held = this.#list((row) => isHeld(row, now));
    const isInTheWay = (row: Row) => (other: Row) =>
      other.recipient === row.recipient && !(row.urgent && !other.urgent && other.state === 'claimed');
    const served = new Set<string>();
    const due = this.#list((row) => row.tenantId === tenantId && isDue(row, now))
      .sort(byTurn)
      .filter(({ recipient }) => !served.has(recipient) && served.add(recipient))
      .filter((row) => !held.some(isInTheWay(row)));
    return due.slice(0, limit).map((row) =>
      this.#change(row.id, {
        state: 'claimed',
        moved: false,
        taken: row.taken + 1,
        possibleRepeat: row.possibleRepeat || row.state === 'sending',
        leaseUntil,
        reckonedAt: now,
      }),
    );
  }

  async begin(tenantId: string, wants: readonly Want[], now: () => number, leaseMs: number): Promise<Begun> {
    const at = now();
    const leaseUntil = instantOf(at + leaseMs);
    const mine = wants.filter((want) => this.#held(want)?.state === 'claimed');
    const threads = mine.map(({ thread }) => thread);
    const log = this.#calls.paceOf(tenantId, threads, at);
    const { starts, waits } = plan(mine, log, at);
    return {
      starts: starts.map(({ want: { id, thread }, at }) => {
        const attempt = this.#rows.get(id)!.attempts + 1;
        this.#change(id, { state: 'sending', attempts: attempt, leaseUntil, reckonedAt: instantOf(at) });
        this.#calls.start(tenantId, id, attempt, thread, at);
        return { id, attempt, at: instantOf(at) };
      }),
      waits: waits.map(({ want: { id }, until }) => ({ id, until: instantOf(until) })),
      lost: wants.filter((want) => !mine.includes(want)).map(({ id }) => id),
    };
  }

  async settle(settlements: readonly Settlement[]): Promise<ReadonlySet<string>> {
    const held = new Set<string>();
    for (const { claim, at, outcome, call } of settlements) {
      if (call) this.#calls.end(claim.id, call);
      const row = this.#held(claim);
      if (!row) continue;
      this.#change(row.id, { ...changesOf(outcome, row), ...again(outcome, row), leaseUntil: null, reckonedAt: at });
      held.add(row.id);
    }
    return held;
  }

  async count(calls: readonly FinishedCall[]): Promise<void> {
    this.#calls.count(calls);
  }

  forgetCalls = async (before: Instant): Promise<number> =>
    this.#calls.forget(before, (id) => this.#rows.get(id)?.kind !== 'edit');

  async attemptsOf(noticeId: string): Promise<Attempt[]> {
    return this.#calls.ofNotice(noticeId);
  }

  async reachable(recipient: string): Promise<number> {
    return this.#dueAgain((row) => row.recipient === recipient && waitsForRecipient(row)).length;
  }

  waitingToBeSeen = async (): Promise<WaitingToBeSeen[]> => waitingToBeSeenAmong(this.#all());

  peopleChanged = async (authority: string, here: readonly string[]): Promise<string[]> =>
    casesOf(this.#dueAgain((row) => changesWith(row, authority, here)));

  async byId(id: string): Promise<Delivery | null> {
    const row = this.#rows.get(id);
    return row ? withoutLease(row) : null;
  }

  async byIds(ids: readonly string[]): Promise<Delivery[]> {
    return this.#list(({ id }) => ids.includes(id)).map(withoutLease);
  }

  async acknowledge(id: string, acknowledgedBy: string, acknowledgedAt: Instant): Promise<boolean> {
    const row = this.#rows.get(id);
    if (!row || row.acknowledgedBy !== null) return false;
    this.#change(id, { acknowledgedBy, acknowledgedAt, answerBy: null });
    return true;
  }

  async answersDue(now: Instant, limit: number): Promise<Delivery[]> {
    return answersDueAmong(this.#all(), now, limit);
  }

  async lookAgain(id: string, seen: Instant, next: Instant | null): Promise<boolean> {
    const row = this.#rows.get(id);
    if (!row || row.answerBy !== seen || row.acknowledgedBy !== null) return false;
    this.#change(id, { answerBy: next });
    return true;
  }

  async earliestAnswerDue(after: Instant): Promise<Instant | null> {
    return earliestAnswerAmong(this.#all(), after);
  }

  async deliveries(wish: DeliveryWish, offset: number, limit: number): Promise<DeliveriesFound> {
    return deliveriesAmong(this.#all(), wish, offset, limit);
  }

  async awaitedIn(authority: string): Promise<Delivery[]> {
    return awaitedAmong(this.#all(), authority);
  }

  async passedOn(authority: string): Promise<Delivery[]> {
    return passedOnAmong(this.#all(), authority);
  }

  async insteadOf(person: string, since: Instant): Promise<Delivery[]> {
    return insteadOfAmong(this.#all(), person, since);
  }

  async ofCase(caseId: string): Promise<Delivery[]> {
    return this.#list((row) => row.caseId === caseId && row.kind !== 'edit')
      .sort(byDue)
      .map(withoutLease);
  }

  async earliestPending(after: Instant): Promise<Instant | null> {
    const moments = this.#all().flatMap(wakesAt);
    return moments.filter((at) => at > after).sort()[0] ?? null;
  }

  async notDelivered(): Promise<NotDelivered> {
    return notDeliveredAmong(this.everything());
  }

  async figures(): Promise<OutboxFigures> {
    return figuresAmong(this.everything());
  }

  /** For the stores beside it that ask of many at once. */
  everything(): Delivery[] {
    return this.#all().map(withoutLease);
  }

  /** What it holds now; calling the answer brings that back. */
  snapshot(): () => void {
    const rows = new Map(this.#rows);
    const calls = this.#calls.snapshot();
    return () => {
      this.#rows = rows;
      calls();
    };
  }

  #all = (): Row[] => [...this.#rows.values()];

  #list = (wanted: (row: Row) => boolean): Row[] => this.#all().filter(wanted);

  #keep = (row: Row): void => void this.#rows.set(row.id, row);

  #editsOf = ({ id }: Row): Row[] =>
    this.#list(({ kind, obligation, occurrence }) => kind === 'edit' && obligation === EDIT && occurrence === id);

  #dueAgain(wanted: (row: Row) => boolean): Row[] {
    const waiting = this.#list(wanted);
    for (const row of waiting) this.#change(row.id, dueAtOnce(row));
    if (waiting.length > 0) this.deliveriesDue();
    return waiting;
  }

  #countFolds(lead: string): void {
    this.#change(lead, { folds: this.#list(({ foldedInto }) => foldedInto === lead).length });
  }

  #held({ id, taken }: Claim): Row | null {
    const row = this.#rows.get(id);
    return row && row.taken === taken ? row : null;
  }

  #change(id: string, changes: Partial<Row>): Delivery {
    const row = this.#rows.get(id);
    if (!row) throw new Error(`no notice ${id}`);
    const changed = { ...row, ...changes };
    this.#rows.set(id, changed);
    return withoutLease(changed);
  }
}

import { randomUUID } from 'node:crypto';
import type { Instant } from '../domain/calendar/date';
import type { Attempt, FinishedCall } from './calls';
import type { Begun, Settlement, Want } from './claims';
import { isUnanswered, type DeliveriesFound, type DeliveryWish } from './delivery-record';
import { isAtRest } from './endings';
import type { News, NotDelivered, OutboxFigures, WaitingToBeSeen } from './figures';
import type { Fold } from './fold';
import {
  answersDueAmong,
  awaitedAmong,
  broughtBackAmong,
  earliestAnswerAmong,
  insteadOfAmong,
  passedOnAmong,
} from './memory-answers';
import { MemoryCalls } from './memory-calls';
import { beginCalls, claimRows, settleClaims } from './memory-claims';
import { deliveriesAmong } from './memory-deliveries';
import { figuresAmong, isWaitingToBeSeen, notDeliveredAmong, triedFirst, waitingToBeSeenAmong } from './memory-figures';
import { foldInto, unfoldFrom } from './memory-folds';
import { broughtBack, cardsOfAgenda, cardsOfCase, casesOf, changesWith } from './memory-rows';
import { dueAtOnce, editOfReplaced, freshRow } from './memory-rows';
import { isDue, isTakenUpAnew, isWaiting, waitsForRecipient, wakesAt, withoutLease, type Row } from './memory-rows';
import { MemoryTable } from './memory-table';
import { isReleased } from './well-again';
import { AT_ONCE, byDue, EDIT, HELD, isSameAlert, keyOf, type Delivery, type Notice, type Outbox } from './outbox';

type TenantOf = (recipient: string) => Promise<string>;

/** The outbox in memory, for tests that need no database. */
export class MemoryOutbox implements Outbox {
  readonly #table = new MemoryTable();
  readonly #calls = new MemoryCalls();

  /** @param deliveriesDue called when something new waits for delivery. */
  constructor(
    private readonly deliveriesDue: () => void = () => {},
    private readonly tenantOf: TenantOf = async () => '',
  ) {}

  async add(notices: readonly Notice[]): Promise<number> {
    if (notices.length === 0) return 0;
    const known = new Map(this.#table.all().map((row) => [keyOf(row), row]));
    let added = 0;
    for (const notice of notices) {
      const there = known.get(keyOf(notice));
      if (there && !(['alert', 'agenda'].includes(there.kind) && isAtRest(there))) continue;
      const row = there ? broughtBack(there, notice) : freshRow(notice, await this.tenantOf(notice.recipient));
      if (there) {
        this.#table.dropEditsOf(there);
        if (there.activityId) this.#table.keep(editOfReplaced(there, notice.dueAt));
      }
      known.set(keyOf(notice), row);
      this.#table.keep(row);
      added += 1;
    }
    if (added > 0) this.deliveriesDue();
    return added;
  }

  async caseMoved(caseId: string, authority: string, at: Instant): Promise<number> {
    return this.#edit(cardsOfCase(this.#table.all(), caseId, authority), at);
  }

  async agendaMoved(authority: string, obligation: string, at: Instant): Promise<number> {
    return this.#edit(cardsOfAgenda(this.#table.all(), authority, obligation), at);
  }

  #edit(cards: readonly Row[], at: Instant): number {
    const edits = cards.map(({ id: occurrence, ...sent }) => {
      const { authority, caseId, recipient, tenantId } = sent;
      const notice = { kind: 'edit', obligation: EDIT, occurrence, authority, caseId, recipient } as const;
      return freshRow({ ...notice, id: randomUUID(), dueAt: at, urgent: false }, tenantId);
    });
    for (const edit of edits) {
      const key = keyOf(edit);
      const before = this.#table.list((row) => row.kind === 'edit' && keyOf(row) === key)[0];
      if (!before) this.#table.keep(edit);
      else if (HELD.includes(before.state)) this.#table.change(before.id, { moved: true });
      else if (isTakenUpAnew(before))
        this.#table.change(before.id, { state: 'pending', notBefore: AT_ONCE, dueAt: at });
    }
    if (edits.length > 0) this.deliveriesDue();
    return edits.length;
  }

  async unansweredOf(caseId: string): Promise<Delivery[]> {
    return this.#table.list((row) => row.caseId === caseId && isUnanswered(row)).map(withoutLease);
  }

  async rest(ids: readonly string[]): Promise<void> {
    for (const id of ids) this.#table.change(id, { atRest: true, answerBy: null });
  }

  async waitingOf(caseId: string): Promise<Delivery[]> {
    const waiting = this.#table.list((row) => row.caseId === caseId && isWaiting(row)).sort(byDue);
    return waiting.length < 2 ? [] : waiting.map(withoutLease);
  }

  async fold(folds: readonly Fold[]): Promise<void> {
    for (const one of folds) foldInto(this.#table, one);
  }

  async unfold(lead: string): Promise<number> {
    const count = unfoldFrom(this.#table, lead);
    if (count > 0) this.deliveriesDue();
    return count;
  }

  idsOf = (caseId: string): string[] => this.#table.list((row) => row.caseId === caseId).map(({ id }) => id);

  forgetCase(caseId: string): void {
    const ids = this.idsOf(caseId);
    this.#calls.letGoOf(ids);
    for (const id of ids) this.#table.drop(id);
  }

  async foldedInto(lead: string): Promise<Delivery[]> {
    return this.#table
      .list((row) => row.foldedInto === lead)
      .sort(byDue)
      .map(withoutLease);
  }

  async lanes(now: Instant): Promise<string[]> {
    return [...new Set(this.#table.list((row) => isDue(row, now)).map(({ tenantId }) => tenantId))];
  }

  async claim(tenantId: string, now: Instant, leaseUntil: Instant, limit: number): Promise<Delivery[]> {
    return claimRows(this.#table, tenantId, now, leaseUntil, limit);
  }

  async begin(tenantId: string, wants: readonly Want[], now: () => number, leaseMs: number): Promise<Begun> {
    return beginCalls(this.#table, this.#calls, tenantId, wants, now(), leaseMs);
  }

  async settle(settlements: readonly Settlement[]): Promise<ReadonlySet<string>> {
    const held = settleClaims(this.#table, this.#calls, settlements);
    for (const { claim, at, outcome } of settlements) {
      if (outcome.state === 'sent' && held.has(claim.id)) this.#isTaken(this.#table.of(claim.id)!.tenantId, at);
    }
    return held;
  }

  async count(calls: readonly FinishedCall[]): Promise<void> {
    this.#calls.count(calls);
    for (const { tenantId, outcome, answeredAt } of calls) if (outcome === 'sent') this.#isTaken(tenantId, answeredAt);
  }

  #isTaken(tenantId: string, takenAt: Instant): void {
    this.#dueAgain(
      (row) => row.tenantId === tenantId && isReleased(row, takenAt, this.#calls.sinceLastTry(row)),
      takenAt,
    );
  }

  forgetCalls = async (before: Instant): Promise<number> =>
    this.#calls.forget(before, (id) => this.#table.of(id)?.kind !== 'edit');

  async attemptsOf(noticeId: string): Promise<Attempt[]> {
    return this.#calls.ofNotice(noticeId);
  }

  async reachable(recipient: string): Promise<number> {
    return this.#dueAgain((row) => row.recipient === recipient && waitsForRecipient(row)).length;
  }

  async tryOne(recipient: string): Promise<boolean> {
    const tried = triedFirst(this.#table.list((row) => row.recipient === recipient && isWaitingToBeSeen(row)));
    return tried !== null && this.#dueAgain(({ id }) => id === tried.id).length > 0;
  }

  waitingToBeSeen = async (): Promise<WaitingToBeSeen[]> => waitingToBeSeenAmong(this.#table.all());

  peopleChanged = async (authority: string, here: readonly string[]): Promise<string[]> =>
    casesOf(this.#dueAgain((row) => changesWith(row, authority, here)));

  async byId(id: string): Promise<Delivery | null> {
    const row = this.#table.of(id);
    return row ? withoutLease(row) : null;
  }

  async byIds(ids: readonly string[]): Promise<Delivery[]> {
    return this.#table.list(({ id }) => ids.includes(id)).map(withoutLease);
  }

  async acknowledge(id: string, acknowledgedBy: string, acknowledgedAt: Instant): Promise<boolean> {
    const row = this.#table.of(id);
    if (!row || row.acknowledgedBy !== null) return false;
    this.#table.change(id, { acknowledgedBy, acknowledgedAt, answerBy: null });
    return true;
  }

  async answersDue(now: Instant, limit: number): Promise<Delivery[]> {
    return answersDueAmong(this.#table.all(), now, limit);
  }

  async lookAgain(id: string, seen: Instant, next: Instant | null): Promise<boolean> {
    const row = this.#table.of(id);
    if (!row || row.answerBy !== seen || row.acknowledgedBy !== null) return false;
    this.#table.change(id, { answerBy: next });
    return true;
  }

  async wereAhead(now: Instant): Promise<number> {
    const changes = broughtBackAmong(this.#table.all(), now);
    for (const [id, change] of changes) this.#table.change(id, change);
    return changes.length;
  }

  async earliestAnswerDue(after: Instant): Promise<Instant | null> {
    return earliestAnswerAmong(this.#table.all(), after);
  }

  async deliveries(wish: DeliveryWish, offset: number, limit: number): Promise<DeliveriesFound> {
    return deliveriesAmong(this.#table.all(), wish, offset, limit);
  }

  async awaitedIn(authority: string): Promise<Delivery[]> {
    return awaitedAmong(this.#table.all(), authority);
  }

  async passedOn(authority: string): Promise<Delivery[]> {
    return passedOnAmong(this.#table.all(), authority);
  }

  async insteadOf(person: string, since: Instant): Promise<Delivery[]> {
    return insteadOfAmong(this.#table.all(), person, since);
  }

  async ofCase(caseId: string): Promise<Delivery[]> {
    return this.#table
      .list((row) => row.caseId === caseId && row.kind !== 'edit')
      .sort(byDue)
      .map(withoutLease);
  }

  async ofAuthority(authority: string, about: Pick<Delivery, 'obligation' | 'occurrence'>): Promise<Delivery[]> {
    return this.#table
      .list((row) => row.caseId === null && row.authority === authority && isSameAlert(row, about))
      .map(withoutLease);
  }

  async earliestPending(after: Instant): Promise<Instant | null> {
    const moments = this.#table.all().flatMap(wakesAt);
    return moments.filter((at) => at > after).sort()[0] ?? null;
  }

  async notDelivered(): Promise<NotDelivered> {
    return notDeliveredAmong(this.everything());
  }

  async figures(news: readonly News[]): Promise<OutboxFigures> {
    return figuresAmong(this.everything(), news);
  }

  /** For the stores beside it that ask of many at once. */
  everything(): Delivery[] {
    return this.#table.all().map(withoutLease);
  }

  /** What it holds now; calling the answer brings that back. */
  snapshot(): () => void {
    const [rows, calls] = [this.#table.snapshot(), this.#calls.snapshot()];
    return () => {
      rows();
      calls();
    };
  }

  #dueAgain(wanted: (row: Row) => boolean, notBefore = AT_ONCE): Row[] {
    const waiting = this.#table.list(wanted);
    for (const row of waiting) this.#table.change(row.id, { ...dueAtOnce(row), notBefore });
    if (waiting.length > 0) this.deliveriesDue();
    return waiting;
  }
}

import type { Instant } from '../domain/calendar/date';
import type { Attempt, FinishedCall } from '../notices/calls';
import type { Begun, Settlement, Want } from '../notices/claims';
import type { Fold } from '../notices/fold';
import type { DeliveriesFound, DeliveryWish } from '../notices/delivery-record';
import { NO_TROUBLE } from '../notices/endings';
import type { News, NotDelivered, OutboxFigures, WaitingToBeSeen } from '../notices/figures';
import type { Delivery, Notice, Outbox } from '../notices/outbox';
import { toInstantOrNull, type Client } from './columns';
import { addNotices } from './outbox/add';
import {
  answersDueAt,
  awaitedIn,
  bringBack,
  earliestAnswerAfter,
  insteadOfPerson,
  lookAgainAt,
  passedOnIn,
} from './outbox/answers';
import { deliveriesOf } from './outbox/record';
import { beginCalls } from './outbox/begin';
import { claimRows, lanesAt } from './outbox/claim';
import { editAgenda, editCards } from './outbox/edits';
import { figuresOf } from './outbox/figures';
import { foldedInto, foldInto, unfold, waitingAlerts } from './outbox/folds';
import { letRest, unansweredAlerts } from './outbox/rest';
import { dueNowFor, lookAgainFor, oneDueNowFor, waitingToBeSeen } from './outbox/due-again';
import { toDelivery } from './outbox/rows';
import { attemptsAt, countCalls, forgetCallsBefore, settleClaims } from './outbox/settle';
import { releaseUnclear } from './outbox/well-again';
import type { Atomically } from './prisma-directory';

export class PrismaOutbox implements Outbox {
  /** @param deliveriesDue called when something new waits for delivery. */
  constructor(
    private readonly client: Client,
    private readonly deliveriesDue: () => Promise<void>,
    private readonly atomically: Atomically,
  ) {}

  async add(notices: readonly Notice[]): Promise<number> {
    if (notices.length === 0) return 0;
    const count = await addNotices(this.client, notices);
    if (count > 0) await this.deliveriesDue();
    return count;
  }

  async caseMoved(caseId: string, authority: string, at: Instant): Promise<number> {
    return this.#due(await editCards(this.client, caseId, authority, at));
  }

  async agendaMoved(authority: string, obligation: string, at: Instant): Promise<number> {
    return this.#due(await editAgenda(this.client, authority, obligation, at));
  }

  unansweredOf(caseId: string): Promise<Delivery[]> {
    return unansweredAlerts(this.client, caseId);
  }

  rest(ids: readonly string[]): Promise<void> {
    return letRest(this.client, ids);
  }

  waitingOf(caseId: string): Promise<Delivery[]> {
    return waitingAlerts(this.client, caseId);
  }

  fold(folds: readonly Fold[]): Promise<void> {
    return foldInto(this.client, folds);
  }

  async unfold(lead: string): Promise<number> {
    const count = await unfold(this.client, lead);
    if (count > 0) await this.deliveriesDue();
    return count;
  }

  foldedInto(lead: string): Promise<Delivery[]> {
    return foldedInto(this.client, lead);
  }

  lanes(now: Instant): Promise<string[]> {
    return lanesAt(this.client, now);
  }

  claim(tenantId: string, now: Instant, leaseUntil: Instant, limit: number): Promise<Delivery[]> {
    return claimRows(this.client, tenantId, now, leaseUntil, limit);
  }

  begin(tenantId: string, wants: readonly Want[], now: () => number, leaseMs: number): Promise<Begun> {
    return this.atomically((tx) => beginCalls(tx, tenantId, wants, now, leaseMs));
  }

  async settle(settlements: readonly Settlement[]): Promise<ReadonlySet<string>> {
    const { held, taken } = await settleClaims(this.client, settlements);
    await this.#release(taken);
    return held;
  }

  async count(calls: readonly FinishedCall[]): Promise<void> {
    await countCalls(this.client, calls);
    const taken = calls.filter(({ outcome }) => outcome === 'sent');
    await this.#release(taken.map(({ tenantId, answeredAt: at }) => ({ tenantId, at })));
  }

  forgetCalls(before: Instant): Promise<number> {
    return forgetCallsBefore(this.client, before);
  }

  attemptsOf(noticeId: string): Promise<Attempt[]> {
    return attemptsAt(this.client, noticeId);
  }

  async reachable(recipient: string): Promise<number> {
    const count = await dueNowFor(this.client, recipient);
    if (count > 0) await this.deliveriesDue();
    return count;
  }

  async tryOne(recipient: string): Promise<boolean> {
    const count = await oneDueNowFor(this.client, recipient);
    if (count > 0) await this.deliveriesDue();
    return count > 0;
  }

  waitingToBeSeen(): Promise<WaitingToBeSeen[]> {
    return waitingToBeSeen(this.client);
  }

  async peopleChanged(authority: string, here: readonly string[]): Promise<string[]> {
    const changed = await lookAgainFor(this.client, authority, here);
    if (changed.length > 0) await this.deliveriesDue();
    return [...new Set(changed.flatMap(({ caseId }) => caseId ?? []))];
  }

  async byId(id: string): Promise<Delivery | null> {
    const row = await this.client.notice.findUnique({ where: { id } });
    return row && toDelivery(row);
  }

  async byIds(ids: readonly string[]): Promise<Delivery[]> {
    return ids.length === 0
      ? []
      : (await this.client.notice.findMany({ where: { id: { in: [...ids] } } })).map(toDelivery);
  }

  async acknowledge(id: string, acknowledgedBy: string, acknowledgedAt: Instant): Promise<boolean> {
    const { count } = await this.client.notice.updateMany({
      where: { id, acknowledgedBy: null },
      data: { acknowledgedBy, acknowledgedAt, answerBy: null },
    });
    return count === 1;
  }

  answersDue(now: Instant, limit: number): Promise<Delivery[]> {
    return answersDueAt(this.client, now, limit);
  }

  lookAgain(id: string, seen: Instant, next: Instant | null): Promise<boolean> {
    return lookAgainAt(this.client, id, seen, next);
  }

  wereAhead(now: Instant): Promise<number> {
    return bringBack(this.client, now);
  }

  earliestAnswerDue(after: Instant): Promise<Instant | null> {
    return earliestAnswerAfter(this.client, after);
  }

  deliveries(wish: DeliveryWish, offset: number, limit: number): Promise<DeliveriesFound> {
    return deliveriesOf(this.client, wish, offset, limit);
  }

  awaitedIn(authority: string): Promise<Delivery[]> {
    return awaitedIn(this.client, authority);
  }

  passedOn(authority: string): Promise<Delivery[]> {
    return passedOnIn(this.client, authority);
  }

  insteadOf(person: string, since: Instant): Promise<Delivery[]> {
    return insteadOfPerson(this.client, person, since);
  }

  async ofCase(caseId: string): Promise<Delivery[]> {
    const rows = await this.client.notice.findMany({
      where: { caseId, kind: { not: 'edit' } },
      orderBy: [{ dueAt: 'asc' }, { seq: 'asc' }],
    });
    return rows.map(toDelivery);
  }

  async ofAuthority(
    authority: string,
    { obligation, occurrence }: Pick<Delivery, 'obligation' | 'occurrence'>,
  ): Promise<Delivery[]> {
    const where = { subject: `authority:${authority}`, obligation, occurrence };
    return (await this.client.notice.findMany({ where, orderBy: { seq: 'asc' } })).map(toDelivery);
  }

  async earliestPending(after: Instant): Promise<Instant | null> {
    const [row] = await this.client.$queryRaw<{ at: Date | null }[]>`
      select min(at) as at from (
        select case when state in ('claimed', 'sending') then lease_until else not_before end as at
        from notices where state in ('pending', 'retry', 'ambiguous', 'claimed', 'sending')
      ) waiting where at > ${after}::timestamptz`;
    return toInstantOrNull(row?.at ?? null);
  }

  figures(news: readonly News[]): Promise<OutboxFigures> {
    return figuresOf(this.client, news);
  }

  async notDelivered(): Promise<NotDelivered> {
    const rows = await this.client.notice.groupBy({
      by: ['state'],
      where: {
        kind: { not: 'edit' },
        state: { in: ['unreachable', 'dead'] },
        NOT: { lastError: { in: [...NO_TROUBLE] } },
      },
      _count: true,
    });
    const count = (wanted: string) => rows.find(({ state }) => state === wanted)?._count ?? 0;
    return { unreachable: count('unreachable'), dead: count('dead') };
  }

  /** What came before it is written by then, and must not be written again because this fails: it goes at its own wait. */
  async #release(taken: Parameters<typeof releaseUnclear>[1]): Promise<void> {
    await releaseUnclear(this.client, taken)
      .then((count) => this.#due(count))
      .catch(() => 0);
  }

  async #due(count: number): Promise<number> {
    if (count > 0) await this.deliveriesDue();
    return count;
  }
}

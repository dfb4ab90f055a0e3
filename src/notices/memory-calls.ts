import type { Instant } from '../domain/calendar/date';
import { instantOf } from './steady-clock';
import type { Attempt, CallEnd, FinishedCall } from './calls';
import { WELL_BEFORE_MS, type SinceLastTry } from './well-again';
import { latestArrival, LONGEST_AHEAD_MS, LONGEST_HOLD_MS, threadFreeFrom, type PaceLog } from './pace/rule';

interface Call extends Attempt {
  readonly tenantId: string;
  readonly noticeId: string | null;
  readonly holdUntil: Instant | null;
}

interface Tried {
  readonly id: string;
  readonly tenantId: string;
  readonly reckonedAt: Instant | null;
}

/** The log of calls in memory. */
export class MemoryCalls {
  #calls: readonly Call[] = [];

  start(tenantId: string, noticeId: string, attempt: number, thread: string, at: number): void {
    const unanswered = { answeredAt: null, outcome: null, status: null, code: null, requestId: null, holdUntil: null };
    this.#calls = [...this.#calls, { tenantId, noticeId, attempt, thread, startedAt: instantOf(at), ...unanswered }];
  }

  end(noticeId: string, { attempt, ...end }: CallEnd & { readonly attempt: number }): void {
    this.#calls = this.#calls.map((call) =>
      call.noticeId === noticeId && call.attempt === attempt ? { ...call, ...end } : call,
    );
  }

  count(calls: readonly FinishedCall[]): void {
    this.#calls = [...this.#calls, ...calls.map((call) => ({ ...call, noticeId: null, attempt: 0 }))];
  }

  forget(before: Instant, isOnRecord: (noticeId: string) => boolean): number {
    const kept = this.#calls.filter(
      ({ noticeId, startedAt }) => startedAt >= before || (noticeId !== null && isOnRecord(noticeId)),
    );
    const forgotten = this.#calls.length - kept.length;
    this.#calls = kept;
    return forgotten;
  }

  /** They are of nothing any more, and count for the pace until they are forgotten. */
  letGoOf(noticeIds: readonly string[]): void {
    this.#calls = this.#calls.map((call) =>
      call.noticeId !== null && noticeIds.includes(call.noticeId) ? { ...call, noticeId: null, attempt: 0 } : call,
    );
  }

  ofNotice(id: string): Attempt[] {
    return this.#calls
      .filter(({ noticeId }) => noticeId === id)
      .map(({ attempt, thread, startedAt, answeredAt, outcome, status, code, requestId }) => {
        return { attempt, thread, startedAt, answeredAt, outcome, status, code, requestId };
      });
  }

  /** What Teams took in the tenant of a notice, as its last try has it. */
  sinceLastTry({ id, tenantId, reckonedAt }: Tried): SinceLastTry {
    const at = this.ofNotice(id).at(-1)?.startedAt ?? reckonedAt;
    const taken = () => this.#calls.filter((call) => call.tenantId === tenantId && call.outcome === 'sent');
    const isJustBefore = (startedAt: Instant): boolean =>
      startedAt < at! && Date.parse(startedAt) >= Date.parse(at!) - WELL_BEFORE_MS;
    return {
      tookSince: () => at !== null && taken().some(({ startedAt }) => startedAt > at),
      tookJustBefore: () => at !== null && taken().some(({ startedAt }) => isJustBefore(startedAt)),
    };
  }

  paceOf(tenantId: string, threads: readonly string[], now: number): PaceLog {
    const known = this.#calls.filter(({ startedAt }) => Date.parse(startedAt) <= now + LONGEST_AHEAD_MS);
    const arrivals = (calls: readonly Call[]) =>
      calls
        .map(arrivalOf)
        .filter((at) => at <= now + LONGEST_AHEAD_MS)
        .sort((a, b) => b - a);
    const freeFrom = (thread: string): number => {
      const calls = known.filter((call) => call.thread === thread);
      const latest = arrivals(calls);
      const holds = calls
        .flatMap(({ holdUntil }) => (holdUntil ? [Date.parse(holdUntil)] : []))
        .filter((until) => until <= now + LONGEST_HOLD_MS);
      return threadFreeFrom((n) => latest[n - 1], holds.length > 0 ? Math.max(...holds) : undefined);
    };
    return {
      tenant: arrivals(known.filter((call) => call.tenantId === tenantId)),
      threads: new Map(threads.map((thread) => [thread, freeFrom(thread)])),
    };
  }

  snapshot(): () => void {
    const calls = this.#calls;
    return () => (this.#calls = calls);
  }
}

const arrivalOf = ({ startedAt, answeredAt }: Call): number =>
  latestArrival(Date.parse(startedAt), answeredAt === null ? null : Date.parse(answeredAt));

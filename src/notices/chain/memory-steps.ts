import type { Delivery } from '../outbox';
import { isMadeByChain } from './ids';
import type { Late } from './late';
import { bearerOf, hasFailed, isLate, isLost, isMissed, waitingOnCardOf } from './lost';
import type { Step, StepStore } from './steps';

/** The steps in memory, for tests that need no database. */
export class MemorySteps implements StepStore {
  #steps: readonly Step[] = [];

  constructor(private readonly deliveries: () => readonly Delivery[]) {}

  async begin(step: Step): Promise<boolean> {
    if (this.#find(step)) return false;
    this.#steps = [...this.#steps, step];
    return true;
  }

  async change(step: Step, { outcome, takenAt }: Pick<Step, 'outcome' | 'takenAt'>): Promise<boolean> {
    const before = this.#find(step);
    if (before?.outcome !== outcome || before.takenAt !== takenAt) return false;
    this.#steps = this.#steps.map((one) => (one === before ? step : one));
    return true;
  }

  async of(noticeId: string): Promise<Step[]> {
    return this.ofMany([noticeId]);
  }

  async ofMany(noticeIds: readonly string[]): Promise<Step[]> {
    return this.#steps.filter((step) => noticeIds.includes(step.noticeId)).sort((a, b) => a.place - b.place);
  }

  async carriedBy(noticeId: string): Promise<Step[]> {
    return this.#steps.filter(({ via }) => via.includes(noticeId));
  }

  async untold(lates: readonly Late[], limit: number): Promise<string[]> {
    const all = this.deliveries();
    const lateOf = ({ authority }: Delivery) => lates.find((late) => late.authority === authority);
    const reachesNobody = (step: Step, late: Late | undefined) => (id: string) => {
      const one = all.find((notice) => notice.id === id);
      return !one || hasFailed(bearerOf(one, all), step, late);
    };
    const isUntold = ({ id }: Delivery) => !this.#steps.some((step) => step.noticeId === id && step.outcome === 'told');
    const untold = all.filter((notice) => {
      if (notice.kind !== 'alert' || isMadeByChain(notice.id) || !isMissed(notice)) return false;
      const told = this.#steps.filter((step) => step.noticeId === notice.id && step.outcome === 'told');
      const late = lateOf(notice);
      if (told.length === 0)
        return isLost(notice) || isLate(notice, waitingOnCardOf(notice, all).filter(isUntold), late);
      return told.some((step) => step.via.length > 0 && step.via.every(reachesNobody(step, late)));
    });
    return untold
      .sort((a, b) => (a.dueAt < b.dueAt ? -1 : 1))
      .slice(0, limit)
      .map(({ id }) => id);
  }

  async alarms(): Promise<number> {
    const open = new Set(this.deliveries().flatMap((one) => (isMissed(one) ? [one.id] : [])));
    return this.#steps.filter(
      ({ to, outcome, noticeId }) =>
        to === 'alarm' && (outcome === 'told' || outcome === 'begun') && open.has(noticeId),
    ).length;
  }

  forgetOf(noticeIds: readonly string[]): void {
    this.#steps = this.#steps.filter((step) => !noticeIds.includes(step.noticeId));
  }

  /** What it holds now; calling the answer brings that back. */
  snapshot(): () => void {
    const steps = this.#steps;
    return () => (this.#steps = steps);
  }

  #find = ({ noticeId, place }: Step): Step | undefined =>
    this.#steps.find((one) => one.noticeId === noticeId && one.place === place);
}

import type { Delivery } from '../outbox';
import { isMadeByChain } from './ids';
import { bearerOf, isLost, isMissed } from './lost';
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

  async untold(limit: number): Promise<string[]> {
    const all = this.deliveries();
    const reachesNobody = (id: string) => {
      const one = all.find((notice) => notice.id === id);
      return !one || isLost(bearerOf(one, all));
    };
    const untold = all.filter((notice) => {
      if (notice.kind !== 'alert' || isMadeByChain(notice.id) || !isMissed(notice)) return false;
      const told = this.#steps.filter((step) => step.noticeId === notice.id && step.outcome === 'told');
      if (told.length === 0) return isLost(notice);
      return told.some(({ via }) => via.length > 0 && via.every(reachesNobody));
    });
    return untold
      .sort((a, b) => (a.dueAt < b.dueAt ? -1 : 1))
      .slice(0, limit)
      .map(({ id }) => id);
  }

  async alarms(): Promise<number> {
    const open = new Set(this.deliveries().flatMap((one) => (isMissed(one) ? [one.id] : [])));
    return this.#steps.filter(({ to, outcome, noticeId }) => to === 'alarm' && outcome === 'told' && open.has(noticeId))
      .length;
  }

  /** What it holds now; calling the answer brings that back. */
  snapshot(): () => void {
    const steps = this.#steps;
    return () => (this.#steps = steps);
  }

  #find = ({ noticeId, place }: Step): Step | undefined =>
    this.#steps.find((one) => one.noticeId === noticeId && one.place === place);
}

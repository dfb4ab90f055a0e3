import type { Instant } from './domain/calendar/date';
import { rememberClock, type MovingClock } from './moving-clock';
import type { Storage } from './stores';

export interface AdvanceDeps {
  readonly storage: Storage;
  readonly clock: MovingClock;
  /** Sweeps the cases, posts the agendas that are due and delivers; what the jobs do in ordinary time. */
  readonly catchUp: () => Promise<void>;
}

/**
 * Moves the clock to `target` by way of every moment at which something falls due, so that all of it happens when it
 * would have happened and in that order.
 */
export async function advance(target: Instant, { storage, clock, catchUp }: AdvanceDeps): Promise<void> {
  await catchUp();
  for (
    let next = await nextMoment(storage, clock.now());
    next && next <= target;
    next = await nextMoment(storage, next)
  ) {
    clock.moveTo(next);
    await catchUp();
  }
  clock.moveTo(target);
  await catchUp();
  await rememberClock(clock, storage.settings);
}

async function nextMoment({ cases, panels, outbox }: Storage, after: Instant): Promise<Instant | null> {
  const moments = [
    await cases.earliestDue(after),
    await panels.earliestDue(after),
    await outbox.earliestAnswerDue(after),
  ];
  return moments.reduce((a, b) => (a && b ? (a < b ? a : b) : (a ?? b)));
}

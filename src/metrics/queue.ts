import type { Meter } from '@opentelemetry/api';
import type { Clock } from '../clock';
import type { Instant } from '../domain/calendar/date';
import type { OutboxFigures } from '../notices/figures';
import { HELD, WAITING } from '../notices/outbox';

export type FiguresNow = () => Promise<OutboxFigures>;

/** Read from the database once for each scrape, so every instance tells the same. */
export function observeQueue(meter: Meter, figuresNow: FiguresNow, clock: Clock): void {
  const depth = meter.createObservableGauge('whereabouts_queue_depth', {
    description: 'Notices that have not been delivered, by state',
  });
  const oldest = meter.createObservableGauge('whereabouts_oldest_undelivered_seconds', {
    description: 'Since when the oldest notice has been due that is not delivered; 0 when there is none',
  });
  const unanswered = meter.createObservableGauge('whereabouts_unanswered_alerts', {
    description: 'Alerts about open cases that were delivered, can be answered, and that nobody has acknowledged',
  });
  meter.addBatchObservableCallback(
    async (result) => {
      const figures = await figuresNow();
      for (const state of [...WAITING, ...HELD, 'unreachable'] as const) {
        result.observe(depth, figures.depth[state] ?? 0, { state });
      }
      result.observe(oldest, ageOf(figures.oldestDueAt, clock), { urgent: 'any' });
      result.observe(oldest, ageOf(figures.oldestUrgentDueAt, clock), { urgent: 'yes' });
      result.observe(unanswered, figures.unanswered);
    },
    [depth, oldest, unanswered],
  );
}

/** Seconds since this moment; 0 for none. */
export const ageOf = (dueAt: Instant | null, clock: Clock): number =>
  dueAt === null ? 0 : Math.max(0, (Date.parse(clock.now()) - Date.parse(dueAt)) / 1_000);

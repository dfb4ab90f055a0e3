import type { Logger } from 'pino';
import type { Settlement } from './claims';
import type { Outbox } from './outbox';
import type { SteadyClock } from './steady-clock';

interface Deps {
  readonly outbox: Pick<Outbox, 'settle'>;
  readonly steady: SteadyClock;
  readonly log: Logger;
}

interface Entry {
  readonly settlement: Settlement;
  readonly done: (held: boolean) => void;
}

/** What became of claims, written down as fast as the database takes it. */
export interface Settling {
  /** True when the claim was still held. Waits for as long as the database is away. */
  add(settlement: Settlement): Promise<boolean>;
  /** What cannot be written now is given up; what was sent is then sent again, marked, when its lease has ended. */
  stop(): void;
}

const MOST_AT_ONCE = 200;
const TRY_AGAIN_MS = 1_000;

/** One statement at a time: while it is under way, the next one gathers, so the more there is the less each costs. */
export function createSettling({ outbox, steady, log }: Deps): Settling {
  const waiting: Entry[] = [];
  let busy = false;
  let stopped = false;

  async function work(): Promise<void> {
    if (busy) return;
    busy = true;
    while (waiting.length > 0) await write(waiting.splice(0, MOST_AT_ONCE));
    busy = false;
  }

  async function write(batch: readonly Entry[]): Promise<void> {
    try {
      const held = await outbox.settle(batch.map(({ settlement }) => settlement));
      for (const { settlement, done } of batch) done(held.has(settlement.claim.id));
    } catch (error) {
      log.error({ code: error instanceof Error ? error.name : 'unknown', count: batch.length }, 'outcomes not written');
      if (stopped) return batch.forEach(({ done }) => done(false));
      waiting.unshift(...batch);
      await new Promise<void>((resolve) => void steady.alarm(steady.now() + TRY_AGAIN_MS, resolve));
    }
  }

  return {
    add: (settlement) =>
      new Promise((done) => {
        waiting.push({ settlement, done });
        void work();
      }),
    stop: () => void (stopped = true),
  };
}

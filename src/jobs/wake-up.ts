import type { Clock } from '../clock';
import type { Instant } from '../domain/calendar/date';

interface Schedule {
  readonly clock: Clock;
  nextDelivery(now: Instant): Promise<Instant | null>;
}

const SOONEST_MS = 100;
/** Beyond that the sweep of every minute is soon enough. */
const LATEST_MS = 60_000;

/** Wakes the deliverer when a delivery that had to wait may be tried again. */
export class WakeUp {
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(
    private readonly schedule: Schedule,
    private readonly deliverSoon: () => Promise<void>,
    private readonly failed: (error: unknown) => void,
  ) {}

  /** Looks when the next one is due and sets the timer to it. */
  async set(): Promise<void> {
    const now = this.schedule.clock.now();
    const next = await this.schedule.nextDelivery(now);
    clearTimeout(this.#timer);
    const delay = next === null ? LATEST_MS : Math.max(Date.parse(next) - Date.parse(now), SOONEST_MS);
    if (this.#stopped || delay >= LATEST_MS) return;
    this.#timer = setTimeout(() => void this.deliverSoon().catch(this.failed), delay);
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }
}

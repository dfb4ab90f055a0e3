import type { SteadyClock } from '../../src/notices/steady-clock';

/**
 * Stands still until somebody waits for a moment and nothing else is going on: then it is that moment. So nothing is
 * waited for in a test, and everything that has a moment happens in order.
 */
export class JumpingClock implements SteadyClock {
  #now: number;
  #alarms: { readonly at: number; readonly ring: () => void }[] = [];
  #looking = false;

  constructor(startsAt = '2026-04-27T07:40:00.000Z') {
    this.#now = Date.parse(startsAt);
  }

  now = (): number => this.#now;

  moveTo(moment: string): void {
    this.#now = Math.max(this.#now, Date.parse(moment));
  }

  alarm = (at: number, ring: () => void): (() => void) => {
    const alarm = { at, ring };
    this.#alarms.push(alarm);
    this.#look();
    return () => void (this.#alarms = this.#alarms.filter((other) => other !== alarm));
  };

  #look(): void {
    if (this.#looking) return;
    this.#looking = true;
    afterImmediates(IDLE_ROUNDS, () => {
      this.#looking = false;
      const [next] = this.#alarms.sort((a, b) => a.at - b.at);
      if (!next) return;
      this.#alarms.shift();
      this.#now = Math.max(this.#now, next.at);
      next.ring();
      if (this.#alarms.length > 0) this.#look();
    });
  }
}

const IDLE_ROUNDS = 3;

function afterImmediates(rounds: number, then: () => void): void {
  setImmediate(() => (rounds > 1 ? afterImmediates(rounds - 1, then) : then()));
}

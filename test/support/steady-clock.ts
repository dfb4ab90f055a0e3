import type { SteadyClock } from '../../src/notices/steady-clock';

/**
 * Stands still until somebody waits for a moment and nothing else is going on: then it is that moment. So nothing is
 * waited for in a test, and everything that has a moment happens in order.
 */
export class JumpingClock implements SteadyClock {
  #now: number;
  #alarms: { at: number; readonly ring: () => void }[] = [];
  #looking = false;
  #roundsToGo = 0;

  constructor(startsAt = '2026-04-27T07:40:00.000Z') {
    this.#now = Date.parse(startsAt);
  }

  now = (): number => this.#now;

  moveTo(moment: string): void {
    this.#now = Math.max(this.#now, Date.parse(moment));
  }

  /** Somebody sets the clock: what was to ring in a minute still rings in a minute. */
  putBack(ms: number): void {
    this.#now -= ms;
    for (const alarm of this.#alarms) alarm.at -= ms;
  }

  alarm = (at: number, ring: () => void): (() => void) => {
    const alarm = { at, ring };
    this.#alarms.push(alarm);
    this.#look();
    return () => void (this.#alarms = this.#alarms.filter((other) => other !== alarm));
  };

  /** Counts anew with every alarm: whoever has just set one may be about to do something. */
  #look(): void {
    this.#roundsToGo = IDLE_ROUNDS;
    if (this.#looking) return;
    this.#looking = true;
    setImmediate(this.#round);
  }

  #round = (): void => {
    this.#roundsToGo -= 1;
    if (this.#roundsToGo > 0) return void setImmediate(this.#round);
    this.#looking = false;
    const next = this.#alarms.sort((a, b) => a.at - b.at).shift();
    if (!next) return;
    this.#now = Math.max(this.#now, next.at);
    if (this.#alarms.length > 0) this.#look();
    next.ring();
  };
}

const IDLE_ROUNDS = 6;

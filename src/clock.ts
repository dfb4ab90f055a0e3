import type { Instant } from './domain/calendar/date';

/** The one source of now. */
export interface Clock {
  now(): Instant;
}

export const wallClock: Clock = { now: () => new Date().toISOString() as Instant };

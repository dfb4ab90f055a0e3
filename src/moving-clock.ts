import type { Clock } from './clock';
import type { Instant } from './domain/calendar/date';
import type { SettingStore } from './stores';

const SETTING = 'clock';

/** A clock that runs on from where it was put and is only ever put forward: for the demo and the tests. */
export class MovingClock implements Clock {
  private base: number;
  private startedAt = performance.now();

  constructor(startsAt: Instant) {
    this.base = Date.parse(startsAt);
  }

  now(): Instant {
    return new Date(this.base + (performance.now() - this.startedAt)).toISOString() as Instant;
  }

  /** An earlier moment is ignored: recorded facts would lie in the future. */
  moveTo(instant: Instant): void {
    if (instant <= this.now()) return;
    this.base = Date.parse(instant);
    this.startedAt = performance.now();
  }
}

/** The clock as it stood when the bot was last seen running, or where it is told to start. */
export async function resumeClock(startsAt: Instant, settings: SettingStore): Promise<MovingClock> {
  const stoodAt = await rememberedMoment(settings);
  return new MovingClock(stoodAt && stoodAt > startsAt ? stoodAt : startsAt);
}

/** Where the demo's clock was last seen; null where there never was one. */
export const rememberedMoment = async (settings: SettingStore): Promise<Instant | null> =>
  (await settings.get(SETTING)) as Instant | null;

export const rememberClock = (clock: Clock, settings: SettingStore): Promise<void> =>
  settings.set(SETTING, clock.now());

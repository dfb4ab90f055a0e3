import { wallClock } from '../clock';
import type { Instant } from '../domain/calendar/date';
import { rememberedMoment } from '../moving-clock';
import type { Storage } from '../stores';

/**
 * The moment at which cases are due to be looked at again. Where the demo's clock was put back, what is due by the wall
 * clock would not be due there for months.
 */
export async function nowFor({ settings }: Storage): Promise<Instant> {
  const demo = await rememberedMoment(settings);
  const wall = wallClock.now();
  return demo !== null && demo < wall ? demo : wall;
}

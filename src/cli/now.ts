import { wallClock } from '../clock';
import type { Database } from '../database/open-database';
import type { Instant } from '../domain/calendar/date';
import { momentInWords } from '../domain/calendar/london';
import { Explained } from '../explained';
import { rememberedMoment } from '../moving-clock';
import { FARTHEST_APART_SECONDS } from '../notices/clock-watch';
import { instantOf } from '../notices/steady-clock';
import type { Storage } from '../stores';

/** This machine and the database tell different times, and which of them is wrong nobody can say from here. */
export class ClocksApart extends Explained {
  override name = 'ClocksApart';

  constructor(ours: Instant, theirs: Instant) {
    super(
      `The clock of this machine says ${momentInWords(ours)}, and that of the database ${momentInWords(theirs)}. ` +
        'Nothing was done: by a wrong clock, records are deleted too early and entries of the trail have a wrong time. ' +
        'Set the clock that is wrong right, and run the command again.',
    );
  }
}

/**
 * What every command takes as now, and its day as today: the moment of the database, by which the bot's clocks are held
 * too. Throws `ClocksApart`. Where the demo's clock was put back it is that one: what is due by the database's would not
 * be due there for months.
 */
export async function nowFor({ settings }: Pick<Storage, 'settings'>, time: Database['time']): Promise<Instant> {
  const now = await momentOf(time);
  const ours = wallClock.now();
  if (Math.abs(Date.parse(ours) - Date.parse(now)) > FARTHEST_APART_SECONDS * 1_000) throw new ClocksApart(ours, now);
  return orDemo(now, settings);
}

/** The same for what changes nothing and has to be possible with whatever clock. */
export const lookedAt = async ({ settings }: Pick<Storage, 'settings'>, time: Database['time']): Promise<Instant> =>
  orDemo(await momentOf(time), settings);

async function orDemo(now: Instant, settings: Storage['settings']): Promise<Instant> {
  const demo = await rememberedMoment(settings);
  return demo !== null && demo < now ? demo : now;
}

/** By the clock of the database alone: for what has to be possible with whatever clock, such as a backup. */
export const momentOf = async (time: Database['time']): Promise<Instant> => instantOf(Math.floor(await time()));

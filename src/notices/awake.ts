import type { SettingStore } from '../stores';
import { CLOCK_ASTRAY_MS, instantOf } from './steady-clock';

/** Since when, and when last, some instance was at work on what is due: two moments of the steady clock. */
const AWAKE = 'at-work-since-and-last';

/**
 * After so long without a sign of work there was no bot, or it had no database. It is longer than whatever starts a bot
 * that keeps dying waits before it does so once more: such a one has been at work since its first start.
 */
const ABSENT_MS = 6 * 60_000;

/**
 * An instance is at work on what is due. Known to all instances, and to the next one if this one dies.
 * @param now of the steady clock, in milliseconds since 1970.
 * @returns since when one of them has been, without a gap in which there was none.
 */
export async function atWork(settings: SettingStore, now: number): Promise<number> {
  const [began = Number.NaN, last = Number.NaN] = ((await settings.get(AWAKE)) ?? '').split(' ').map(Date.parse);
  const goesOn = last <= now + CLOCK_ASTRAY_MS && now - last < ABSENT_MS;
  const since = goesOn ? Math.min(began, now) : now;
  await settings.set(AWAKE, `${instantOf(since)} ${instantOf(Math.max(now, goesOn ? last : now))}`);
  return since;
}

import type { Clock } from '../clock';
import { addDays, type Instant } from '../domain/calendar/date';
import { londonDate, londonInstant } from '../domain/calendar/london';
import type { Storage } from '../stores';
import { CALLED_AGAIN_MS, type AlarmCall } from './chain/taking';
import { instantOf } from './steady-clock';

/** Until when the operator is not called again for cases that no sweep can look at. */
const CALLED_UNTIL = 'unsweepable-called-until';
const MORNING = '08:30';

interface Deps {
  readonly storage: Storage;
  readonly clock: Clock;
  readonly alarm: AlarmCall;
}

/**
 * Of a case that cannot be looked at nobody is alerted, whatever becomes of the child: the operator hears of it once a
 * day for as long as it lasts, however many instances and starts there are.
 */
export async function callForUnsweepable(
  cases: readonly string[],
  { storage: { settings }, clock, alarm }: Deps,
): Promise<void> {
  const now = clock.now();
  if (cases.length === 0 || now < ((await settings.get(CALLED_UNTIL)) ?? '')) return;
  await settings.set(CALLED_UNTIL, instantOf(Date.parse(now) + CALLED_AGAIN_MS));
  const tomorrow: Instant = londonInstant(addDays(londonDate(now), 1), MORNING);
  alarm({ what: 'cases-not-looked-at', cases }, async (isTaken) => {
    if (isTaken) await settings.set(CALLED_UNTIL, tomorrow);
  });
}

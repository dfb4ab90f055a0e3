import type { Logger } from 'pino';
import type { Clock } from '../clock';
import { addDays, type Instant } from '../domain/calendar/date';
import { londonDate, londonInstant } from '../domain/calendar/london';
import type { Storage } from '../stores';
import { CALLED_AGAIN_MS, type Alarm, type AlarmCall } from './chain/taking';
import { NO_ANSWER } from './calls';
import type { SendOutcome } from './notice-sender';
import { instantOf } from './steady-clock';

interface Deps {
  readonly storage: Pick<Storage, 'settings'>;
  readonly clock: Clock;
  readonly alarm: AlarmCall;
  readonly log: Logger;
}

const MORNING = '08:30';

/** Of a case that cannot be looked at nobody is alerted, whatever becomes of the child. */
export async function callForUnsweepable(cases: readonly string[], deps: Deps): Promise<void> {
  if (cases.length > 0) await callDaily({ what: 'cases-not-looked-at', cases }, 'unsweepable-called-until', deps);
}

/** Something other than Teams may have answered, or a setting is wrong: nothing arrives until it is mended. */
export async function callForRefused({ answer = NO_ANSWER }: Pick<SendOutcome, 'answer'>, deps: Deps): Promise<void> {
  const { status, code } = answer;
  await callDaily({ what: 'messages-refused', status, code }, `refused-called-until ${status ?? ''}`, deps);
}

/** Who has lost a role in Entra has it here for as long as this lasts. */
export async function callForUnreadGroups(authority: string, deps: Deps): Promise<void> {
  await callDaily({ what: 'groups-not-read', authority }, `groups-called-until ${authority}`, deps);
}

/** Whoever had a role by groups that are not named any more keeps it until somebody does something. */
export async function callForUnnamedGroups(authority: string, deps: Deps): Promise<void> {
  await callDaily({ what: 'groups-not-named', authority }, `groups-not-named-called-until ${authority}`, deps);
}

/**
 * The operator hears of it once a day for as long as it lasts, however many instances and starts there are.
 * @param key of the setting that says until when they are not called again.
 */
async function callDaily(alarm: Alarm, key: string, deps: Deps): Promise<void> {
  const {
    storage: { settings },
    clock,
    log,
  } = deps;
  const now = clock.now();
  if (now < ((await settings.get(key)) ?? '')) return;
  await settings.set(key, instantOf(Date.parse(now) + CALLED_AGAIN_MS));
  const tomorrow: Instant = londonInstant(addDays(londonDate(now), 1), MORNING);
  log.fatal(alarm, 'the operator is called');
  deps.alarm(alarm, async (isTaken) => {
    if (isTaken) await settings.set(key, tomorrow);
  });
}

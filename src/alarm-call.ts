import { describeError, type Log } from './log';
import type { Alarm, AlarmCall } from './notices/chain/taking';

const TIME_LIMIT_MS = 5_000;

/** Posts an alarm as JSON to where the operator listens. The log and `/readyz` say it as well, whatever comes of this. */
export const createAlarmCall =
  (url: string | null, log: Log): AlarmCall =>
  async (alarm) => {
    if (!url) return true;
    try {
      const { ok, status } = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(alarm),
        redirect: 'error',
        signal: AbortSignal.timeout(TIME_LIMIT_MS),
      });
      if (!ok) log.error({ ...idsOf(alarm), status }, 'an alarm was not taken');
      return ok;
    } catch (error) {
      log.error({ ...describeError(error), ...idsOf(alarm) }, 'an alarm was not taken');
      return false;
    }
  };

const idsOf = (alarm: Alarm) => ({ what: alarm.what, ...('notice' in alarm ? { notice: alarm.notice } : {}) });

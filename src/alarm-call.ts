import { describeError, type Log } from './log';
import type { Alarm, AlarmCall, AlarmTaker } from './notices/chain/taking';

const TIME_LIMIT_MS = 5_000;

/** What an address that hangs leaves over is called for again by whoever asked, so no more need wait than these. */
const MOST_WAITING = 50;

export interface AlarmCalls {
  readonly call: AlarmCall;
  /** Until nothing is under way. */
  idle(): Promise<void>;
}

/**
 * Posts alarms as JSON to where the operator listens, one at a time. The log and `/readyz` say them as well, whatever
 * comes of this.
 */
export function createAlarmCalls(url: string | null, log: Log): AlarmCalls {
  const taker: AlarmTaker = url === null ? 'log' : 'operator';
  let waiting = 0;
  let last: Promise<void> = Promise.resolve();

  async function one(alarm: Alarm, heard: Parameters<AlarmCall>[1]): Promise<void> {
    const isTaken = url === null || (await post(url, alarm, log));
    waiting -= 1;
    await heard(isTaken, taker).catch((error: unknown) =>
      log.error({ ...describeError(error), ...idsOf(alarm) }, NOT_NOTED),
    );
  }

  return {
    call(alarm, heard) {
      if (waiting >= MOST_WAITING) return log.error(idsOf(alarm), NOT_TAKEN);
      waiting += 1;
      last = last.then(() => one(alarm, heard));
    },
    async idle() {
      for (let seen: Promise<void> | null = null; seen !== last;) await (seen = last);
    },
  };
}

const NOT_TAKEN = 'an alarm was not taken';
const NOT_NOTED = 'it was not noted what became of an alarm';

async function post(url: string, alarm: Alarm, log: Log): Promise<boolean> {
  try {
    const { ok, status } = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(alarm),
      redirect: 'error',
      signal: AbortSignal.timeout(TIME_LIMIT_MS),
    });
    if (!ok) log.error({ ...idsOf(alarm), status }, NOT_TAKEN);
    return ok;
  } catch (error) {
    log.error({ ...describeError(error), ...idsOf(alarm) }, NOT_TAKEN);
    return false;
  }
}

const idsOf = (alarm: Alarm) => ({ what: alarm.what, ...('notice' in alarm ? { notice: alarm.notice } : {}) });

import type { Logger } from 'pino';
import type { Clock } from '../../clock';
import { londonDate, londonInstant } from '../../domain/calendar/london';
import type { Storage } from '../../stores';

/** Whoever writes a chain anew can hide at most so many entries from an anchor that is kept elsewhere. */
const EVERY = 1_000;

/** Each day, and more often where much is done: tells the log where every chain stands, and nothing else. */
export async function anchorTrails(storage: Storage, clock: Clock, log: Logger): Promise<void> {
  const now = clock.now();
  const thisMorning = londonInstant(londonDate(now), '00:00');
  for (const { authority, seq, hash } of await storage.audit.anchor(now, thisMorning, EVERY)) {
    log.info({ authority, seq, hash }, 'audit trail anchored');
  }
}

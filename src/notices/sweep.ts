import type { Logger } from 'pino';
import type { Policies } from '../casework/load';
import { viewOf } from '../casework/load';
import type { Clock } from '../clock';
import type { Instant } from '../domain/calendar/date';
import { londonDate } from '../domain/calendar/london';
import type { Storage } from '../stores';
import { nextDueAfter, raiseNotices } from './raise';

const BATCH = 50;

export interface Sweeper {
  /** Looks at every open case on which something has fallen due; returns how many. */
  sweep(): Promise<number>;
}

interface Deps {
  readonly storage: Storage;
  readonly policies: Policies;
  readonly clock: Clock;
  readonly log: Logger;
}

/**
 * Turns what has fallen due into notices, earliest first. A case is looked at only when its next due moment has passed,
 * so the cost does not grow with the cases that rest. Two instances may sweep at once: a notice is unique.
 */
export function createSweeper(deps: Deps): Sweeper {
  return {
    async sweep() {
      const now = deps.clock.now();
      let looked = 0;
      const failed = new Set<string>();
      for (;;) {
        const ids = (await deps.storage.cases.due(now, BATCH + failed.size)).filter((id) => !failed.has(id));
        if (ids.length === 0) return looked;
        for (const id of ids) {
          if (!(await sweepCase(id, now, deps))) failed.add(id);
          looked += 1;
        }
      }
    },
  };
}

/** One broken case must not keep the others from being alerted. */
async function sweepCase(id: string, now: Instant, { storage, policies, log }: Deps): Promise<boolean> {
  try {
    await storage.transaction(async (stores) => {
      const theCase = await stores.cases.byId(id);
      if (!theCase) return;
      const { assessment } = await viewOf(theCase, stores, policies, londonDate(now));
      for (const nobody of await raiseNotices(stores, theCase, assessment, now)) {
        log.error(nobody, 'an alert is due and nobody holds the role it is for');
      }
      await stores.cases.setNextDue(id, theCase.version, nextDueAfter(assessment, now));
    });
    return true;
  } catch (error) {
    log.error({ case: id, code: error instanceof Error ? error.name : 'unknown' }, 'a case could not be swept');
    return false;
  }
}

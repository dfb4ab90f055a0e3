import type { Logger } from 'pino';
import type { Policies } from '../casework/load';
import { viewOf } from '../casework/load';
import type { Clock } from '../clock';
import type { Instant } from '../domain/calendar/date';
import { londonDate } from '../domain/calendar/london';
import type { Storage, Stores } from '../stores';
import type { AlarmCall } from './chain/taking';
import { UNCOUNTED, type Escalations } from './escalations';
import { createReturns } from './returns';
import { nextDueOf, raiseNotices, type NobodyToTell } from './raise';
import { callForUnsweepable } from './operator-call';
import { createWatch } from './watch';

const BATCH = 50;

export interface Sweeper {
  /**
   * Looks at every open case on which something has fallen due, and returns how many; then at the alerts that nobody has
   * answered in time, and at who is back.
   */
  sweep(): Promise<number>;
}

interface Deps {
  readonly storage: Storage;
  readonly policies: Policies;
  readonly clock: Clock;
  readonly alarm: AlarmCall;
  /** Left out: nobody asks. */
  readonly escalations?: Escalations;
  readonly log: Logger;
}

/**
 * Turns what has fallen due into notices, earliest first. A case is looked at only when its next due moment has passed,
 * so the cost does not grow with the cases that rest. Two instances may sweep at once: a notice is unique.
 */
export function createSweeper(deps: Deps): Sweeper {
  const watch = createWatch(deps);
  const returns = createReturns(deps);

  return {
    async sweep() {
      const looked = await sweepCases();
      await watch.look();
      await returns.welcome();
      return looked;
    },
  };

  async function sweepCases(): Promise<number> {
    const now = deps.clock.now();
    let looked = 0;
    const failed = new Set<string>();
    for (;;) {
      const ids = (await deps.storage.cases.due(now, BATCH + failed.size)).filter((id) => !failed.has(id));
      if (ids.length === 0) {
        (deps.escalations ?? UNCOUNTED).notLookedAt(failed.size);
        await callForUnsweepable([...failed], deps);
        return looked;
      }
      for (const id of ids) {
        if (!(await sweepCase(id, now, deps))) failed.add(id);
        looked += 1;
      }
    }
  }
}

/** One broken case must not keep the others from being alerted. */
async function sweepCase(id: string, now: Instant, deps: Deps): Promise<boolean> {
  const { log } = deps;
  try {
    for (const nobody of await raiseAgainUntilUndisturbed(id, now, deps)) {
      log.error(nobody, 'an alert is due and nobody holds the role it is for');
    }
    return true;
  } catch (error) {
    log.error({ case: id, code: error instanceof Error ? error.name : 'unknown' }, 'a case could not be swept');
    return false;
  }
}

const MOST_TRIES = 5;

/** Undoes the transaction: what was raised is no longer what the case says. */
class WrittenMeanwhile extends Error {
  override name = 'WrittenMeanwhile';
}

async function raiseAgainUntilUndisturbed(id: string, now: Instant, deps: Deps): Promise<NobodyToTell[]> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await deps.storage.transaction((stores) => raise(id, now, stores, deps.policies));
    } catch (error) {
      if (!(error instanceof WrittenMeanwhile) || tries === MOST_TRIES) throw error;
    }
  }
}

async function raise(id: string, now: Instant, stores: Stores, policies: Policies): Promise<NobodyToTell[]> {
  await stores.directory.holdStill();
  const theCase = await stores.cases.byId(id);
  if (!theCase) return [];
  const view = await viewOf(theCase, stores, policies, londonDate(now));
  const nobody = await raiseNotices(stores, view, now);
  if (await stores.cases.setNextDue(id, theCase.version, nextDueOf(view, now))) return nobody;
  throw new WrittenMeanwhile();
}

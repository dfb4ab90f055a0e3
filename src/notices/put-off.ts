import { viewOf, type Policies } from '../casework/load';
import type { Case } from '../domain/case/case';
import type { Instant } from '../domain/calendar/date';
import { londonDate } from '../domain/calendar/london';
import type { Storage } from '../stores';
import { nextDueAfter } from './raise';

/** A case that will be looked at later than its facts have it, or never: nobody would be told of it in time. */
export interface PutOff {
  readonly caseId: string;
  readonly stands: Instant | null;
  /** Null: its school, its authority or its rules are not there, so that nobody can say. */
  readonly follows: Instant | null;
}

const AT_ONCE = 50;

/**
 * Open cases whose next due moment was moved away. Each was reckoned at or before `now`, and nothing falls due before it that
 * did not then: so it never lies later than what is reckoned today. A case that cannot be reckoned is the sweep's to tell,
 * unless it was put where the sweep never looks.
 */
export async function* putOff(
  authority: string,
  now: Instant,
  storage: Storage,
  policies: Policies,
): AsyncGenerator<PutOff> {
  for (let after: string | null = ''; after !== null;) {
    const { cases, last } = await storage.cases.awaited(authority, after, AT_ONCE);
    for (const { theCase, nextDueAt } of cases) {
      const follows = await reckoned(theCase, now, storage, policies);
      if (follows === 'unknown') {
        if (nextDueAt === null || nextDueAt > now) yield { caseId: theCase.id, stands: nextDueAt, follows: null };
      } else if (follows !== null && (nextDueAt === null || nextDueAt > follows)) {
        yield { caseId: theCase.id, stands: nextDueAt, follows };
      }
    }
    after = last;
  }
}

async function reckoned(theCase: Case, now: Instant, storage: Storage, policies: Policies) {
  try {
    return nextDueAfter((await viewOf(theCase, storage, policies, londonDate(now))).assessment, now);
  } catch {
    return 'unknown' as const; // its school, its authority or its rules are not there
  }
}

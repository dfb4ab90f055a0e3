import type { Case } from '../domain/case/case';
import type { Verdict } from '../domain/case/decide/decision';
import type { Instant } from '../domain/calendar/date';
import { londonDate } from '../domain/calendar/london';
import type { PolicyPack } from '../domain/policy/pack';
import { nextDueOf } from '../notices/raise';
import type { Stores } from '../stores';
import { ReferenceTaken } from './case-store';
import type { CaseView } from './casework';
import { doneNote, type Deed } from './deed';
import { viewOf } from './load';
import { announce, factsOf, keysOf, LookAgain, stamped, type CaseworkDeps } from './record';
import { newReference } from './reference';

/** A case that is about to be there. */
export interface NewCase {
  readonly id: string;
  /** Null for a child on no school's roll. */
  readonly school: string | null;
  /** The first facts, under the policy by which the authority works now. */
  decide(policy: PolicyPack): Verdict;
}

/** Opens a case with all that follows from its first facts. Throws `Refusal`, and `LookAgain` to be tried anew. */
export async function openCase(
  { id, school, decide }: NewCase,
  deed: Deed,
  now: Instant,
  stores: Stores,
  deps: CaseworkDeps,
): Promise<CaseView> {
  const { person } = deed;
  await stores.directory.holdStill();
  const authority = await stores.directory.authority(person.authority);
  if (!authority) throw new Error('the authority of a person is not in the directory');
  const policy = deps.policies.inForce(authority.policy, londonDate(now));
  const facts = stamped(factsOf(decide(policy)), person.id, now);
  const opened: Case = {
    id,
    reference: newReference(),
    school,
    authority: person.authority,
    policy: policy.id,
    openedAt: now,
    version: facts.length,
    facts,
  };
  const view = await viewOf(opened, stores, deps.policies, londonDate(now));
  if (!(await added(opened, nextDueOf(view, now), stores))) throw new LookAgain();
  await announce(view, now, stores, deps);
  await stores.outbox.caseMoved(id, opened.authority, now);
  await stores.audit.add(doneNote(deed, opened, facts, now));
  return view;
}

/** Two cases drew the same reference, which hardly ever happens: the second draws again. */
async function added(opened: Case, nextDueAt: Instant | null, { cases }: Stores): Promise<boolean> {
  try {
    return await cases.open(opened, keysOf(opened), nextDueAt);
  } catch (error) {
    throw error instanceof ReferenceTaken ? new LookAgain() : error;
  }
}

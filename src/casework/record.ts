import type { Logger } from 'pino';
import type { Clock } from '../clock';
import { may, type Action } from '../domain/access/table';
import type { Case, CaseHead } from '../domain/case/case';
import type { Decision, Verdict } from '../domain/case/decide/decision';
import type { Fact, FactBody } from '../domain/case/fact';
import { readFacts } from '../domain/case/reading';
import { toldAlready } from '../domain/case/told-already';
import { londonDate } from '../domain/calendar/london';
import type { Instant } from '../domain/calendar/date';
import { nameKey } from '../domain/pupil/name-key';
import { Refusal } from '../errors';
import { nextDueOf, raiseNotices } from '../notices/raise';
import { notAllowed } from '../people/allow';
import type { Person } from '../people/directory';
import type { Storage, Stores } from '../stores';
import type { CaseKeys } from './case-store';
import { doneNote, type Deed } from './deed';
import { refusing } from './refusing';
import { growingId } from './growing-id';
import { ChangedSince, type CaseView } from './casework';
import { viewOf, type Policies } from './load';
import { readReference } from './reference';
import { onceOnly, sightOf } from './seeing';

export interface CaseworkDeps {
  readonly storage: Storage;
  readonly policies: Policies;
  readonly clock: Clock;
  readonly log: Logger;
}

const MOST_TRIES = 5;

/** The same words for a case that is not there and one that may not be seen: the answer must tell nothing. */
export const noSuchCase = (theCase?: CaseHead | null): Refusal =>
  new Refusal(
    'no-such-case',
    'There is no case with that reference that you can see. Check the reference, for example WB-7K3M-2Q.',
    theCase ? { theCase } : {},
  );

/** The case if this person may do this to it. It is opened only once that is known: opening takes the longer, the more is on record. */
export async function loadFor(
  person: Person,
  reference: string,
  action: Action,
  stores: Stores,
  deps: CaseworkDeps,
  now: Instant,
): Promise<CaseView> {
  const sees = await sightOf(person, stores, deps, now);
  const exact = readReference(reference);
  const head = exact ? await stores.cases.headByReference(person.authority, exact) : null;
  const open = onceOnly(() => stores.cases.byId(head?.id ?? reference));
  if (!(await sees(head, open)) || !head) throw noSuchCase(head);
  allow(person, action, head);
  const theCase = await open();
  if (!theCase) throw noSuchCase(head);
  return viewOf(theCase, stores, deps.policies, londonDate(now));
}

/** Refuses what this person's roles do not allow on a case that they may see. */
export function allow(person: Person, action: Action, theCase: CaseHead): void {
  // Whoever sees it because it is on the agenda need not be asked again whether it is.
  if (!may(person, action, { ...theCase, onAgenda: true })) throw notAllowed(action, theCase);
}

type Decide = (view: CaseView, now: Instant, stores: Stores) => Decision | Promise<Decision>;
type Load = (stores: Stores, now: Instant) => Promise<CaseView>;

/** Under which action something is done, where that hangs on the case. */
export type ActionOn = Action | ((view: CaseView) => Action);

const actionOn = (action: ActionOn, view: CaseView): Action => (typeof action === 'function' ? action(view) : action);

/** The case to be looked at, if this person may do this to it. */
export const seenFor = (person: Person, reference: string, action: ActionOn, deps: CaseworkDeps): Promise<CaseView> =>
  refusing(person, typeof action === 'function' ? 'see-case' : action, deps, async () => {
    const view = await loadFor(person, reference, 'see-case', deps.storage, deps, deps.clock.now());
    allow(person, actionOn(action, view), view.case);
    return view;
  });

/** Does this to the case of that reference, if the person may. `known`: the case as it was just seen, not to load it twice. */
export async function act(
  person: Person,
  reference: string,
  action: ActionOn,
  deps: CaseworkDeps,
  decide: Decide,
  known: CaseView | null = null,
): Promise<CaseView> {
  const load: Load = async (stores, now) => {
    const view = await loadFor(person, reference, 'see-case', stores, deps, now);
    allow(person, actionOn(action, view), view.case);
    return view;
  };
  return actOn(load, person, action, deps, decide, known);
}

/** Undoes the transaction: what was decided on is no longer how the case stands. */
export class LookAgain extends Error {}

/** Tries anew while others write in between. `tries` counts from 0. What is refused is told the audit trail. */
export const untilNobodyElseWrites = <T>(
  { person, action }: Deed,
  deps: CaseworkDeps,
  work: (tries: number) => Promise<T>,
): Promise<T> => refusing(person, action, deps, () => trying(work));

async function trying<T>(work: (tries: number) => Promise<T>): Promise<T> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    try {
      return await work(tries);
    } catch (error) {
      if (!(error instanceof LookAgain)) throw error;
    }
  }
  throw new Refusal('busy', 'Several people are writing on this case at once. Please try again in a moment.');
}

/**
 * Loads, decides and records in one transaction; when somebody else wrote in between, looks again and decides anew,
 * so that nothing is overwritten unseen and nobody is refused for what is no longer so.
 */
export function actOn(
  load: Load,
  person: Person,
  action: ActionOn,
  deps: CaseworkDeps,
  decide: Decide,
  known: CaseView | null = null,
): Promise<CaseView> {
  const attempt = (tries: number) => {
    const now = deps.clock.now();
    return deps.storage.transaction(async (stores) => {
      const view = tries === 0 && known ? known : await load(stores, now);
      if (view === known) allow(person, actionOn(action, known), known.case);
      const decision = await decide(view, now, stores);
      if (decision.kind !== 'facts' && view === known) throw new LookAgain();
      if (decision.kind === 'changed') throw new ChangedSince(view, decision.facts);
      const deed = { person, action: actionOn(action, view) };
      return append(view.case, factsOf(decision, { ...deed, theCase: view.case }), deed, now, stores, deps);
    });
  };
  const deed = { person, action: typeof action === 'function' ? 'see-case' : action } as const;
  return untilNobodyElseWrites(deed, deps, attempt);
}

/** Throws `Refusal` with the reason when the decision is a refusal; `tried`: what it was and on which case. */
export function factsOf(decision: Verdict, tried: Refusal['tried'] = {}): readonly FactBody[] {
  if (decision.kind === 'refused') throw new Refusal('refused', decision.says, tried);
  return decision.facts;
}

/**
 * Adds facts and all that follows from them. What was sent twice is recorded once: the case is answered as it stands.
 * Throws `LookAgain` when somebody else wrote first. `noted`: how it stands on the trail.
 */
export async function append(
  theCase: Case,
  bodies: readonly FactBody[],
  deed: Deed,
  now: Instant,
  stores: Stores,
  deps: CaseworkDeps,
  noted = doneNote,
): Promise<CaseView> {
  const by = deed.person.id;
  if (bodies.length === 0 || toldAlready(theCase.facts, bodies, by, now)) {
    return viewOf(theCase, stores, deps.policies, londonDate(now));
  }
  await stores.directory.holdStill();
  const facts = stamped(bodies, by, notBefore(theCase, now));
  const grown = { ...theCase, version: theCase.version + facts.length, facts: [...theCase.facts, ...facts] };
  const view = await viewOf(grown, stores, deps.policies, londonDate(now));
  const nextDueAt = nextDueOf(view, now);
  if (!(await stores.cases.append(theCase.id, theCase.version, facts, keysOf(grown), nextDueAt))) throw new LookAgain();
  await announce(view, now, stores, deps);
  await stores.outbox.caseMoved(theCase.id, theCase.authority, now);
  await stores.audit.add(noted(deed, grown, facts, now));
  return view;
}

export async function announce(view: CaseView, now: Instant, stores: Stores, { log }: CaseworkDeps): Promise<void> {
  for (const nobody of await raiseNotices(stores, view, now)) {
    log.error(nobody, 'an alert is due and nobody holds the role it is for');
  }
}

/** Facts are read in the order of their moments, so none is given one that lies before the last fact's. */
const notBefore = ({ facts }: Case, now: Instant): Instant => {
  const last = facts.at(-1)?.recordedAt;
  return last && last > now ? last : now;
};

export const stamped = (bodies: readonly FactBody[], by: string, now: Instant): Fact[] =>
  bodies.map((body) => ({ ...body, id: growingId(), recordedAt: now, recordedBy: by }));

/** What a duplicate is searched by. */
export function keysOf(theCase: Pick<Case, 'facts'>): CaseKeys {
  const { pupil, closed } = readFacts(theCase.facts);
  return {
    open: !closed,
    upn: pupil?.upn ?? null,
    nameKey: pupil ? nameKey(pupil) : '',
    dateOfBirth: pupil?.dateOfBirth ?? null,
  };
}

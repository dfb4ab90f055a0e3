import { londonDate } from '../domain/calendar/london';
import type { Action } from '../domain/access/table';
import { decideAttendance, decideSighting } from '../domain/case/decide/attendance';
import { decideCheck, decideSkip } from '../domain/case/decide/check';
import { decideAbsence, decideContact, decideTriage } from '../domain/case/decide/report';
import type { Person } from '../people/directory';
import { acknowledge } from './acknowledge';
import { createDeliveryWork } from './delivery-work';
import { createAlertWork } from './alert-work';
import { BY_WHAT_IS_DUE, listed } from './case-lists';
import { casesTogether } from './cases-together';
import type { Casework, CaseView } from './casework';
import { readNote } from './deed';
import { createDeathWork } from './death-work';
import { createTierWork } from './tier-work';
import { createRulesWork } from './rules-work';
import { createDuplicateWork } from './duplicate-work';
import { createFindingWork } from './finding-work';
import { createEnquiryWork } from './enquiry-work';
import { viewOf } from './load';
import { createOfficerWork } from './officer-work';
import { createPanelWork } from './panel-work';
import { closeCase, createOutcomesWork } from './outcomes-work';
import { act, seenFor, type ActionOn, type CaseworkDeps } from './record';
import { recording } from './recording';
import { createRemovalWork } from './removal-work';
import { createReturnsWork } from './returns-work';
import { asksSinceWhen, described, describePupil, existingFor, report } from './report';
import { createWaysWork } from './ways-work';
import { recordShared } from './shared-check';
import { seenAmong } from './seeing';
import { createSiblingWork } from './sibling-work';

/** Looks at something on a case that not everybody may see who sees the case: the trail names them by themselves. */
const OWN_LOOKS = ['see-enquiries', 'see-grounds'] as const;

export function createCasework(deps: CaseworkDeps): Casework {
  const { storage, policies, clock } = deps;
  const today = () => londonDate(clock.now());
  const caseOf = casesTogether(storage.cases);
  // A page sees the case before it records on it, and the person is read anew for every turn: what they saw is kept for
  // as long as their turn lasts. Should somebody have written meanwhile, the case is loaded again.
  const lastSeen = new WeakMap<Person, CaseView>();
  const notedIn = new WeakMap<Person, Set<Action>>();
  const knownTo = (person: Person, reference: string): CaseView | null => {
    const view = lastSeen.get(person) ?? null;
    return view?.case.reference === reference ? view : null;
  };

  const noteRead = (person: Person, action: Action, views: readonly CaseView[]) => {
    const cases = views.map((view) => view.case);
    if (cases.length > 0) storage.audit.later(readNote({ person, action }, cases, clock.now()));
  };

  const see = async (person: Person, reference: string, action: ActionOn = 'see-case'): Promise<CaseView> => {
    const view = await seenFor(person, reference, action, deps);
    // Once for each turn, however many parts of an answer look at the case.
    const looked = OWN_LOOKS.find((own) => own === action) ?? 'see-case';
    const isNoted = knownTo(person, reference) && (looked === 'see-case' || notedIn.get(person)?.has(looked));
    if (!isNoted) noteRead(person, looked, [view]);
    notedIn.set(person, new Set([...(notedIn.get(person) ?? []), looked]));
    lastSeen.set(person, view);
    return view;
  };
  const noting = async (person: Person, looking: Promise<CaseView | null>) => {
    const view = await looking;
    if (view) noteRead(person, 'report', [view]);
    return view;
  };

  return {
    removal: createRemovalWork(deps),
    see,

    async mine(person) {
      const cases = await storage.cases.openCases(person.authority, person.school);
      const seen = await seenAmong(person, cases, storage, deps, clock.now());
      const views = await Promise.all(seen.map((theCase) => viewOf(theCase, storage, policies, today())));
      return listed(views, BY_WHAT_IS_DUE).map(({ view }) => view);
    },

    finding: createFindingWork(deps),
    rules: createRulesWork(deps),
    siblings: createSiblingWork(deps),
    tier: createTierWork(deps),
    death: createDeathWork(deps),
    duplicates: createDuplicateWork(deps),

    shown: (person, views) => noteRead(person, 'see-case', views),

    existing: (person, pupil) => noting(person, existingFor(person.school, pupil, storage, deps)),

    asksSinceWhen,

    report: (person, given) => report(person, given, deps),

    ways: createWaysWork(deps),

    describePupil: (person, reference, pupil, same = '', because = '') =>
      describePupil(person, reference, described(pupil, because), same, deps),

    describeAbsence: (person, reference, absence, because) =>
      act(person, reference, 'report', deps, async (view, now, stores) => {
        await stores.drafts.remove(view.case.id);
        const given = { calendar: view.calendar, policy: view.policy, today: londonDate(now) };
        return decideAbsence(view.case.facts, absence, given, because);
      }),

    triage: (person, reference, triage) =>
      act(person, reference, 'triage', deps, (view) => decideTriage(view.case.facts, triage, view.policy)),

    recordSafeguardingContact: (person, reference, contact) =>
      act(person, reference, 'triage', deps, (view, now) => decideContact(view.case.facts, contact, londonDate(now))),

    recordCheck: (person, reference, item, check, seen) =>
      act(
        person,
        reference,
        recording(item),
        deps,
        async (view, now, stores) => {
          const decision = decideCheck(
            view.case.facts,
            item,
            check,
            seen,
            view.policy,
            londonDate(now),
            view.assessment,
          );
          if (decision.kind === 'facts') await stores.drafts.removeOnItem(view.case.id, item);
          return decision;
        },
        knownTo(person, reference),
      ),

    recordSharedCheck: (person, reference, shared) => recordShared(person, reference, shared, deps),

    skipCheck: (person, reference, item, reason, seen) =>
      act(person, reference, recording(item), deps, async (view, _now, stores) => {
        const decision = decideSkip(view.case.facts, item, reason, seen, view.policy);
        if (decision.kind === 'facts') await stores.drafts.removeOnItem(view.case.id, item);
        return decision;
      }),

    markAttendance: (person, reference, mark, because) =>
      act(person, reference, 'mark-attendance', deps, ({ case: theCase, calendar, policy }, now) =>
        decideAttendance(theCase.facts, mark, { calendar, policy, today: londonDate(now) }, because),
      ),

    recordSighting: (person, reference, sighting) =>
      act(person, reference, 'record-sighting', deps, (view, now) =>
        decideSighting(view.case.facts, sighting, londonDate(now)),
      ),

    close: (person, reference, reason, note, unsentWhy = '') =>
      closeCase(person, reference, { reason, note, unsentWhy }, deps),

    outcomes: createOutcomesWork(deps),
    returns: createReturnsWork(deps),

    enquiries: createEnquiryWork(deps),
    officer: createOfficerWork(deps),
    panel: createPanelWork(deps),

    alerts: createAlertWork(deps, see),
    deliveries: createDeliveryWork(deps),
    acknowledge: (person, deliveryId) => acknowledge(person, deliveryId, deps),

    async forDelivery(caseId) {
      const theCase = await caseOf(caseId);
      return theCase && viewOf(theCase, storage, policies, today());
    },
  };
}

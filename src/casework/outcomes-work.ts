import { decideClose, decideReopen } from '../domain/case/decide/closing';
import { isOwed } from '../domain/case/returns';
import { decideFollowUp, decideLocated, decideWithdrawLocation } from '../domain/case/decide/outcome';
import { refuse } from '../domain/case/decide/decision';
import { may } from '../domain/access/table';
import type { AttendanceMark } from '../domain/case/fact';
import type { FollowUp, Located } from '../domain/case/facts/outcome-facts';
import { londonDate } from '../domain/calendar/london';
import type { Pupil } from '../domain/pupil/pupil';
import { Refusal } from '../errors';
import type { Person } from '../people/directory';
import type { CaseView } from './casework';
import { readNote } from './deed';
import { closedLately } from './closed-lately';
import { act, type CaseworkDeps } from './record';
import { existingFor } from './report';

/** How a case ends, and how it begins again. */
export interface OutcomesWork {
  /** The child has been found. `steps`: what was done about it already. */
  locate(
    person: Person,
    reference: string,
    located: Omit<Located, 'from'>,
    steps: readonly FollowUp[],
  ): Promise<CaseView>;
  /** Something that the place calls for was done or tried. */
  followUp(person: Person, reference: string, followUp: FollowUp): Promise<CaseView>;
  /** The child is not there after all: the search goes on. */
  withdrawLocation(person: Person, reference: string, reason: string): Promise<CaseView>;
  /** A case of this pupil at the person's school that was closed not long ago, and may be opened again. */
  closedLately(person: Person, pupil: Pupil): Promise<CaseView | null>;
  /** `missing`: how the register stands since, said by the school. `because`: why days are told anew. */
  reopen(
    person: Person,
    reference: string,
    reason: string,
    missing: AttendanceMark | null,
    because?: string,
  ): Promise<CaseView>;
}

export function createOutcomesWork(deps: CaseworkDeps): OutcomesWork {
  return {
    locate: (person, reference, located, steps) =>
      act(person, reference, 'record-location', deps, (view, now) => {
        allowSteps(person, steps, view);
        const from = person.school === null ? 'authority' : 'school';
        return decideLocated(view.case.facts, { ...located, from }, steps, view.policy, londonDate(now));
      }),

    followUp: (person, reference, followUp) =>
      act(person, reference, 'record-location', deps, (view, now) => {
        allowSteps(person, [followUp], view);
        return decideFollowUp(view.case.facts, followUp, view.policy, londonDate(now));
      }),

    withdrawLocation: (person, reference, reason) =>
      act(person, reference, 'record-location', deps, (view) => decideWithdrawLocation(view.case.facts, reason)),

    async closedLately(person, pupil) {
      const view = await closedLately(person, pupil, deps);
      const { storage, clock } = deps;
      if (view) storage.audit.later(readNote({ person, action: 'report' }, [view.case], clock.now()));
      return view;
    },

    reopen: (person, reference, reason, missing, because) =>
      act(person, reference, 'reopen', deps, async (view, now, stores) => {
        const { calendar, policy, pupil } = view;
        // The register is the school's, so only the school marks it.
        const mark = missing && may(person, 'mark-attendance', view.case) ? missing : null;
        const other = pupil && (await existingFor(view.case.school, pupil, stores, deps, view.case.id));
        if (other) return refuse(`The child has another open case: ${other.case.reference}. Go on with that one.`);
        const given = { roles: person.roles, calendar, policy, today: londonDate(now) };
        return decideReopen(view.case.facts, reason, mark, given, because);
      }),
  };
}

/** Ends a case for one of the policy's reasons, if what that reason asks for is on record. */
export const closeCase = (
  person: Person,
  reference: string,
  { reason, note, unsentWhy }: Readonly<Record<'reason' | 'note' | 'unsentWhy', string>>,
  deps: CaseworkDeps,
) =>
  act(person, reference, 'close', deps, async (view, now, stores) => {
    const { calendar, policy } = view;
    const given = { roles: person.roles, calendar, policy, today: londonDate(now) };
    const returns = view.assessment.returns.filter(isOwed).map(({ title }) => title);
    const decision = decideClose(view.case.facts, reason, note, given, { returns, why: unsentWhy });
    // An urgent case may be closed before its report is finished: nobody can go on with it then.
    if (decision.kind === 'facts') await stores.drafts.remove(view.case.id);
    return decision;
  });

/** Each step says which roles may record it. */
function allowSteps(person: Person, steps: readonly FollowUp[], { policy }: CaseView): void {
  const forbidden = steps
    .map(({ step }) => policy.found.steps.find(({ id }) => id === step))
    .find((step) => step && !step.by.some((role) => person.roles.includes(role)));
  if (forbidden) throw new Refusal('not-allowed', 'Your role does not allow this. Ask a colleague whose role does.');
}

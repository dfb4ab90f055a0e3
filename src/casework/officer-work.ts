import { decideAsk, decideAssign, decideHold, decideLift, decideReply } from '../domain/case/decide/officer';
import { may } from '../domain/access/table';
import type { LocalDate } from '../domain/calendar/date';
import { londonDate } from '../domain/calendar/london';
import { Refusal } from '../errors';
import type { Person } from '../people/directory';
import type { Stores } from '../stores';
import type { CaseView } from './casework';
import { act, seenFor, type CaseworkDeps } from './record';

/** Who has a case, what is put off, and what the authority asks the school. */
export interface OfficerWork {
  /** Whom the case can be given to, by name. */
  colleagues(person: Person, reference: string): Promise<Person[]>;
  /** Gives the case to a colleague, hands it over, or with null takes it from whoever has it. */
  assign(person: Person, reference: string, to: string | null, note: string): Promise<CaseView>;
  hold(person: Person, reference: string, until: LocalDate, reason: string): Promise<CaseView>;
  lift(person: Person, reference: string, reason: string): Promise<CaseView>;
  ask(person: Person, reference: string, texts: readonly string[], due: LocalDate): Promise<CaseView>;
  reply(person: Person, reference: string, question: string, text: string): Promise<CaseView>;
}

export function createOfficerWork(deps: CaseworkDeps): OfficerWork {
  const { storage } = deps;
  return {
    async colleagues(person, reference) {
      const view = await seenFor(person, reference, 'assign', deps);
      return colleaguesFor(view, storage);
    },

    assign: (person, reference, to, note) =>
      act(person, reference, 'assign', deps, async (view, _now, stores) => {
        if (to !== null && !(await colleaguesFor(view, stores)).some(({ id }) => id === to))
          throw new Refusal('refused', 'Choose one of the people listed.');
        return decideAssign(view.assessment, to, note);
      }),

    hold: (person, reference, until, reason) =>
      act(person, reference, 'hold', deps, ({ assessment, policy }, now) =>
        decideHold(assessment, until, reason, policy, londonDate(now)),
      ),

    lift: (person, reference, reason) =>
      act(person, reference, 'hold', deps, ({ assessment }) => decideLift(assessment, reason)),

    ask: (person, reference, texts, due) =>
      act(person, reference, 'ask-school', deps, ({ assessment, policy, case: { school } }, now) => {
        if (school === null)
          throw new Refusal('refused', 'This child is on no school’s roll, so there is no school to ask.');
        return decideAsk(assessment, texts, due, policy, londonDate(now));
      }),

    reply: (person, reference, question, text) =>
      act(person, reference, 'answer-school', deps, ({ assessment }) => decideReply(assessment, question, text)),
  };
}

/** Whoever holds one of the policy's roles and may see the case. */
async function colleaguesFor(view: CaseView, { directory }: Stores): Promise<Person[]> {
  const people = await directory.withRoles(view.case.authority, null, view.policy.assignment.to);
  return people.filter((one) => may(one, 'see-case', view.case)).sort((a, b) => a.name.localeCompare(b.name));
}

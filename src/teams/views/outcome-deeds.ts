import type { CaseView } from '../../casework/casework';
import { may } from '../../domain/access/table';
import { DUPLICATE } from '../../domain/case/closing';
import { readAsSearched } from '../../domain/case/last-word';
import { readFacts } from '../../domain/case/reading';
import { whereabouts, stepsOf } from '../../domain/case/whereabouts';
import type { FoundStep } from '../../domain/policy/found-policy';
import type { Person } from '../../people/directory';
import { plain } from '../rendering/escape-markdown';
import { opens, type Button } from './buttons';
import type { Deed } from './more';

/** Nobody has more than this to do at once about a child who was found. */
const MOST_STEPS = 4;

const mayLocate = (view: CaseView, person: Person): boolean =>
  view.assessment.open && may(person, 'record-location', view.case);

/** What is still to be done about a child who was found, by this person. */
export function openSteps(view: CaseView, person: Person): FoundStep[] {
  if (!mayLocate(view, person)) return [];
  const reading = readAsSearched(view.case.facts, view.policy);
  const located = whereabouts(reading, view.calendar, view.policy, view.assessment.asOf);
  if (!located) return [];
  return stepsOf(located, reading, view.policy)
    .filter(({ settled, step }) => !settled && step.by.some((role) => person.roles.includes(role)))
    .map(({ step }) => step);
}

export const followUpButton = ({ case: { reference } }: CaseView, step: FoundStep): Button =>
  opens(plain(step.title), 'found-step', { case: reference, step: step.id });

/** The nth thing that a located child calls for: each has a row of its own. */
const stepDeed = (_: unknown, at: number): Deed => ({
  group: 'outcome',
  says: (view, person) => plain(openSteps(view, person)[at]?.why ?? ''),
  button: (view, person) => {
    const step = openSteps(view, person)[at];
    return step ? followUpButton(view, step) : null;
  },
});

export const OUTCOME_DEEDS: readonly Deed[] = [
  ...Array.from({ length: MOST_STEPS }, stepDeed),
  {
    group: 'outcome',
    says: 'You know where the child is: at school, in the area, elsewhere, abroad, or educated at home.',
    button: (view, person) =>
      mayLocate(view, person) ? opens('The child has been found', 'found', { case: view.case.reference }) : null,
  },
  {
    group: 'outcome',
    says: 'What was said of where the child is turns out not to be so. The search goes on.',
    button: (view, person) =>
      mayLocate(view, person) && view.assessment.found?.how === 'located'
        ? opens('The child is not there after all', 'not-there', { case: view.case.reference })
        : null,
  },
  {
    group: 'outcome',
    says: 'The child is missing again, or the case was closed too soon. It goes on with everything recorded so far.',
    button: (view, person) => {
      const { closed } = readFacts(view.case.facts);
      return closed && closed.reason !== DUPLICATE && may(person, 'reopen', view.case)
        ? opens('Open the case again', 'reopen', { case: view.case.reference })
        : null;
    },
  },
];

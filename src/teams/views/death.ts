import type { CaseView } from '../../casework/casework';
import { may } from '../../domain/access/table';
import type { Role } from '../../domain/access/roles';
import { inWords } from '../../domain/calendar/date';
import { plain } from '../rendering/escape-markdown';
import { opens } from './buttons';
import type { Deed } from './more';
import { notice, type Notice } from './notice';
import { short } from './words';

/** That the child has died, by whom it was told, and that nobody is asked to look for it. */
export function deathNotices({ assessment: { died }, policy }: CaseView): Notice[] {
  // Where the name was deleted for it, the ground says so in its own words.
  if (died?.kind !== 'death-told') return [];
  const { by, known, on } = died.told;
  return [
    notice(
      'emphasis',
      'The child has died.',
      plain(policy.death.says),
      short(`Told by ${by}${on ? `, on ${inWords(on)}` : ''}. ${known}`, 400),
    ),
  ];
}

const isAmong = (some: readonly Role[], roles: readonly Role[]): boolean => some.some((role) => roles.includes(role));

/** Last among the ways in which a case ends, so that nobody comes upon it first. */
export const DEATH_DEEDS: readonly Deed[] = [
  {
    group: 'outcome',
    onDeath: true,
    says: 'When nothing is left to do, the case is closed, and nobody is asked about this child again.',
    button: ({ assessment: { open, died, onRoll }, case: { reference }, policy }, { roles }) =>
      open && died && !onRoll && policy.closing.reasons.some(({ onDeath, by }) => onDeath && isAmong(by, roles))
        ? opens('Close the case', 'close', { case: reference })
        : null,
  },
  {
    group: 'outcome',
    says: 'You were told that the child has died. The reminders of the search stop at once.',
    button: (view, person) =>
      view.assessment.open && !view.assessment.died && may(person, 'tell-death', view.case)
        ? opens('The child has died', 'death', { case: view.case.reference })
        : null,
  },
  {
    group: 'outcome',
    onDeath: true,
    says: 'It was said in error that the child has died. The case goes on from where it would stand.',
    button: (view, person) =>
      view.assessment.died && may(person, 'tell-death', view.case)
        ? opens('The child has not died', 'not-died', { case: view.case.reference })
        : null,
  },
];

import { may, type Action } from '../../domain/access/table';
import type { CaseView } from '../../casework/casework';
import type { Person } from '../../people/directory';
import { does, opens } from './buttons';
import type { Deed } from './more';

/** What can be done on a case beside what its card offers at once. A new page of a case is added here. */
export const DEEDS: readonly Deed[] = [
  {
    group: 'outcome',
    says: 'The case has ended: say how. It removes nobody from roll.',
    button: whileOpen('close', (reference) => opens('Close the case', 'close', { case: reference })),
  },
  {
    group: 'papers',
    says: 'Papers of this case: the referral form, returns and files. Those already made are there too.',
    button: (view, person) =>
      may(person, 'make-papers', view.case) ? does('Papers', 'show-papers', { reference: view.case.reference }) : null,
  },
  {
    group: 'people',
    says: 'The authority has other rules now: move this case to them, and see first what that changes.',
    button: whenUnderOtherRules,
  },
];

/** A case keeps its rules; where the authority has others by now, it can be moved to them. */
function whenUnderOtherRules(view: CaseView, person: Person): ReturnType<typeof opens> | null {
  const mayMove = view.assessment.open && may(person, 'move-policy', view.case);
  return mayMove && view.otherRules ? opens('Change the rules', 'move-policy', { case: view.case.reference }) : null;
}

/** Offered while the case is open to whoever may do it. */
function whileOpen(action: Action, button: (reference: string) => ReturnType<typeof opens>): Deed['button'] {
  return (view: CaseView, person: Person) =>
    view.assessment.open && may(person, action, view.case) ? button(view.case.reference) : null;
}

import { may, type Action } from '../../domain/access/table';
import type { CaseView } from '../../casework/casework';
import type { Person } from '../../people/directory';
import { opens } from './buttons';
import type { Deed } from './more';

/** What can be done on a case beside what its card offers at once. A new page of a case is added here. */
export const DEEDS: readonly Deed[] = [
  {
    group: 'outcome',
    says: 'The case has ended: say how. It removes nobody from roll.',
    button: whileOpen('close', (reference) => opens('Close the case', 'close', { case: reference })),
  },
];

/** Offered while the case is open to whoever may do it. */
function whileOpen(action: Action, button: (reference: string) => ReturnType<typeof opens>): Deed['button'] {
  return (view: CaseView, person: Person) =>
    view.assessment.open && may(person, action, view.case) ? button(view.case.reference) : null;
}

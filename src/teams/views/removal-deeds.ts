import type { CaseView } from '../../casework/casework';
import { may } from '../../domain/access/table';
import type { Person } from '../../people/directory';
import { opens, type Button } from './buttons';
import type { Deed } from './more';

type Offers = (view: CaseView, person: Person) => boolean;

const can =
  (...actions: Parameters<typeof may>[1][]): Offers =>
  (view, person) =>
    actions.some((action) => may(person, action, view.case));
const stands = ({ assessment: { open, onRoll, died, reportComplete } }: CaseView): boolean =>
  open && onRoll && (reportComplete || died !== null);
const { carried, enquiry } = {
  carried: (view: CaseView) => view.assessment.removal.carried,
  enquiry: (view: CaseView) => view.assessment.removal.enquiry,
};
/** Nobody concludes a search that has ended. */
const isSought = ({ assessment: { died } }: CaseView): boolean => died === null;
const isSignable: Offers = (view) =>
  enquiry(view).closedTo === null || Object.values(enquiry(view).sides).some(({ signed }) => signed);

/** What can be done about the register, each at its time and in the order of the law. */
export const REMOVAL_DEEDS: readonly Deed[] = [
  deed(
    'School and authority conclude the search together: sign for your side, or read what was signed.',
    [(view) => stands(view), isSought, isSignable, can('sign-for-school', 'sign-for-authority')],
    ({ case: { reference } }) => opens('Sign the conclusion', 'sign-conclusion', { case: reference }),
  ),
  deed(
    'What the law asks before a name may leave the register, and what is still missing.',
    [(view) => stands(view) && !carried(view).decided, isSought, can('see-grounds')],
    ({ case: { reference } }) => opens('May the name be removed?', 'removal-ground', { case: reference }),
  ),
  deed(
    'When it is time, the head teacher decides about the name. The return to the authority follows.',
    [(view) => stands(view) && !carried(view).decided && !isSought(view), can('decide-removal')],
    ({ case: { reference }, policy: { grounds } }) => {
      const ground = grounds.find(({ ends }) => ends);
      return ground
        ? opens('Decide about the name', 'removal-decide', { case: reference, ground: ground.letter })
        : null;
    },
  ),
  deed(
    'The head teacher has decided. The return goes to the authority before the name is deleted.',
    [(view) => stands(view) && carried(view).decided !== null && !carried(view).returned, can('record-removal')],
    ({ case: { reference } }) => opens('Record the deletion return', 'return-sent', { case: reference }),
  ),
  deed(
    'The return has been sent. Say when the name has been deleted from the register.',
    [(view) => stands(view) && carried(view).returned !== null, can('record-removal')],
    ({ case: { reference } }) => opens('Record that the name is deleted', 'delete-name', { case: reference }),
  ),
  deed(
    'Something has changed, and the name is to stay.',
    [(view) => stands(view) && carried(view).decided !== null, can('decide-removal')],
    ({ case: { reference } }) => opens('Withdraw the decision', 'withdraw-removal', { case: reference }),
  ),
  deed(
    'The name is deleted, and some steps are left to do. What comes next?',
    [({ assessment: { open, removal } }) => open && removal.steps.some(({ done }) => !done), can('record-removal')],
    ({ case: { reference } }) => opens('After the deletion', 'removal-step', { case: reference }),
  ),
];

function deed(says: string, when: readonly Offers[], button: (view: CaseView) => Button | null): Deed {
  return {
    group: 'register',
    onDeath: true,
    says,
    button: (view, person) => (when.every((holds) => holds(view, person)) ? button(view) : null),
  };
}

import { z } from 'zod';
import type { CaseView } from '../../casework/casework';
import { missingFromReturn } from '../../domain/case/removal/deletion-return';
import { onwardKnown } from '../../domain/case/removal/onward';
import { saying } from '../pages/deps';
import { date, heading, lines, radios, text, type Field } from '../pages/fields';
import { formView, submits } from '../pages/form';
import type { Page, Typed } from '../pages/page';
import { oneOf, typedDate, typedText } from '../pages/typed';
import { made, type PaperDeps } from './deps';

/** Characters. */
const LIMITS = { address: 300, school: 150, notKnown: 300 };

const input = z.object({
  format: oneOf(['pdf', 'csv'], 'Say in which form you need the return.'),
  futureAddress: typedText(LIMITS.address),
  futureParent: typedText(100),
  livesThereFrom: typedDate,
  nextSchool: typedText(LIMITS.school),
  startsOn: typedDate,
  notKnown: typedText(LIMITS.notKnown),
});
type Input = z.infer<typeof input>;

/** What regulation 13(4) asks for and the case does not hold: where the pupil goes, if the school knows. */
export const deletionReturn = (deps: PaperDeps): Page<Input> => ({
  id: 'deletion-return',
  needs: 'make-papers',
  input,

  async show(turn, args, shownAgain) {
    const { view } = await deps.papers.onCase(turn.person, args.case ?? '');
    return formView({
      title: 'Deletion return',
      step: view.case.reference,
      heading: 'Do you know where the pupil goes?',
      intro: [
        'What the case says of where the child is stands here already. Change what is not right, and leave empty whatever is not known.',
        'Everything else comes from the case.',
      ],
      fields: [...askedOf(view), ...FIELDS],
      values: shownAgain?.typed ?? { ...knownOnward(view), format: 'pdf' },
      errors: shownAgain?.errors,
      buttons: [submits('Make the return', 'deletion-return', args, 'next', 'positive')],
    });
  },

  // The answers go into the paper, which is kept.
  saveDraft: async () => {},

  submit: (turn, args, typed) =>
    saying(async () => {
      const kind = typed.format === 'csv' ? 'deletion-return-csv' : 'deletion-return';
      const { futureAddress: address, futureParent: parent, livesThereFrom: from } = typed;
      const onward = { address, parent, from, school: typed.nextSchool, startsOn: typed.startsOn };
      return {
        kind: 'done',
        card: await made(turn, args.case ?? '', { kind, onward, notKnown: typed.notKnown }, deps),
      };
    }),
});

/** As it was typed when the child was found; it can be changed here. */
function knownOnward({ case: { facts }, policy }: CaseView): Typed {
  const { address, from, school, startsOn } = onwardKnown(facts, policy);
  return {
    futureAddress: address.slice(0, LIMITS.address),
    livesThereFrom: from,
    nextSchool: school.slice(0, LIMITS.school),
    startsOn,
  };
}

/** Where the case does not hold all that the return has to hold, the return says so in the school’s own words. */
function askedOf({ pupil }: CaseView): Field[] {
  const missing = missingFromReturn(pupil);
  if (missing.length === 0) return [];
  return [
    heading('What the return has to hold, or say that it is not known'),
    lines('notKnown', `Not on record: ${missing.join('; ')}`, {
      optional: true,
      limit: LIMITS.notKnown,
      hint: 'Say what is known of it, or that nothing is. Better still, record it on the case first.',
    }),
  ];
}

const FIELDS: readonly Field[] = [
  heading('The new home'),
  lines('futureAddress', 'New address', { optional: true, limit: LIMITS.address }),
  text('futureParent', 'Parent with whom the pupil will live there', { optional: true }),
  date('livesThereFrom', 'From which day', { optional: true }),
  heading('The new school'),
  text('nextSchool', 'Name of the new school', { optional: true, limit: LIMITS.school }),
  date('startsOn', 'First day there', { optional: true }),
  radios('format', 'In which form', [
    { title: 'A PDF to read and send', value: 'pdf' },
    { title: 'A row for a spreadsheet (CSV)', value: 'csv' },
  ]),
];

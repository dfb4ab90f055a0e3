import { z } from 'zod';
import type { CaseView } from '../../casework/casework';
import { ctfDestination } from '../../domain/case/ctf-destination';
import { readFacts } from '../../domain/case/reading';
import { removalOf } from '../../domain/case/removal/removal-of';
import { isAuthorityNumber, isSchoolNumber, LOST, OUTSIDE } from '../../domain/case/ctf-name';
import { again, saying } from '../pages/deps';
import { radios, text, type Field } from '../pages/fields';
import { formView, submits } from '../pages/form';
import type { Page } from '../pages/page';
import { oneOf, typedText } from '../pages/typed';
import { notice } from '../views/notice';
import { made, type PaperDeps } from './deps';

const input = z.object({
  destination: oneOf(['lost', 'outside', 'school', 'authority'], 'Say where the pupil is, as far as you know.'),
  newSchool: typedText(20),
  newAuthority: typedText(20),
});
type Input = z.infer<typeof input>;

/** A Common Transfer File: it goes where the case says that the child is, and where it does not say so it is asked. */
export const transferFile = (deps: PaperDeps): Page<Input> => ({
  id: 'transfer-file',
  needs: 'make-papers',
  input,

  async show(turn, args, shownAgain) {
    const { view } = await deps.papers.onCase(turn.person, args.case ?? '');
    return formView({
      title: 'Common Transfer File',
      step: view.case.reference,
      heading: 'Where does the file go?',
      notices: [
        notice(
          'emphasis',
          'Making the file removes nobody from roll, and sends nothing.',
          'Upload it yourself through school to school (S2S), after the name has been lawfully deleted.',
        ),
      ],
      fields: FIELDS,
      values: shownAgain?.typed ?? proposed(view),
      errors: shownAgain?.errors,
      buttons: [submits('Make the file', 'transfer-file', args, 'next', 'positive')],
    });
  },

  // Two answers: there is nothing to keep half-done.
  saveDraft: async () => {},

  submit: (turn, args, { destination, newSchool, newAuthority }) =>
    saying(async () => {
      const number = newSchool.replace(/[\s/-]/g, '');
      if (destination === 'school' && !isSchoolNumber(number)) {
        return again({ newSchool: 'Give the seven digits of the new school’s DfE number, such as 3419999.' });
      }
      const authority = `${newAuthority.replace(/\s|LLLL/g, '')}LLLL`;
      if (destination === 'authority' && !isAuthorityNumber(authority)) {
        return again({ newAuthority: 'Give the three digits of the authority where the child lives, such as 383.' });
      }
      const to = { lost: LOST, outside: OUTSIDE, school: number, authority }[destination];
      const order = { kind: 'lost-pupil-ctf', destination: to } as const;
      return { kind: 'done', card: await made(turn, args.case ?? '', order, deps) };
    }),
});

function proposed({ case: { facts }, policy }: CaseView): Partial<Input> {
  const to = ctfDestination(facts);
  if (to?.why === 'school') return { destination: 'school', newSchool: `${to.lea}${to.estab}` };
  if (to && to.why !== 'lost') return { destination: 'outside' };
  if (readFacts(facts).located?.located.where === 'other-authority') return { destination: 'authority' };
  return removalOf(facts, policy)?.lost ? { destination: 'lost' } : {};
}

const FIELDS: readonly Field[] = [
  radios('destination', 'Where the pupil is', [
    { title: `Nobody knows: to the lost pupil database (${LOST})`, value: 'lost' },
    { title: `Abroad, home educated, or at an independent school (${OUTSIDE})`, value: 'outside' },
    { title: 'At another school in England or Wales that the state maintains', value: 'school' },
    { title: 'In another authority, and nobody knows yet at which school: to that authority', value: 'authority' },
  ]),
  text('newSchool', 'DfE number of the new school', {
    optional: true,
    limit: 20,
    hint: 'Seven digits; only where the pupil is at another school',
  }),
  text('newAuthority', 'Number of the other authority', {
    optional: true,
    limit: 20,
    hint: 'Three digits, such as 383; only where nobody knows the school',
  }),
];

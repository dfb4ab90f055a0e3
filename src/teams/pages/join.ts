import { z } from 'zod';
import type { CaseView } from '../../casework/casework';
import { readReference } from '../../casework/reference';
import { mayEndIn } from '../../domain/case/decide/joining';
import { readFacts } from '../../domain/case/reading';
import { shownCase } from '../shown-case';
import type { PageArgs, Turn } from '../turn';
import { notice } from '../views/notice';
import { beforeJoining, wordsMove } from '../views/join-facts';
import { choiceOf } from '../views/siblings';
import { schoolOf } from '../views/case';
import { again, saying, type PageDeps } from './deps';
import { lines, radios, text, type Field } from './fields';
import { formView, submits } from './form';
import type { Page } from './page';
import { oneOf, typedText } from './typed';

const GO_ON = ['this', 'other'] as const;

const input = z.object({
  second: typedText(40),
  reference: typedText(40),
  goesOn: oneOf(GO_ON, 'Say which case goes on.'),
  sure: typedText(300),
});
type Input = z.infer<typeof input>;

/** Two cases of one child become one: the officer says which goes on. */
export const join = (deps: PageDeps): Page<Input> => ({
  id: 'join',
  needs: 'join-cases',
  input,

  async show(turn, args, shownAgain) {
    const view = await viewToJoin(turn, args, deps);
    const { duplicates: others } = await deps.casework.duplicates.of(turn.person, view);
    const looked = await lookedAt(turn, args, others, deps);
    const offered = whichMayGoOn(view, args.looked ? [...others, ...looked].filter(isCase(args.looked)) : others);
    const fields: Field[] = [
      ...(others.length > 0 ? [radios('second', 'The other case', others.map(choice), { optional: true })] : []),
      text('reference', 'Another case, by its reference', { optional: true, limit: 40 }),
      radios(
        'goesOn',
        'Which goes on',
        [
          { title: `This one: ${view.case.reference}, ${schoolOf(view)}`, value: 'this' },
          { title: 'The other one', value: 'other' },
        ].filter(({ value }) => offered.choices.some((choice) => choice === value)),
      ),
      lines('sure', 'If name, date of birth or UPN differ: how you know that it is one child', {
        ...{ optional: true, limit: 300 },
      }),
    ];
    return formView({
      title: 'Join two cases of one child',
      step: view.case.reference,
      heading: 'Has this child two cases?',
      intro: [
        'The case that goes on keeps its own school, register and checks. What was said of the child’s safety counts in it, and the days count from the earlier first day missed.',
      ],
      notices: [
        notice(
          'emphasis',
          'The other case is closed as a duplicate.',
          'Its school is not told where the search goes on. Both histories are kept.',
        ),
        ...offered.notices,
        wordsMove(),
      ],
      sections: [...others.slice(0, MOST_SHOWN), ...looked, view].map(beforeJoining),
      fields,
      values: {
        ...(shownAgain?.typed ?? (others.length === 1 ? { second: others[0]!.case.reference } : {})),
        ...(offered.choices.length === 1 && { goesOn: offered.choices[0]! }),
      },
      errors: shownAgain?.errors,
      buttons: [submits('Join the cases', 'join', args, 'next', 'positive')],
    });
  },

  // Two answers: there is nothing to keep half-done.
  saveDraft: async () => {},

  submit: (turn, args, { second, reference, goesOn, sure }) =>
    saying(async () => {
      const other = readReference(reference === '' ? second : reference);
      if (!other) return again({ reference: 'Choose the other case, or give its reference, for example WB-7K3M-2Q.' });
      const here = args.case ?? '';
      // Nobody joins a case of which they have seen no more than its reference.
      const view = await viewToJoin(turn, args, deps);
      const { duplicates } = await deps.casework.duplicates.of(turn.person, view);
      const shown = duplicates.slice(0, MOST_SHOWN);
      if (args.looked !== other && !shown.some((one) => one.case.reference === other)) {
        await viewToJoin(turn, { case: other }, deps);
        return again({ '': READ_FIRST }, { ...args, looked: other });
      }
      const [kept, ends] = goesOn === 'this' ? [here, other] : [other, here];
      const joined = await deps.casework.duplicates.join(turn.person, kept, ends, sure);
      return { kind: 'done', card: await shownCase(joined, turn, deps) };
    }),
});

/**
 * Which may go on when this case is joined with one of the others, and why not each of them. While the other is not
 * known, both.
 */
function whichMayGoOn(view: CaseView, others: readonly CaseView[]) {
  const toThis = others.filter((other) => mayEndIn(other.case, view.case));
  const toOther = others.filter((other) => mayEndIn(view.case, other.case));
  const choices = GO_ON.filter((one) => others.length === 0 || (one === 'this' ? toThis : toOther).length > 0);
  const hasTo = (reference: string) =>
    notice(
      'accent',
      `Of the two, ${reference} has to go on.`,
      'The name of the child stands in the register of its school, and the days and duties of that register would end with the case.',
    );
  const notices = [
    ...others.filter((other) => !toThis.includes(other)).map((other) => hasTo(other.case.reference)),
    ...(toOther.length < others.length ? [hasTo(view.case.reference)] : []),
  ];
  return { choices, notices };
}

const isCase =
  (reference: string) =>
  (view: CaseView): boolean =>
    view.case.reference === reference;

/** The other case may be another school's: not even its reference is for anybody but the authority. Throws `Refusal`. */
async function viewToJoin(turn: Turn, args: PageArgs, deps: PageDeps): Promise<CaseView> {
  const view = await deps.casework.see(turn.person, args.case ?? '', 'join-cases');
  return view;
}

const MOST_SHOWN = 3;
const READ_FIRST = 'Read below what the other case says. If it is of the same child, press “Join the cases” once more.';

/** The case that was named by its reference, where it does not stand among the others. */
async function lookedAt(turn: Turn, { looked }: PageArgs, others: readonly CaseView[], deps: PageDeps) {
  if (!looked || others.slice(0, MOST_SHOWN).some((one) => one.case.reference === looked)) return [];
  return [await viewToJoin(turn, { case: looked }, deps)];
}

const choice = (view: CaseView) => choiceOf(view, view.school?.name ?? 'on no school’s roll');

const partInput = z.object({ parted: typedText(40), why: typedText(300) });

/** Takes a joining back that was made in error. */
export const part = (deps: PageDeps): Page<z.infer<typeof partInput>> => ({
  id: 'part',
  needs: 'join-cases',
  input: partInput,

  async show(turn, args, shownAgain) {
    const view = await viewToJoin(turn, args, deps);
    const choices = readFacts(view.case.facts).joined.map((fact) => ({ title: fact.reference, value: fact.reference }));
    return formView({
      title: 'Part two cases',
      step: view.case.reference,
      heading: 'Were they two children after all?',
      intro: ['The case that was closed as a duplicate is opened again. What was recorded stays on both.'],
      fields: [radios('parted', 'The case to part', choices), lines('why', 'Why', { limit: 300 })],
      values: shownAgain?.typed ?? (choices.length === 1 ? { parted: choices[0]!.value } : {}),
      errors: shownAgain?.errors,
      buttons: [submits('Part the cases', 'part', args, 'next', 'positive')],
    });
  },

  saveDraft: async () => {},

  submit: (turn, args, { parted, why }) =>
    saying(async () => {
      const reference = readReference(parted);
      if (!reference) return again({ parted: 'Choose the case to part.' });
      const view = await deps.casework.duplicates.part(turn.person, args.case ?? '', reference, why);
      return { kind: 'done', card: await shownCase(view, turn, deps) };
    }),
});

import { z } from 'zod';
import type { CaseView } from '../../../casework/casework';
import { inWords } from '../../../domain/calendar/date';
import type { Gate } from '../../../domain/case/removal/gate';
import type { PolicyPack } from '../../../domain/policy/pack';
import type { GroundCondition } from '../../../domain/policy/removal-policy';
import { plain } from '../../rendering/escape-markdown';
import { shownCase } from '../../shown-case';
import { opensCase } from '../../views/buttons';
import { notice, type Notice } from '../../views/notice';
import { again, saying, type PageDeps } from '../deps';
import { date, heading, lines, radios, ticks, words, type Field } from '../fields';
import { formView, submits } from '../form';
import type { FieldErrors, Page, Typed } from '../page';
import { requiredDate, requiredText, typedText } from '../typed';
import { gateOn, specialNotices, stillOpenFor } from './gate';
import { lower } from '../../../letters';

const NONE = 'none';
const CONFIRMED = 'decided';

const input = z.looseObject({
  special: typedText(300),
  consulted: typedText(700),
  reasons: requiredText(700, 'Give the reasons in your own words. They stay on the record.'),
  offRollOn: requiredDate('Give the day on which the name is to be deleted.'),
  confirmed: typedText(20),
});
type Input = z.infer<typeof input>;

type Asked = Extract<GroundCondition, { by: 'person' }>;
const askedOf = ({ ground }: Gate): Asked[] => ground.conditions.filter((one): one is Asked => one.by === 'person');
const answerId = (condition: Asked): string => `answer_${condition.id}`;

/** The head teacher decides: what only a person can say, the special cases, the reasons, the day. */
export const decide = (deps: PageDeps): Page<Input> => ({
  id: 'removal-decide',
  needs: 'decide-removal',
  input,

  async show(turn, args, shownAgain) {
    const view = await deps.casework.see(turn.person, args.case ?? '', 'decide-removal');
    const gate = gateOn(view, args.ground);
    const open = gate.open && !view.assessment.removal.carried.decided;
    return formView({
      title: 'The decision about the register',
      step: `${view.case.reference} · ${plain(gate.ground.citation)}`,
      heading: plain(gate.ground.title),
      intro: ['The decision is the school’s. It can be withdrawn until the name is deleted.'],
      notices: open
        ? [...othersFirst(gate, view), ...stillOpenFor(gate, view)]
        : [notice('accent', 'This cannot be decided as things stand. The name stays on the register.')],
      fields: open ? fieldsFor(gate, view) : [],
      values: shownAgain?.typed ?? valuesFor(gate, view),
      errors: shownAgain?.errors,
      buttons: [
        ...(open ? [submits('Record the decision', 'removal-decide', args, 'next')] : []),
        ...(view.assessment.died
          ? [opensCase('Open the case', view.case.reference)]
          : [submits('Back', 'removal-decide', args, 'back')]),
      ],
    });
  },

  saveDraft: async () => {},

  back: (_turn, args) => ({ page: 'removal-gate', args }),

  submit: (turn, args, typed) =>
    saying(async () => {
      const before = await deps.casework.see(turn.person, args.case ?? '', 'decide-removal');
      const gate = gateOn(before, args.ground);
      const errors = errorsIn(typed, gate);
      if (Object.keys(errors).length > 0) return again(errors);
      const view = await deps.casework.removal.decide(turn.person, args.case ?? '', {
        ground: gate.ground.letter,
        answers: answersIn(typed, gate),
        special: specialIn(typed.special),
        consulted: typed.consulted,
        reasons: typed.reasons,
        offRollOn: typed.offRollOn,
        asked: askedOf(gate)
          .map(({ asks }) => asks)
          .join('\n'),
      });
      return { kind: 'done', card: await shownCase(view, turn, deps) };
    }),
});

/** Who has to be asked first; of a child who has died nobody, and others have to hear of it. */
const othersFirst = ({ ground: { ends } }: Gate, view: CaseView): Notice[] =>
  ends ? [notice('emphasis', plain(view.policy.death.others))] : specialNotices(view);

const specialIn = (typed: string): string[] => typed.split(',').filter((id) => id !== '' && id !== NONE);

const answersIn = (typed: Input, gate: Gate): Record<string, 'yes' | 'no'> =>
  Object.fromEntries(
    askedOf(gate).flatMap((condition) => {
      const answer = typed[answerId(condition)];
      return answer === 'yes' || answer === 'no' ? [[condition.id, answer] as const] : [];
    }),
  );

function errorsIn(typed: Input, gate: Gate): FieldErrors {
  const answers = answersIn(typed, gate);
  const asked = askedOf(gate).flatMap((condition): [string, string][] => {
    const answer = answers[condition.id];
    if (!answer) return [[answerId(condition), 'Please answer with yes or no.']];
    return answer === condition.needs ? [] : [[answerId(condition), condition.otherwise]];
  });
  const special =
    typed.special === '' && !gate.ground.ends ? [['special', 'Tick what applies, or that none does.'] as const] : [];
  const contradicts =
    specialIn(typed.special).length > 0 && typed.special.split(',').includes(NONE)
      ? [['special', 'Either one of these applies, or none does.'] as const]
      : [];
  const confirmed =
    typed.confirmed === CONFIRMED ? [] : [['confirmed', 'Please confirm that you have decided.'] as const];
  return Object.fromEntries([...asked, ...special, ...contradicts, ...confirmed]);
}

const valuesFor = ({ notBefore }: Gate, { assessment }: CaseView): Typed => ({
  special: assessment.removal.special.map(({ id }) => id).join(),
  offRollOn: notBefore?.known ? notBefore.date : '',
});

const specialFields = ({ specialCases }: PolicyPack): Field[] => [
  heading('Does one of these apply to the child?'),
  ticks('special', 'Special cases', [
    ...specialCases.map(({ id, title }) => ({ title, value: id })),
    { title: 'None of these', value: NONE },
  ]),
  ...specialCases.map(({ title, consult }) => words(`${title}: ask ${lower(consult)}.`)),
  lines('consulted', 'Who was asked, when, and what they said', { optional: true, limit: 700 }),
];

function fieldsFor(gate: Gate, { policy, assessment }: CaseView): Field[] {
  return [
    ...askedOf(gate).map((condition) =>
      radios(answerId(condition), condition.asks, [
        { title: 'Yes', value: 'yes' },
        { title: 'No', value: 'no' },
      ]),
    ),
    ...(gate.ground.ends ? [] : specialFields(policy)),
    lines('reasons', 'Your reasons', { limit: 700 }),
    date('offRollOn', 'The name is to be deleted on', {
      hint: `${inWords(assessment.asOf)} or later. Never a day that is over.`,
    }),
    ticks('confirmed', 'Your decision', [
      { title: 'I have read the case, and I decide this as head teacher', value: CONFIRMED },
    ]),
  ];
}

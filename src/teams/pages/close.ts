import { z } from 'zod';
import type { CaseView } from '../../casework/casework';
import { keptFromSchool, missingFor } from '../../domain/case/closing';
import { standsOnRoll } from '../../domain/case/name';
import { leftByAnEnd } from '../../domain/case/panel-decisions';
import { isOwed } from '../../domain/case/returns';
import { whereabouts } from '../../domain/case/whereabouts';
import { readAsSearched } from '../../domain/case/last-word';
import { readFacts } from '../../domain/case/reading';
import type { LocalDate } from '../../domain/calendar/date';
import type { Closing } from '../../domain/policy/found-policy';
import type { Person } from '../../people/directory';
import { plain } from '../rendering/escape-markdown';
import { shownCase } from '../shown-case';
import { opens } from '../views/buttons';
import { notice, type Notice } from '../views/notice';
import { section, type Section } from '../views/section';
import { saying, type PageDeps } from './deps';
import { lines, radios, type Field } from './fields';
import { formView, submits } from './form';
import type { Page, Typed } from './page';
import { requiredText, typedText } from './typed';

const input = z.object({
  reason: requiredText(60, 'Say why the case is closed.'),
  closeNote: requiredText(500, 'Say in a sentence how it ended.'),
  unsentWhy: typedText(300),
});
type Input = z.infer<typeof input>;

/**
 * Ends the search. It removes nobody from roll: that is another decision, with its own grounds. Offered are the reasons
 * for which everything is on record; of the others it is said what is missing.
 */
export const close = (deps: PageDeps): Page<Input> => ({
  id: 'close',
  needs: 'close',
  input,

  async show(turn, args, shownAgain) {
    const view = await deps.casework.see(turn.person, args.case ?? '');
    const { reference } = view.case;
    const { ready, waiting } = reasonsFor(turn.person, view, turn.today);
    const { died } = view.assessment;
    return formView({
      title: 'Close the case',
      step: reference,
      heading: ready.length > 0 ? 'How did it end?' : 'Nothing ends this case yet',
      notices: [
        ...(!died ? [IN_LIFE] : ready.length > 0 ? [AFTER_DEATH] : []),
        ...stillToSend(view),
        ...stillToDo(view),
      ],
      fields:
        ready.length > 0
          ? [...fieldsOf(ready, died ? 'Who confirmed it, and when.' : WHERE_AND_WHO), ...whyUnsent(view)]
          : [],
      sections: waiting,
      values: shownAgain?.typed ?? (died ? onlyOneOf(ready) : {}),
      errors: shownAgain?.errors,
      buttons: [
        ...(ready.length > 0 ? [submits('Close the case', 'close', args, 'next', 'positive')] : []),
        ...(died ? [] : [opens('The child has been found', 'found', { case: reference })]),
      ],
    });
  },

  // Two answers, given at the end of a case: there is nothing to keep half-done.
  saveDraft: async () => {},

  submit: (turn, args, { reason, closeNote, unsentWhy }) =>
    saying(async () => {
      const view = await deps.casework.close(turn.person, args.case ?? '', reason, closeNote, unsentWhy);
      return { kind: 'done', card: await shownCase(view, turn, deps) };
    }),
});

const IN_LIFE = notice(
  'emphasis',
  'Closing a case removes nobody from roll.',
  'The clocks stop and no more alerts are sent. The record is kept, and the case can be opened again.',
);
const AFTER_DEATH = notice('emphasis', 'Nobody is asked about this child again.', 'The record is kept.');
const WHERE_AND_WHO = 'Where the pupil is, who confirmed it and when.';

/** An end does away with no return of the register, and with everybody who would remind of it. */
function stillToSend({ assessment: { returns } }: CaseView): Notice[] {
  const owed = returns.filter(isOwed).map(({ title }) => plain(title));
  return owed.length === 0
    ? []
    : [
        notice(
          'warning',
          `Not sent yet: ${owed.join(', ')}.`,
          'Send it and record it first. Once the case is closed, nobody is reminded of it, and the law still asks for it.',
        ),
      ];
}

/** What the panel decided is not undone by an end, and with it nobody is reminded of it any more. */
function stillToDo({ assessment: { decisions }, policy }: CaseView): Notice[] {
  const left = leftByAnEnd(decisions, policy).map(({ decided }) => plain(decided.title));
  return left.length === 0
    ? []
    : [
        notice(
          'warning',
          `Decided by the panel and not done: ${left.join(', ')}.`,
          'Say first that it is done, or have it withdrawn. Once the case is closed, nobody is reminded of it.',
        ),
      ];
}

const whyUnsent = ({ assessment: { returns } }: CaseView): Field[] =>
  returns.some(isOwed)
    ? [lines('unsentWhy', 'Why it is closed before that is sent', { limit: 300, hint: 'It stays on the record.' })]
    : [];

const fieldsOf = (ready: readonly Closing[], hint: string): Field[] => [
  radios(
    'reason',
    'Reason',
    ready.map(({ id, title }) => ({ title: plain(title), value: id })),
  ),
  lines('closeNote', 'How it ended', { limit: 500, hint }),
];

/** Nobody has to say once more how a child's case ends of whom it is on record that the child has died. */
const onlyOneOf = ([only, ...others]: readonly Closing[]): Typed =>
  only && others.length === 0 ? { reason: only.id } : {};

/** What this person may say of how the case ended: what can be said now, and what waits for something. */
function reasonsFor(
  person: Person,
  { assessment: { died }, case: { facts }, calendar, policy }: CaseView,
  today: LocalDate,
) {
  const { way } = readFacts(facts);
  const onRoll = standsOnRoll(way, facts);
  const theirs = policy.closing.reasons.filter(
    ({ by, needs, onDeath }) =>
      (onDeath || !died) &&
      by.some((role) => person.roles.includes(role)) &&
      needs.every((need) => need.kind !== 'way' || need.ways.includes(way)) &&
      needs.every((need) => need.kind !== 'on-roll' || onRoll),
  );
  const standing = { facts, calendar, policy, today };
  const missing = (closing: Closing) => {
    const kept = keptFromSchool(closing, person.roles, standing);
    return kept ? [kept] : missingFor(closing, standing);
  };
  const ready = theirs.filter((closing) => missing(closing).length === 0);
  // What needs the child to be somewhere else is no way to end this case; it is said once, while nobody knows where.
  const where = whereabouts(readAsSearched(facts, policy), calendar, policy, today)?.located.where;
  const fits = ({ needs }: Closing) =>
    needs.every((need) => need.kind !== 'located' || (where !== undefined && need.at.includes(where)));
  const rest = {
    ...Object.fromEntries(
      theirs
        .filter((closing) => !ready.includes(closing) && fits(closing))
        .map((closing) => [plain(closing.title), plain(missing(closing)[0]!)]),
    ),
    ...(where === undefined &&
      !died && {
        'The child is somewhere else': 'First press “The child has been found”, and say where.',
      }),
  };
  const waiting: Section[] =
    Object.keys(rest).length > 0
      ? [section(died ? 'What comes first' : 'Other ways to end, and what comes first', rest)]
      : [];
  return { ready, waiting };
}

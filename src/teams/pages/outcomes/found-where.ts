import { z } from 'zod';
import type { CaseView } from '../../../casework/casework';
import type { LocalDate } from '../../../domain/calendar/date';
import { isOffered, meaningOf, notAPlaceHere } from '../../../domain/case/place-offered';
import type { FollowUp } from '../../../domain/case/facts/outcome-facts';
import type { FoundPlace, FoundStep } from '../../../domain/policy/found-policy';
import { Refusal } from '../../../errors';
import type { Person } from '../../../people/directory';
import { shownCase } from '../../shown-case';
import type { PageArgs } from '../../turn';
import { plain } from '../../rendering/escape-markdown';
import { dayError, firstDayOfSeeing } from '../day-bounds';
import { again, saying, type PageDeps } from '../deps';
import { evidenceErrors, evidenceField, evidenceOf } from '../evidence-fields';
import { date, heading, lines, text, type Field } from '../fields';
import { formView, submits } from '../form';
import type { FieldErrors, Page } from '../page';
import { requiredDate, requiredText, typedDate, typedText } from '../typed';

const input = z.looseObject({
  on: requiredDate('Give the day since which this is known.'),
  by: requiredText(100, 'Say who knows it.'),
  note: typedText(500),
});
type Input = z.infer<typeof input>;

/** What this place needs to be known: its own questions, and what has been done about it already. */
export const foundWhere = (deps: PageDeps): Page<Input> => ({
  id: 'found-where',
  needs: 'record-location',
  input,

  async show(turn, args, shownAgain) {
    const view = await deps.casework.see(turn.person, args.case ?? '');
    const place = placeIn(args, view);
    return formView({
      title: 'The child has been found',
      step: view.case.reference,
      heading: plain(place.title),
      intro: [plain(meaningOf(place, view.assessment)), plain(place.citation)],
      fields: [
        ...place.asks.map((field) => evidenceField(field)),
        date('on', 'Since which day you know it'),
        text('by', 'Who told you, or who has seen the child', { limit: 100 }),
        ...stepsAskedAtOnce(place, view, turn.person).flatMap(stepFields),
        lines('note', 'Anything else', { optional: true, limit: 500 }),
      ],
      values: shownAgain?.typed ?? { on: turn.today },
      errors: shownAgain?.errors,
      buttons: [submits('Save', 'found-where', args, 'next', 'positive'), submits('Back', 'found-where', args, 'back')],
    });
  },

  // Told in one go, like a sighting.
  saveDraft: async () => {},

  submit: (turn, args, typed) =>
    saying(async () => {
      const before = await deps.casework.see(turn.person, args.case ?? '');
      const place = placeIn(args, before);
      const details = evidenceOf(typed, place.asks);
      const asked = stepsAskedAtOnce(place, before, turn.person).map((step) =>
        readStep(step, typed, (day) => dayError(day, firstDayOfSeeing(before), turn.today)),
      );
      const wrongDay = dayError(typed.on, firstDayOfSeeing(before), turn.today);
      const errors: FieldErrors = {
        ...evidenceErrors(details, place.asks, ({ label }) => `Please fill in “${label}”.`),
        ...Object.fromEntries(asked.flatMap((step) => Object.entries(step.errors))),
        ...(wrongDay && { on: wrongDay }),
      };
      if (Object.keys(errors).length > 0) return again(errors);
      const { on, by, note } = typed;
      const located = { where: place.id, on, by, note, details };
      const steps = asked.flatMap(({ done }) => done ?? []);
      const view = await deps.casework.outcomes.locate(turn.person, args.case ?? '', located, steps);
      return { kind: 'done', card: await shownCase(view, turn, deps) };
    }),

  back: (_turn, args) => ({ page: 'found', args }),
});

function placeIn(args: PageArgs, { policy, assessment }: CaseView): FoundPlace {
  const place = policy.found.places.find(({ id }) => id === args.where);
  if (!place) throw new Refusal('refused', 'Say first where the child is.');
  if (!isOffered(place, assessment)) throw new Refusal('refused', notAPlaceHere(place));
  return place;
}

/** Steps that are often done by the time that the place is told, for whoever may record them. */
const stepsAskedAtOnce = (place: FoundPlace, { policy }: CaseView, person: Person): FoundStep[] =>
  policy.found.steps.filter(
    ({ id, askedAtOnce, by }) =>
      askedAtOnce && place.steps.includes(id) && by.some((role) => person.roles.includes(role)),
  );

const stepFields = ({ id, title }: FoundStep): Field[] => [
  heading(plain(title)),
  text(`${id}_who`, 'If done: with whom', {
    optional: true,
    limit: 100,
    hint: 'A name and a post. Leave it empty if it is still to be done.',
  }),
  date(`${id}_on`, 'On which day', { optional: true }),
];

/** Filled in, it is done with the first answer that settles it. */
function readStep(
  step: FoundStep,
  typed: Input,
  wrongWith: (day: LocalDate) => string | null,
): { done: FollowUp | null; errors: Record<string, string> } {
  const who = typedText(100).safeParse(typed[`${step.id}_who`]).data ?? '';
  const day = typedDate.safeParse(typed[`${step.id}_on`] ?? '');
  if (!day.success) return { done: null, errors: { [`${step.id}_on`]: day.error.issues[0]!.message } };
  const on = day.data;
  if (who === '' && on === null) return { done: null, errors: {} };
  if (who === '') return { done: null, errors: { [`${step.id}_who`]: 'Say with whom, or leave the day empty too.' } };
  if (on === null) return { done: null, errors: { [`${step.id}_on`]: 'Give the day, or leave the name empty too.' } };
  const wrong = wrongWith(on);
  if (wrong) return { done: null, errors: { [`${step.id}_on`]: wrong } };
  const answer = step.answers.find(({ settles }) => settles)!.id;
  return { done: { step: step.id, answer, on, who, note: '' }, errors: {} };
}

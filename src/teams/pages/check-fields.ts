import { z } from 'zod';
import type { CheckRecord, Fact } from '../../domain/case/fact';
import type { ChecklistItem, PolicyPack } from '../../domain/policy/pack';
import { evidenceErrors, evidenceField, evidenceOf, evidenceValues } from './evidence-fields';
import { choice, date, lines, text, time, type Choice, type Field } from './fields';
import type { FieldErrors, Typed } from './page';
import { oneOfOrNone, typedDate, typedText, typedTime } from './typed';

/** Chosen in place of an outcome; the note is then the reason. */
export const SKIP = 'skip';

const METHODS = [
  'Telephone',
  'Text message',
  'E-mail',
  'Letter',
  'Visit',
  'In person',
  'Looked up in records',
  'Other',
];

const choicesOf = (labels: readonly string[]): Choice[] => labels.map((label) => ({ title: label, value: label }));

/** The questions of one item: what is asked of every check, and the evidence that this one wants. */
export const checkFields = (item: ChecklistItem, { outcomes }: PolicyPack): Field[] => [
  choice('outcome', 'What came of it', [
    ...item.outcomes.map((id) => ({ title: outcomes.find((outcome) => outcome.id === id)?.label ?? id, value: id })),
    ...(item.skippable ? [{ title: 'Skip this check (give the reason in the note)', value: SKIP }] : []),
  ]),
  date('on', 'Date'),
  time('time', 'Time', { optional: true }),
  choice('method', 'How', choicesOf(METHODS), { optional: true }),
  text('spokeTo', 'Who was spoken to', { optional: true, limit: 100 }),
  ...item.evidence.map((field) => evidenceField(field)),
  lines('note', 'Note', { optional: true, limit: 700 }),
  text('nextAction', 'What happens next', { optional: true, limit: 200 }),
];

/** What every check is made of; the evidence differs from item to item and is read with the item at hand. */
export const checkInput = z.looseObject({
  outcome: typedText(60),
  on: typedDate,
  time: typedTime,
  method: oneOfOrNone(METHODS).transform((method) => method ?? ''),
  spokeTo: typedText(100),
  note: typedText(700),
  nextAction: typedText(200),
});
export type CheckInput = z.infer<typeof checkInput>;

/** Either the record, or a message for each field that keeps it from being one. */
export function readCheck(typed: CheckInput, item: ChecklistItem): CheckRecord | { readonly errors: FieldErrors } {
  const { outcome, on, time: at, method, spokeTo, note, nextAction } = typed;
  const evidence = evidenceOf(typed, item.evidence);
  const settles = item.settles.includes(outcome);
  const errors: Record<string, string> = {
    ...evidenceErrors(evidence, item.evidence, ({ label }) =>
      settles ? `Fill in “${label}”, or choose an outcome that leaves the check open.` : null,
    ),
  };
  if (!item.outcomes.includes(outcome)) errors.outcome = 'Choose what came of it.';
  if (!on) errors.on = 'Give the day on which it was done.';
  if (!on || Object.keys(errors).length > 0) return { errors };
  return { outcome, on, at, method, spokeTo, note, nextAction, evidence, asked: item.asks };
}

/** What was recorded last, as values of the inputs, so that a second try adds to the first. */
export function valuesOf(fact: Fact | undefined): Typed {
  if (fact?.kind !== 'check-recorded') return {};
  return evidenceValues(fact.check.evidence);
}

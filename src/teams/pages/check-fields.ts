import { z } from 'zod';
import type { CheckRecord, Fact } from '../../domain/case/fact';
import type { ChecklistItem, PolicyPack } from '../../domain/policy/pack';
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

const evidenceId = (id: string): string => `evidence_${id}`;
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

function evidenceField(field: ChecklistItem['evidence'][number]): Field {
  const options = { optional: !field.required };
  const id = evidenceId(field.id);
  if (field.kind === 'date') return date(id, field.label, options);
  if (field.kind === 'long-text') return lines(id, field.label, options);
  if (field.kind === 'text') return text(id, field.label, { ...options, limit: 200 });
  return choice(
    id,
    field.label,
    field.choices.map((one) => ({ title: one.label, value: one.id })),
    options,
  );
}

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
  const evidence = evidenceOf(typed, item);
  const settles = item.settles.includes(outcome);
  const errors: Record<string, string> = {};
  if (!item.outcomes.includes(outcome)) errors.outcome = 'Choose what came of it.';
  if (!on) errors.on = 'Give the day on which it was done.';
  for (const field of item.evidence) {
    const id = evidenceId(field.id);
    const value = evidence[field.id] ?? '';
    if (settles && field.required && value === '')
      errors[id] = `Fill in “${field.label}”, or choose an outcome that leaves the check open.`;
    if (field.kind === 'date' && !typedDate.safeParse(value).success)
      errors[id] = 'There is no such day. Give a date such as 27/04/2026.';
    if (field.kind === 'choice' && value !== '' && !field.choices.some((one) => one.id === value))
      errors[id] = 'Choose one of those listed.';
    if (value.length > limitOf(field.kind)) errors[id] = `Please keep this to ${limitOf(field.kind)} characters.`;
  }
  if (!on || Object.keys(errors).length > 0) return { errors };
  return { outcome, on, at, method, spokeTo, note, nextAction, evidence, asked: item.asks };
}

const limitOf = (kind: string): number => (kind === 'long-text' ? 500 : 200);

function evidenceOf(typed: CheckInput, item: ChecklistItem): Record<string, string> {
  const given = item.evidence.map(({ id }) => [id, typed[evidenceId(id)]] as const);
  return Object.fromEntries(
    given.flatMap(([id, value]) => (typeof value === 'string' && value.trim() !== '' ? [[id, value.trim()]] : [])),
  );
}

/** What was recorded last, as values of the inputs, so that a second try adds to the first. */
export function valuesOf(fact: Fact | undefined): Typed {
  if (fact?.kind !== 'check-recorded') return {};
  const evidence = Object.entries(fact.check.evidence).map(([id, value]) => [evidenceId(id), value] as const);
  return Object.fromEntries(evidence);
}

import type { EvidenceField } from '../../domain/policy/pack';
import { choice, date, lines, text, type Field } from './fields';
import type { FieldErrors, Typed } from './page';
import { typedDate } from './typed';

/** Questions that stand in the policy pack, as inputs of a page. */

export const evidenceId = (id: string): string => `evidence_${id}`;

export function evidenceField(field: EvidenceField): Field {
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

/** What was answered, by the id of the question; a day is kept as a day, however it was typed. */
export function evidenceOf(
  typed: Readonly<Record<string, unknown>>,
  fields: readonly EvidenceField[],
): Record<string, string> {
  return Object.fromEntries(
    fields.flatMap(({ id, kind }) => {
      const value = typed[evidenceId(id)];
      if (typeof value !== 'string' || value.trim() === '') return [];
      const day = kind === 'date' ? typedDate.safeParse(value).data : null;
      return [[id, day ?? value.trim()]];
    }),
  );
}

/** What is wrong with an answer, whatever it is for. `missing`: said where a required one was left out. */
export function evidenceErrors(
  evidence: Readonly<Record<string, string>>,
  fields: readonly EvidenceField[],
  missing: (field: EvidenceField) => string | null,
): FieldErrors {
  const errors: Record<string, string> = {};
  for (const field of fields) {
    const value = evidence[field.id] ?? '';
    const wrong = value === '' ? (field.required ? missing(field) : null) : wrongWith(value, field);
    if (wrong) errors[evidenceId(field.id)] = wrong;
  }
  return errors;
}

function wrongWith(value: string, field: EvidenceField): string | null {
  const day = field.kind === 'date' ? typedDate.safeParse(value) : null;
  if (day?.error) return day.error.issues[0]!.message;
  if (field.kind === 'choice' && !field.choices.some((one) => one.id === value)) return 'Choose one of those listed.';
  const limit = field.kind === 'long-text' ? 500 : 200;
  return value.length > limit ? `Please keep this to ${limit} characters.` : null;
}

/** Answers as values of the inputs. */
export const evidenceValues = (evidence: Readonly<Record<string, string>>): Typed =>
  Object.fromEntries(Object.entries(evidence).map(([id, value]) => [evidenceId(id), value]));

import { inWords, LocalDateSchema } from '../../domain/calendar/date';
import type { Located } from '../../domain/case/facts/outcome-facts';
import type { EvidenceField, PolicyPack } from '../../domain/policy/pack';
import { section, type Section } from './section';
import { short } from './words';

/** Where the child was found, as it was told. */
export function locationSection(
  { where, on, by, details, note }: Located,
  policy: PolicyPack,
  title = 'Where the child is',
): Section {
  const place = policy.found.places.find(({ id }) => id === where);
  return section(title, {
    Place: short(place?.title ?? where, 120),
    ...Object.fromEntries((place?.asks ?? []).map((field) => [field.label, inPlainWords(details[field.id], field)])),
    'Known since': inWords(on),
    'Told by': short(by, 100),
    Note: short(note, 300),
  });
}

/** An answer to a question of the policy, safe to show. */
export function inPlainWords(value: string | undefined, { kind, choices }: EvidenceField): string {
  if (!value) return '';
  const day = kind === 'date' ? LocalDateSchema.safeParse(value).data : undefined;
  return day ? inWords(day) : short(choices.find(({ id }) => id === value)?.label ?? value, 200);
}

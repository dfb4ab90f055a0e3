import type { CaseView } from '../../casework/casework';
import { readReference } from '../../casework/reference';
import { takesShared } from '../../casework/shared-check';
import type { ChecklistItem } from '../../domain/policy/pack';
import type { Turn } from '../turn';
import { choiceOf } from '../views/siblings';
import type { PageDeps } from './deps';
import { ticks, type Field } from './fields';

/** The ticks for brothers and sisters on whose cases the same visit is recorded. */
export const SHARED = 'also';

export const ONE_BY_ONE =
  'Whether a child was found is recorded for each child alone. Take these ticks away, and record it on each case.';

/** Nothing where the check is not one for several, or no linked case takes it from this person. */
export async function shareFields(turn: Turn, view: CaseView, item: ChecklistItem, deps: PageDeps): Promise<Field[]> {
  if (!item.shareable) return [];
  const { linked } = await deps.casework.siblings.of(turn.person, view);
  const takers = linked.filter((one) => takesShared(turn.person, item.id, one));
  if (takers.length === 0) return [];
  const choices = takers.map((one) => choiceOf(one));
  return [ticks(SHARED, 'Record the same visit for', choices, { optional: true })];
}

export function sharedWith({ [SHARED]: ticked }: Readonly<Record<string, unknown>>): string[] {
  return typeof ticked === 'string' ? ticked.split(',').filter((one) => readReference(one) !== null) : [];
}

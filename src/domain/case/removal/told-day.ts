import { addDays, inWords, LocalDateSchema, type LocalDate } from '../../calendar/date';
import type { Ground, ToldDayCondition } from '../../policy/removal-policy';
import type { Finding, Known } from './conditions';

/** The day that one ground waits for, as it stands on the case with the place where the child was found. */
export interface ToldDay {
  /** Null while it is not told. */
  readonly on: LocalDate | null;
  /** The first day on which the name may go; null while the day is not told. */
  readonly from: LocalDate | null;
  /** What to put on record, in the words in which the policy asks for it. */
  readonly asked: string;
}

/** Null for a ground that waits for no such day. */
export function toldDayOf({ conditions }: Ground, known: Known): ToldDay | null {
  const condition = conditions.find((one): one is ToldDayCondition => one.by === 'told-day');
  if (!condition) return null;
  const { located } = known;
  const details = located?.located.where === condition.place ? located.located.details : {};
  const on = LocalDateSchema.safeParse(details[condition.field]).data ?? null;
  const from = on && condition.lawfulFrom === 'day-after' ? addDays(on, 1) : on;
  return { on, from, asked: inPolicysWords(condition, known) };
}

function inPolicysWords({ place, field }: ToldDayCondition, { policy }: Known): string {
  const asks = policy.found.places.find(({ id }) => id === place);
  const day = asks?.asks.find(({ id }) => id === field);
  return `“${asks?.title ?? ''}”, with “${day?.label ?? ''}”`;
}

/** Before its day the other register or the notice holds nothing. */
export function hasCome(day: ToldDay | null, asOf: LocalDate): Finding {
  if (!day?.on || !day.from)
    return { state: 'missing', says: `Say on the case that the child has been found: ${day?.asked ?? 'and where'}.` };
  return asOf < day.from
    ? {
        state: 'missing',
        says: `Not before ${inWords(day.from)}: the day on record is ${inWords(day.on)}. If another day holds now, say on the case once more that the child has been found: ${day.asked}.`,
      }
    : { state: 'met', says: `The day on record is ${inWords(day.on)}.` };
}

import { addDays, addYears, laterOf, type LocalDate } from '../calendar/date';
import type { PolicyPack } from '../policy/pack';
import type { Standing } from './standing';

/** Which of the two periods keeps a case the longest. */
export type KeptBy = 'years-from-closing' | 'birthday';

/** What becomes of a case on a day, and why. */
export type Fate =
  /** Its time is over: it may be deleted since this day. */
  | { readonly kind: 'goes'; readonly since: LocalDate; readonly by: KeptBy }
  /** `last`: the last day on which it is kept. */
  | { readonly kind: 'stays'; readonly last: LocalDate; readonly by: KeptBy }
  /**
   * Nobody can say when its time is over, and a person must decide: a risk was named and no date of birth, or whether one
   * was named cannot be read.
   */
  | { readonly kind: 'undecided'; readonly why: 'no-birthday' | 'no-rules' }
  | { readonly kind: 'open' }
  /** Nothing is deleted while somebody has forbidden it. */
  | { readonly kind: 'on-hold' };

type Schedule = PolicyPack['retention'];

/**
 * What becomes of the cases of one child that were joined: they are one history and go together. An open one, a hold on
 * one and a risk named on one are so for all of them, and time runs from the last closing of all.
 */
export function fateOf(together: readonly Standing[], schedule: Schedule, today: LocalDate): Fate {
  if (together.some(({ onHold }) => onHold)) return { kind: 'on-hold' };
  const closings = together.flatMap(({ closedOn }) => closedOn ?? []);
  if (closings.length < together.length) return { kind: 'open' };
  if (together.some(({ unread }) => unread)) return { kind: 'undecided', why: 'no-rules' };
  const kept = keptUpTo(latestOf(closings)!, together, schedule);
  if (kept === null) return { kind: 'undecided', why: 'no-birthday' };
  return kept.last < today ? { kind: 'goes', since: addDays(kept.last, 1), by: kept.by } : { kind: 'stays', ...kept };
}

/** The last day, itself included, on which they are kept; null where that cannot be said. */
function keptUpTo(closedOn: LocalDate, together: readonly Standing[], { closing, safeguarding }: Schedule) {
  const years = { last: addYears(closedOn, closing.years), by: 'years-from-closing' } as const;
  if (!together.some(({ flagged }) => flagged)) return years;
  // Where two dates of birth are on record, the later one keeps longer.
  const born = latestOf(together.flatMap((one) => one.born ?? []));
  if (born === null) return null;
  const birthday = { last: addYears(born, safeguarding.birthday), by: 'birthday' } as const;
  return birthday.last > years.last ? birthday : years;
}

const latestOf = (days: readonly LocalDate[]): LocalDate | null =>
  days.reduce<LocalDate | null>((last, day) => (last === null ? day : laterOf(last, day)), null);

import type { LocalDate } from '../calendar/date';
import type { PolicyPack } from '../policy/pack';
import { monthBefore, monthOf } from '../summary/period';

/**
 * Whether the count of a day may be told rounded: a census date of the DfE's, or the last day of a month, once it is
 * over. Of any two days one after the other, what is different would tell of the child that came or went.
 */
export const isToldRounded = (day: LocalDate, today: LocalDate, { dfe }: PolicyPack): boolean =>
  day < today && (monthOf(day).to === day || dfe.census.days.includes(day));

/** The last of these days. `pack`: the rules that hold today. */
export const lastToldRounded = (today: LocalDate, { dfe }: PolicyPack): LocalDate =>
  [monthBefore(today).to, ...dfe.census.days.filter((day) => day < today)].toSorted().at(-1)!;

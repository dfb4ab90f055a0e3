import type { LocalDate } from './date';

/** The calendar year in which the school year of a day began: on 1 September, to end on 31 August. */
export const schoolYearBegan = (day: LocalDate): number => Number(day.slice(0, 4)) - (day.slice(5) >= '09-01' ? 0 : 1);

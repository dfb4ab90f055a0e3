import { inWords, type LocalDate } from '../calendar/date';

/** `9 March 2016`: nobody needs the weekday of a birth. Empty where it is not known. */
export const birthInWords = (date: LocalDate | null): string => (date ? inWords(date).replace(/^\S+ /, '') : '');

/** Empty where it is not known. */
export const yearInWords = (yearGroup: string | null): string =>
  yearGroup === null ? '' : yearGroup === 'R' ? 'Reception' : `Year ${yearGroup}`;

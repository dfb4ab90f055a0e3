import { addDays, inWords, type LocalDate } from '../../domain/calendar/date';
import type { Reach } from '../../domain/calendar/school-calendar';
import { ROLE_NAMES, type Role } from '../../domain/access/roles';
import { anyOf } from '../../letters';
import { plain } from '../rendering/escape-markdown';

export { anyOf };

/** One line of what people typed, cut to length and safe to show in a TextBlock. */
export function short(text: string, length = 200): string {
  const characters = [...text.replace(/\s+/g, ' ').trim()];
  const cut =
    characters.length > length
      ? `${characters
          .slice(0, length - 1)
          .join('')
          .trimEnd()}…`
      : characters.join('');
  return plain(cut);
}

/** `today, Mon 27 April 2026`. */
export function dayInWords(date: LocalDate, today: LocalDate): string {
  if (date === today) return `today, ${inWords(date)}`;
  if (date === addDays(today, 1)) return `tomorrow, ${inWords(date)}`;
  if (date === addDays(today, -1)) return `yesterday, ${inWords(date)}`;
  return inWords(date);
}

/** A day that may lie beyond what the calendar knows: then that is said, and no date is made up. */
export function reachInWords(reach: Reach, today: LocalDate): string {
  if (reach.known) return dayInWords(reach.date, today);
  return reach.calendarEnds
    ? `not known: the school's calendar ends on ${inWords(reach.calendarEnds)}`
    : 'not known: the school has no term dates yet';
}

/** `Due today, …`, `Was due …`, as a sentence. */
export function dueInWords(due: Reach | null, today: LocalDate): string {
  if (!due) return 'No fixed day';
  if (!due.known) return `Due day ${reachInWords(due, today)}`;
  return due.date < today ? `Was due ${dayInWords(due.date, today)}` : `Due ${dayInWords(due.date, today)}`;
}

export const count = (number: number, one: string, many = `${one}s`): string =>
  `${number} ${number === 1 ? one : many}`;

/** `the one and the other`. */
export const allOf = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;

/** In the middle of a sentence: `education welfare officer`. */
export const roleInWords = (role: Role): string => ROLE_NAMES[role].toLowerCase();

export const rolesInWords = (roles: readonly Role[]): string => anyOf(roles.map(roleInWords));

/** Parts that make a sentence each, one after the other; what ends as people typed it gets no second stop. */
export const inSentences = (...parts: readonly string[]): string =>
  parts
    .filter((part) => part !== '')
    .reduce((told, part) => (told === '' ? part : `${told}${/[.!?…]$/.test(told) ? ' ' : '. '}${part}`), '');

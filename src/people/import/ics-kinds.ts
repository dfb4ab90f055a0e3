import type { CalendarEntry } from '../directory';
import { KINDS } from './calendar-csv';

export type IcsKind = CalendarEntry['kind'] | 'term-starts' | 'term-ends';

/** A day called "Spring term disco" is not a term. */
const SHORTEST_TERM_DAYS = 8;

const STARTS = /\bterm\b.*\b(starts?|begins?|first day|opens?)\b|\b(start|beginning|first day) of\b.*\bterm\b/i;
const ENDS = /\bterm\b.*\b(ends?|last day|finish(es)?|closes?)\b|\b(end|last day) of\b.*\bterm\b/i;

/** What an event of a school's calendar is; null when it is no term date. A category says it best. */
export function kindOf(title: string, categories: readonly string[], days: number): IcsKind | null {
  const category = categories.map((name) => name.trim().toLowerCase().replace(/\s+/g, '-'));
  const named = KINDS.find((kind) => category.includes(kind));
  if (named !== undefined) return named;
  if (/\binset\b|\b(staff )?training day\b|\bprofessional development day\b/i.test(title)) return 'inset';
  if (/\bhalf[\s-]*term\b/i.test(title)) return /\b(starts?|begins?|ends?)\b/i.test(title) ? null : 'half-term';
  if (STARTS.test(title)) return 'term-starts';
  if (ENDS.test(title)) return 'term-ends';
  if (/\bterm\b/i.test(title) && days >= SHORTEST_TERM_DAYS) return 'term';
  if (/\bschool (is )?closed\b|\bclosures?\b|\bclosed to pupils\b/i.test(title)) return 'closure';
  return null;
}

import { daysBetween, inWords, isWeekend, isWithin } from '../../domain/calendar/date';
import { schoolYearOf } from '../../domain/calendar/entries';
import type { CalendarEntry } from '../directory';
import type { Row } from './csv';
import { duplicates } from './duplicates';
import type { Problem } from './problem';

/** Whose dates they are: the authority's own, or those of one of its schools. */
export const ownerOf = ({ authority, school }: Pick<CalendarEntry, 'authority' | 'school'>): string =>
  `${authority} ${school ?? ''}`;

type CalendarRow = Row<CalendarEntry>;

const LONGEST_ENTRY_DAYS = 366;

/**
 * What is wrong with rows that are right each in itself. `staying` are the entries that the rows do not replace: the
 * INSET days of a school have to lie in terms that its authority has entered before.
 */
export function calendarProblems(rows: readonly CalendarRow[], staying: readonly CalendarEntry[]): Problem[] {
  const backwards = rows.filter(({ value }) => value.to < value.from);
  const sound = rows.filter(({ value }) => value.to >= value.from);
  const tooLong = sound.filter(({ value }) => daysBetween(value.from, value.to) > LONGEST_ENTRY_DAYS);
  const entries = [...sound.map(({ value }) => value), ...staying];
  return [
    ...backwards.map(({ line, value }) => at(line, 'to', `The last day is before the first, ${inWords(value.from)}.`)),
    ...tooLong.map(({ line }) => at(line, 'to', 'From the first day to the last is more than a year.')),
    ...duplicates(sound, 'kind', sameness, 'The same entry'),
    ...overlappingTerms(sound),
    ...sound.filter(({ value }) => value.kind !== 'term').flatMap((row) => outsideTerm(row, entries)),
  ];
}

const at = (line: number, column: string, says: string): Problem => ({ line, column, says });

const sameness = (entry: CalendarEntry): string => `${ownerOf(entry)} ${entry.kind} ${entry.from} ${entry.to}`;

function overlappingTerms(rows: readonly CalendarRow[]): Problem[] {
  const terms = rows.filter(({ value }) => value.kind === 'term');
  return terms.flatMap((row, index) => {
    const earlier = terms
      .slice(0, index)
      .find(
        ({ value }) =>
          ownerOf(value) === ownerOf(row.value) && value.from <= row.value.to && row.value.from <= value.to,
      );
    if (earlier === undefined || sameness(earlier.value) === sameness(row.value)) return [];
    return [at(row.line, 'from', `This term overlaps with the term in line ${earlier.line}.`)];
  });
}

/** Half-terms, INSET days and closures take school days away, which there are only in term. */
function outsideTerm({ line, value }: CalendarRow, entries: readonly CalendarEntry[]): Problem[] {
  const terms = termsFor(value, entries);
  const year = schoolYearOf(value.from);
  if (terms.length === 0) {
    const says = `No term of the school year ${year}/${year + 1} is entered for it. Import the term dates before or in the same file.`;
    return [at(line, 'from', says)];
  }
  if (!terms.some((term) => isWithin(value.from, term) && isWithin(value.to, term))) {
    const what = value.from === value.to ? `${inWords(value.from)} is` : 'These days are';
    return [at(line, 'from', `${what} not within a term.`)];
  }
  if (value.kind === 'inset' && isWeekend(value.from)) {
    return [at(line, 'from', `${inWords(value.from)} is at a weekend: an INSET day takes a school day away.`)];
  }
  return [];
}

/** A school's own terms of that school year; where it has none, those of its authority. */
function termsFor(entry: CalendarEntry, entries: readonly CalendarEntry[]): CalendarEntry[] {
  const ofYear = entries.filter(
    ({ kind, authority, from }) =>
      kind === 'term' && authority === entry.authority && schoolYearOf(from) === schoolYearOf(entry.from),
  );
  const own = ofYear.filter(({ school }) => school === entry.school);
  return own.length > 0 ? own : ofYear.filter(({ school }) => school === null);
}

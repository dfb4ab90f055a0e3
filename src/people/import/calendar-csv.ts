import { z } from 'zod';
import type { CalendarEntry } from '../directory';
import { readCsv, type Row, type Rows } from './csv';
import { authorityCode, day, note, urnOrNone } from './fields';

export const KINDS = ['term', 'half-term', 'inset', 'closure'] as const;

const CalendarRow = z.strictObject({
  authority: authorityCode,
  school_urn: urnOrNone,
  kind: z.enum(KINDS, `The kind is one of ${KINDS.join(', ')}.`),
  from: day,
  to: z.union([z.literal('').transform(() => null), day]).default(null),
  note,
});

/**
 * Term dates from a CSV file with the columns
 * - `authority`: code of three digits;
 * - `school_urn`: empty for dates that hold for every school of the authority;
 * - `kind`: `term`, `half-term`, `inset` (training day) or `closure` (unplanned: snow, a polling station);
 * - `from`, `to`: first and last day, as 2026-04-27 or 27/04/2026; `to` may be empty for a single day;
 * - `note`: shown on cards; may be empty.
 *
 * The rows of one school, or of the authority itself, take the place of all rows that it had before.
 */
export function parseCalendarCsv(text: string): Rows<CalendarEntry> {
  const { rows, problems } = readCsv(text, CalendarRow);
  return { rows: rows.map(asEntry), problems };
}

const asEntry = ({ line, value }: Row<z.output<typeof CalendarRow>>): Row<CalendarEntry> => ({
  line,
  value: {
    authority: value.authority,
    school: value.school_urn,
    kind: value.kind,
    from: value.from,
    to: value.to ?? value.from,
    note: value.note,
  },
});

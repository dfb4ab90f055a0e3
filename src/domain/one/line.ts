import type { LocalDate } from '../calendar/date';
import type { ONE_DATES } from '../policy/one-policy';
import { type OneColumn, type OnePolicy } from '../policy/one-policy';
import { ONE_DAYS, type Change, type OneRecord } from './values';

/** A record as the columns of the pack have it. */
export interface OneLine {
  /** A cell a column; null where the change is written, which is known once it is known what One has. */
  readonly cells: readonly (string | null)[];
  /** Headings under which something is required and there is nothing to write: such a line is not sent. */
  readonly lacks: readonly string[];
}

export function lineOf(record: OneRecord, mapping: OnePolicy): OneLine {
  const read = mapping.columns.map((column) => ({ column, cell: cellOf(column, record, mapping) }));
  return {
    cells: read.map(({ cell }) => (cell === 'no code' ? '' : cell.text)),
    lacks: read
      .filter(({ column, cell }) => cell === 'no code' || (column.required && cell.text === ''))
      .map(({ column }) => column.heading),
  };
}

/** As it is written into the file. */
export const cellsOf = ({ cells }: OneLine, change: Change, { columns }: OnePolicy): string[] =>
  cells.map((cell, at) => cell ?? codeOf(columns[at]!, change) ?? '');

/** What two lines that say the same have in common. Why a line stands in the file says nothing of the case. */
export const saidBy = ({ cells }: OneLine): string => JSON.stringify(cells);

/** `text` null: the change. */
type Cell = { readonly text: string | null } | 'no code';

function cellOf(column: OneColumn, record: OneRecord, { dates }: OnePolicy): Cell {
  if (column.value === 'change') return { text: null };
  const value = record[column.value];
  if (value === null) return { text: '' };
  if (ONE_DAYS.includes(column.value)) return { text: dayAs(dates, value as LocalDate) };
  const text = codeOf(column, value);
  return text === null ? 'no code' : { text };
}

/** Null: the pack has no code for it, and nothing to write otherwise. */
function codeOf({ codes, otherwise }: OneColumn, value: string): string | null {
  if (codes === null) return value;
  return Object.hasOwn(codes, value) ? codes[value]! : otherwise;
}

function dayAs(format: (typeof ONE_DATES)[number], day: LocalDate): string {
  const [year, month, date] = day.split('-') as [string, string, string];
  return format.replace('YYYY', year).replace('MM', month).replace('DD', date);
}

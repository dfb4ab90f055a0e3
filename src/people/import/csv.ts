import { CsvError, parse } from 'csv-parse/sync';
import type { z } from 'zod';
import { distinct } from './duplicates';
import type { Problem } from './problem';

/** A value with the line of the file that it came from. */
export interface Row<T> {
  readonly line: number;
  readonly value: T;
}

/** The rows that are right in themselves, and everything that is wrong with the others. */
export interface Rows<T> {
  readonly rows: readonly Row<T>[];
  readonly problems: readonly Problem[];
}

interface Line {
  readonly record: string[];
  readonly info: { readonly lines: number };
}

/**
 * Reads a CSV file (RFC 4180 with a heading, or with the semicolons or tabs that a spreadsheet writes) by a schema whose
 * keys are the columns; a column that the schema can do without may be absent. Columns may stand in any order; lines
 * without a word in them are skipped. `others`: of columns that the schema does not know, as another system may write them.
 */
export function readCsv<Shape extends z.ZodRawShape>(
  text: string,
  schema: z.ZodObject<Shape>,
  others: 'others are refused' | 'others are passed over' = 'others are refused',
): Rows<z.output<z.ZodObject<Shape>>> {
  const separator = separatorOf(text);
  const { lines, problems } = linesOf(text, separator);
  const [heading, ...body] = lines;
  if (problems.length > 0) return { rows: [], problems };
  if (heading === undefined) return { rows: [], problems: [problem(null, null, 'The file is empty.')] };
  const names = namesIn(heading);
  const inHeading = headingProblems(names, schema.shape, others === 'others are refused').map((says) =>
    problem(heading.info.lines, null, says),
  );
  if (inHeading.length > 0) return { rows: [], problems: inHeading };
  if (body.length === 0) return { rows: [], problems: [problem(null, null, 'There is nothing below the heading.')] };
  return rowsOf(body, names, schema, SEPARATORS[separator]);
}

const namesIn = ({ record }: Line): string[] => record.map((name) => name.toLowerCase());

/** The columns that the heading names, in lower case; none where it is no CSV. */
export const columnsOf = (text: string): string[] =>
  linesOf(text, separatorOf(text)).lines.slice(0, 1).flatMap(namesIn);

/** What stands between two fields, and what that is called. A spreadsheet takes one by its language, or as it is saved. */
const SEPARATORS = { ',': 'comma', ';': 'semicolon', '\t': 'tab' } as const;
type Separator = keyof typeof SEPARATORS;

/** By the heading alone: below it a comma may stand in any text. */
function separatorOf(text: string): Separator {
  const [heading = ''] = text.trimStart().split(/\r?\n|\r/, 1);
  const unquoted = heading.replaceAll(/"[^"]*"/g, '');
  const times = (separator: Separator) => unquoted.split(separator).length - 1;
  return (Object.keys(SEPARATORS) as Separator[]).reduce((most, one) => (times(one) > times(most) ? one : most));
}

const problem = (line: number | null, column: string | null, says: string): Problem => ({ line, column, says });

function linesOf(text: string, delimiter: Separator): { lines: Line[]; problems: Problem[] } {
  try {
    const options = {
      ...{ bom: true, trim: true, info: true, relax_column_count: true, delimiter },
      ...{ skip_empty_lines: true, skip_records_with_empty_values: true },
    } as const;
    // the library's types do not know what `info` adds
    return { lines: parse(text, options) as unknown as Line[], problems: [] };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error['lines'] === 'number' ? error['lines'] : null;
    return { lines: [], problems: [problem(line, null, `This is not CSV from here on: ${inPlainWords(error)}`)] };
  }
}

const inPlainWords = (error: CsvError): string =>
  error.code.includes('QUOTE')
    ? 'a quotation mark is not closed, or stands inside a text without being doubled.'
    : `${error.message}.`;

function headingProblems(names: readonly string[], shape: z.ZodRawShape, areAll: boolean): string[] {
  const needed = Object.keys(shape).filter((name) => !canBeAbsent(shape[name]));
  const missing = needed.filter((name) => !names.includes(name));
  const unknown = areAll ? distinct(names.filter((name) => !Object.hasOwn(shape, name))) : [];
  const columns = Object.keys(shape).join(', ');
  const seen = new Set<string>();
  const doubled = distinct(names.filter((name) => Object.hasOwn(shape, name) && seen.size === seen.add(name).size));
  return [
    ...missing.map((name) => `The column ${name} is missing.`),
    ...(unknown.length === 0 ? [] : [`Nothing is known of ${someOf(unknown)}. The columns are ${columns}.`]),
    ...doubled.map((name) => `The column ${name} occurs twice.`),
  ];
}

/** A file of another kind may seem to have a hundred thousand columns. */
const MOST_NAMED = 10;

function someOf(names: readonly string[]): string {
  const some = names.slice(0, MOST_NAMED).map((name) => (name.length > 100 ? `${name.slice(0, 100)}…` : name));
  const others = names.length - some.length;
  return [...some, ...(others > 0 ? [`${others} more`] : [])].join(', ');
}

const canBeAbsent = (schema: unknown): boolean => (schema as z.ZodType).safeParse(undefined).success;

function rowsOf<Shape extends z.ZodRawShape>(
  lines: readonly Line[],
  names: readonly string[],
  schema: z.ZodObject<Shape>,
  separator: string,
): Rows<z.output<z.ZodObject<Shape>>> {
  const rows: Row<z.output<z.ZodObject<Shape>>>[] = [];
  const problems: Problem[] = [];
  for (const { record, info } of lines) {
    if (record.length !== names.length) {
      const says = `This line has ${record.length} fields and the heading has ${names.length}. A text with a ${separator} in it needs quotation marks around it.`;
      problems.push(problem(info.lines, null, says));
      continue;
    }
    const read = schema.safeParse(Object.fromEntries(names.map((name, index) => [name, record[index]])));
    if (read.success) rows.push({ line: info.lines, value: read.data });
    else problems.push(...read.error.issues.map((i) => problem(info.lines, String(i.path[0] ?? ''), i.message)));
  }
  return { rows, problems };
}

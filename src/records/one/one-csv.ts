import { stringify } from 'csv-stringify/sync';
import type { LocalDate } from '../../domain/calendar/date';
import { FILE_DATE, FILE_NUMBER, type OnePolicy } from '../../domain/policy/one-policy';
import type { OneFile } from './one-uploads';

/**
 * A cell that begins like a formula is text, with an apostrophe before it: people open the file in Excel before they upload
 * it. Names too: what begins with `-` or `=` is typed by a school, so that it could be a formula, and Excel would write
 * `-Smith` back as an error. Of a name that begins with a letter nothing changes.
 */
export const oneCsv = (rows: readonly (readonly string[])[], { columns, byteOrderMark }: OnePolicy): Buffer =>
  Buffer.from(
    stringify([columns.map(({ heading }) => heading), ...rows] as unknown[][], {
      escape_formulas: true,
      bom: byteOrderMark,
      record_delimiter: 'windows',
    }),
  );

/** `CME_2026-04-27_0003.csv`. It names no child. */
export const oneFileName = ({ fileName }: OnePolicy, number: number, madeOn: LocalDate): string =>
  fileName.replaceAll(FILE_NUMBER, String(number).padStart(4, '0')).replaceAll(FILE_DATE, madeOn);

export const oneFile = (
  rows: readonly (readonly string[])[],
  mapping: OnePolicy,
  number: number,
  madeOn: LocalDate,
): OneFile => ({ fileName: oneFileName(mapping, number, madeOn), bytes: oneCsv(rows, mapping) });

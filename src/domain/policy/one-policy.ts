import { z } from 'zod';
import { ONE_VALUES } from '../one/values';
import { words } from './parts';

/** How days are written in the file. */
export const ONE_DATES = ['YYYY-MM-DD', 'DD/MM/YYYY', 'DD-MM-YYYY', 'YYYYMMDD'] as const;

/** What is written into a name between these braces. */
export const FILE_NUMBER = '{number}';
export const FILE_DATE = '{date}';

const column = z.strictObject({
  /** As One's import knows it. */
  heading: words,
  value: z.enum(ONE_VALUES),
  /** True: a case for which there is nothing to write here waits, and whoever makes the upload is told. */
  required: z.boolean().default(false),
  /** One's codes by our values, where they differ. Left out: our own are written. */
  codes: z.record(z.string(), words).nullable().default(null),
  /** Written for a value that has no code. Left out: such a case waits. */
  otherwise: words.nullable().default(null),
});

/** What is uploaded to Capita One, and how its answers read. The council's own to fill in: no import of One is published. */
export const onePolicy = z.strictObject({
  /** With `{number}`, the number of the upload, and where wanted `{date}`. */
  fileName: z.string().regex(/^[A-Za-z0-9_{}-]{1,80}\.csv$/, 'a name such as CME_{number}.csv'),
  dates: z.enum(ONE_DATES),
  /** Some imports know by three bytes at the beginning that the file is UTF-8, and others stumble over them. */
  byteOrderMark: z.boolean(),
  columns: z.array(column).min(1),
  answers: z.strictObject({
    /** Headings of the file that One gives back. */
    reference: words,
    outcome: words,
    /** Null: One gives no reasons. */
    message: words.nullable(),
    /** Which outcomes say that One has the line, and which that it has it not. */
    taken: z.array(words).min(1),
    refused: z.array(words).min(1),
  }),
  citation: words,
  /** False: general knowledge that nobody at the authority has confirmed yet. */
  verified: z.boolean().default(true),
});

export type OnePolicy = z.infer<typeof onePolicy>;
export type OneColumn = OnePolicy['columns'][number];

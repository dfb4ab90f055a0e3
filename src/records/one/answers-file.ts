import { createHash } from 'node:crypto';
import { z } from 'zod';
import { readReference } from '../../casework/reference';
import type { OnePolicy } from '../../domain/policy/one-policy';
import { columnsOf, readCsv, type Row, type Rows } from '../../people/import/csv';
import { duplicates } from '../../people/import/duplicates';
import type { Problem } from '../../people/import/problem';
import type { OneAnswer } from './one-store';

/** In characters. One writes what it likes, and nobody should have to shorten its words by hand. */
const LONGEST_MESSAGE = 300;

export interface Answered {
  readonly reference: string;
  readonly outcome: OneAnswer['outcome'];
  readonly message: string;
}

/**
 * What One answered, from a CSV file with the headings that the policy pack names; other columns are passed over. What
 * stands in the file is not repeated where it is wrong: in the wrong column it may be a child's name.
 */
export function parseAnswers(text: string, { answers, columns }: OnePolicy): Rows<Answered> {
  const [reference, outcome, message] = [answers.reference, answers.outcome, answers.message].map((one) =>
    one === null ? null : one.trim().toLowerCase(),
  ) as [string, string, string | null];
  const schema = z.object({
    [reference]: z.string().transform((typed, context) => readAs(readReference(typed), NO_REFERENCE, context)),
    [outcome]: z.string().transform((typed, context) => readAs(outcomeOf(typed, answers), neither(answers), context)),
    ...(message === null ? {} : { [message]: z.string().transform(cutToLength) }),
  });
  const { rows, problems } = readCsv(text, schema, 'others are passed over');
  if (problems.length > 0 && isUploadItself(text, columns)) return { rows: [], problems: [UPLOAD_ITSELF] };
  const answered = rows.map(({ line, value }) => ({
    line,
    value: {
      reference: value[reference] as string,
      outcome: value[outcome] as OneAnswer['outcome'],
      message: message === null ? '' : (value[message] as string),
    },
  }));
  return {
    rows: answered,
    problems: [...problems, ...duplicates(answered, reference, (one) => one.reference, 'This reference')],
  };
}

const NO_REFERENCE = 'This is no reference of a case: one looks like WB-7K3M-2Q.';

const UPLOAD_ITSELF: Problem = {
  ...{ line: null, column: null },
  says: 'This is a file that was uploaded, and not what Capita One answered to it. Give the file that One gave back.',
};

/** The headings are those of the upload, and no others. */
function isUploadItself(text: string, columns: OnePolicy['columns']): boolean {
  const names = columnsOf(text);
  return names.length === columns.length && columns.every(({ heading }) => names.includes(heading.toLowerCase()));
}

function cutToLength(message: string): string {
  const characters = [...message];
  return characters.length <= LONGEST_MESSAGE ? message : `${characters.slice(0, LONGEST_MESSAGE - 1).join('')}…`;
}

const neither = ({ taken, refused }: OnePolicy['answers']): string =>
  `The policy says neither that this is taken (${taken.join(', ')}) nor that it is refused (${refused.join(', ')}). Mend the line, or add the word to the policy pack.`;

function readAs<T>(value: T | null, says: string, context: z.RefinementCtx): T {
  if (value !== null) return value;
  context.addIssue({ code: 'custom', message: says });
  return z.NEVER;
}

function outcomeOf(typed: string, { taken, refused }: OnePolicy['answers']): OneAnswer['outcome'] | null {
  const said = (word: string) => word.trim().toLowerCase();
  const is = (words: readonly string[]) => words.some((word) => said(word) === said(typed));
  if (is(taken)) return 'taken';
  return is(refused) ? 'refused' : null;
}

/** Two files that say the same have the same, and no others: a spreadsheet that saved one again changes nothing in it. */
export const digestOfAnswers = (rows: readonly Row<Answered>[]): string =>
  createHash('sha256')
    .update(
      JSON.stringify(rows.map(({ value: { reference, outcome, message } }) => [reference, outcome, message]).sort()),
    )
    .digest('base64url');

import { londonDate } from '../../domain/calendar/london';
import { cellsOf, saidBy } from '../../domain/one/line';
import type { Policies } from '../../domain/policy/policies';
import { Refusal } from '../../errors';
import type { Stores } from '../../stores';
import { digestOf, write, type Writing } from './gather';
import { oneFile } from './one-csv';
import type { OneUpload } from './one-store';
import type { OneFile } from './one-uploads';

export interface DrawnAgain {
  readonly file: OneFile;
  readonly caseIds: readonly string[];
}

/**
 * An upload with the lines that it had, the last one or any before it: each case as it stood then. That it says what it said
 * is known by the hashes alone. Lines of cases that were deleted since are left out.
 * Throws `Refusal` where a line would say something else than it did.
 */
export async function drawnAgain(
  upload: OneUpload,
  writing: Omit<Writing, 'asOf'>,
  policies: Policies,
  stores: Stores,
): Promise<DrawnAgain> {
  // Headings, and codes of why a line stands in the file, are in no line's hash.
  if (upload.mapping !== digestOf(writing.mapping)) throw NOT_AS_IT_WAS();
  const madeOn = londonDate(upload.madeAt);
  const sent = new Map((await stores.one.linesOf(upload.authority, upload.number)).map((line) => [line.caseId, line]));
  const { cases } = await write(
    [...sent.keys()],
    (one) => {
      const { version } = sent.get(one.id)!;
      return { ...one, version, facts: one.facts.slice(0, version) };
    },
    { ...writing, policies, asOf: madeOn },
    stores,
  );
  const marks = await stores.one.marks(cases.map(({ caseId, line }) => ({ caseId, said: saidBy(line) })));
  if (cases.length < sent.size || cases.some(({ caseId }, at) => sent.get(caseId)!.mark !== marks[at]))
    throw NOT_AS_IT_WAS();
  const rows = cases
    .toSorted((a, b) => (a.reference < b.reference ? -1 : 1))
    .map(({ caseId, line }) => cellsOf(line, sent.get(caseId)!.change, writing.mapping));
  const { mapping } = writing;
  return { file: oneFile(rows, mapping, upload.number, madeOn), caseIds: [...sent.keys()] };
}

const NOT_AS_IT_WAS = () =>
  new Refusal(
    'one-upload-not-as-it-was',
    'This upload cannot be drawn as it was any more: the rules, term dates, schools or columns have changed since. If Capita One did not get it, fetch everything again.',
  );

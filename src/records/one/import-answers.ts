import type { Instant } from '../../domain/calendar/date';
import { londonDate } from '../../domain/calendar/london';
import type { Policies } from '../../domain/policy/policies';
import type { Row } from '../../people/import/csv';
import { counted } from '../../letters';
import { ImportRefused, refuseIfAny, type Imported, type Problem } from '../../people/import/problem';
import type { Stores } from '../../stores';
import type { AuditEntry } from '../audit/entry';
import { digestOfAnswers, parseAnswers, type Answered } from './answers-file';
import { fieldOf, type OneUpload } from './one-store';

interface Asked {
  readonly authority: string;
  readonly number: number;
  /** One gave the same answers to two uploads: the file is taken although it was read in for another. */
  readonly same: boolean;
}

/**
 * Puts on record what One answered to an upload. What a file says once more changes nothing, and is refused for another
 * upload. Throws `ImportRefused` with every problem; then nothing has been changed.
 */
export async function importAnswers(
  stores: Stores,
  text: string,
  { authority, number, same }: Asked,
  now: Instant,
  policies: Policies,
): Promise<Imported> {
  const known = await stores.directory.authority(authority);
  if (!known) throw new ImportRefused([ofTheFile(`There is no authority ${authority} here.`)]);
  const upload = await stores.one.upload(authority, number);
  if (!upload) throw new ImportRefused([await noSuchUpload(authority, number, stores)]);
  const { oneUpload } = policies.inForce(known.policy, londonDate(upload.madeAt));
  const { rows, problems } = parseAnswers(text, oneUpload);
  const digest = digestOfAnswers(rows);
  const elsewhere =
    same || problems.length > 0 ? [] : readForAnother(number, await stores.audit.answersRead(authority, digest));
  const lines = await stores.one.linesOf(authority, number);
  const cases = await stores.cases.byIds(lines.map(({ caseId }) => caseId));
  const idOf = new Map(cases.map(({ id, reference }) => [reference, id]));
  const strangers = rows.filter(({ value }) => !idOf.has(value.reference));
  const column = oneUpload.answers.reference.toLowerCase();
  refuseIfAny([
    ...elsewhere,
    ...problems,
    ...(rows.length > 1 && strangers.length === rows.length
      ? [await noneIsInIt(upload, rows, stores)]
      : strangers.map(notInIt(number, column))),
  ]);
  const answers = new Map(
    rows.map(({ value: { reference, outcome, message } }) => [idOf.get(reference)!, { outcome, message, at: now }]),
  );
  const news = await stores.one.answer(authority, number, answers);
  const refused = rows.filter(({ value }) => value.outcome === 'refused').length;
  return {
    says: `${counted(rows.length, 'answer', 'answers')} of Capita One to upload ${number}, ${refused} of them refused. ${newsInWords(news.length)}`,
    notes: [],
    authorities: [authority],
    cases: news,
    fields: [fieldOf({ number }), digest],
  };
}

const newsInWords = (news: number): string =>
  news === 0 ? 'All of it was on record already.' : `${news} ${news === 1 ? 'is' : 'are'} new.`;

const ofTheFile = (says: string): Problem => ({ line: null, column: null, says });

const notInIt =
  (number: number, column: string) =>
  ({ line, value: { reference } }: Row<Answered>): Problem => ({
    ...{ line, column },
    says: `Case ${reference} is not in upload ${number}. Take the line out if the case was deleted since, or give the number of the upload that it is in.`,
  });

/** Said once: it is another file that was meant, or another number. */
async function noneIsInIt({ authority, number }: OneUpload, rows: readonly Row<Answered>[], stores: Stores) {
  const { reference } = rows[0]!.value;
  const first = await stores.cases.byReference(authority, reference);
  const sent = first ? await stores.one.ofCase(first.id) : [];
  const where = sent.length === 0 ? '' : ` Case ${reference} was last in upload ${sent.at(-1)!.number}.`;
  return ofTheFile(
    `None of these ${rows.length} cases is in upload ${number} of authority ${authority}.${where} Give the number and the authority that the file is about.`,
  );
}

/** Nobody looks at two numbers as long as at what stands in a file: what it says is known by its digest on the trail. */
function readForAnother(number: number, read: readonly Pick<AuditEntry, 'fields'>[]): Problem[] {
  const uploads = read.map(({ fields }) => fields[0]!);
  if (uploads.length === 0 || uploads.includes(fieldOf({ number }))) return [];
  const other = uploads.at(-1)!.replace(fieldOf({ number: 0 }).slice(0, -1), '');
  return [
    ofTheFile(
      `This file was read in as the answers to upload ${other}. Give that of upload ${number}, or add --same if One answered both in the same words.`,
    ),
  ];
}

async function noSuchUpload(authority: string, number: number, { one }: Stores): Promise<Problem> {
  const [last] = await one.latest(authority, 1);
  const there = last ? `The last one has the number ${last.number}.` : 'None has been made yet.';
  return ofTheFile(`There is no upload ${number} of authority ${authority}. ${there}`);
}

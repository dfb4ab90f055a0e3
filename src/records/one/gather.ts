import { createHash } from 'node:crypto';
import type { LocalDate } from '../../domain/calendar/date';
import type { Case } from '../../domain/case/case';
import { toSend } from '../../domain/one/changes';
import { lineOf, saidBy, type OneLine } from '../../domain/one/line';
import { recordOf } from '../../domain/one/record';
import type { OnePolicy } from '../../domain/policy/one-policy';
import type { Policies } from '../../domain/policy/policies';
import { eachPart } from '../../panel/each-part';
import type { CalendarOf } from '../../domain/register/register';
import type { Stores } from '../../stores';
import type { HeldLine, UploadedLine } from './one-store';

/** By what lines are written, and as of when. */
export interface Writing {
  readonly authority: string;
  readonly mapping: OnePolicy;
  readonly policies: Policies;
  readonly asOf: LocalDate;
}

export interface Gathered {
  /** In the order of their references, as they stand in the file. */
  readonly lines: readonly (UploadedLine & { readonly reference: string; readonly line: OneLine })[];
  readonly lacking: readonly {
    readonly id: string;
    readonly reference: string;
    readonly headings: readonly string[];
  }[];
  readonly undescribed: number;
  readonly unread: readonly string[];
}

/** Other columns, codes or ways to write have another; how the file is called and how answers read is nothing to a line. */
export const digestOf = ({ columns, dates, byteOrderMark }: OnePolicy): string =>
  createHash('sha256').update(JSON.stringify({ columns, dates, byteOrderMark })).digest('base64url');

/** What the next upload holds. Of another authority's child One is told that the case is over, where it has it open, and no more. */
export async function gather(writing: Writing, everything: boolean, stores: Stores): Promise<Gathered> {
  const held = new Map((await stores.one.held(writing.authority)).map((line) => [line.caseId, line]));
  const mapping = digestOf(writing.mapping);
  const all = await stores.cases.versionsIn(writing.authority);
  const toRead = everything ? all : all.filter(({ id, version }) => !isOver(held.get(id), version, mapping));
  const written = await write(
    toRead.map(({ id }) => id),
    (one) => one,
    writing,
    stores,
  );
  // One that refused to close a case, and answered nothing before, may have it open.
  const refused = (await stores.one.refused(writing.authority)).filter(({ open }) => !open);
  const closing = new Set(refused.map(({ caseId }) => caseId));
  const told = written.cases.filter(({ caseId, ours }) => ours || closing.has(caseId) || held.get(caseId)?.open);
  const whole = told.filter(({ line }) => line.lacks.length === 0);
  const marks = await stores.one.marks(whole.map(({ caseId, line }) => ({ caseId, said: saidBy(line) })));
  const standing = new Map(whole.map((one, at) => [one.caseId, { ...one, mark: marks[at]! }]));
  const changes = toSend([...standing.values()], held, everything);
  return {
    lines: changes
      .map(({ caseId, change }) => ({ ...standing.get(caseId)!, change }))
      .toSorted((a, b) => (a.reference < b.reference ? -1 : 1)),
    lacking: told.flatMap(({ caseId: id, reference, line: { lacks } }) =>
      lacks.length > 0 ? [{ id, reference, headings: lacks }] : [],
    ),
    ...{ undescribed: written.undescribed, unread: written.unread },
  };
}

/** Closed, and nothing has been recorded since One was told so: it is not opened, however many of them there are. */
const isOver = (held: HeldLine | undefined, version: number, mapping: string): boolean =>
  held !== undefined && !held.open && held.version === version && held.mapping === mapping;

interface WrittenCase {
  readonly caseId: string;
  readonly reference: string;
  readonly version: number;
  readonly open: boolean;
  readonly ours: boolean;
  readonly line: OneLine;
}

/** @param asThen the case with what was on record then; null: nothing was. */
export async function write(
  ids: readonly string[],
  asThen: (one: Case) => Case | null,
  { authority, mapping, policies, asOf }: Writing,
  stores: Stores,
) {
  const schools = new Map((await stores.directory.schools(authority)).map(({ urn, dfeNumber }) => [urn, dfeNumber]));
  const cases: WrittenCase[] = [];
  let undescribed = 0;

  function read(one: Case, calendarOf: CalendarOf): boolean {
    const then = asThen(one);
    if (!then) return true;
    const dfeNumber = (then.school && schools.get(then.school)) ?? null;
    const came = recordOf(then, calendarOf(then), policies, dfeNumber, asOf);
    if (came === 'not-described') undescribed += 1;
    if (typeof came === 'string') return came !== 'unread';
    const { id: caseId, reference, version } = then;
    cases.push({ caseId, reference, version, open: came.open, ours: came.ours, line: lineOf(came.record, mapping) });
    return true;
  }

  const unread = await eachPart(ids, stores, (part, calendarOf) =>
    part.filter((one) => !read(one, calendarOf)).map(({ id }) => id),
  );
  return { cases, undescribed, unread };
}

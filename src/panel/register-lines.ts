import type { OnRegister } from '../casework/register-index';
import type { LocalDate } from '../domain/calendar/date';
import type { Policies } from '../domain/policy/policies';
import type { Placed } from '../domain/register/order';
import { registerOn, type RegisterLine } from '../domain/register/register';
import type { Stores } from '../stores';
import { calendarsOf } from './calendars';

/** A child in its place on the register; `line`: where its case had to be read to know that. */
export interface FoundLine extends Placed {
  readonly caseId: string;
  readonly line: RegisterLine | null;
}

export interface FoundLines {
  readonly lines: readonly FoundLine[];
  /** Ids of cases that nobody can read any more. */
  readonly unread: readonly string[];
}

interface Given {
  readonly day: LocalDate;
  readonly stores: Stores;
  readonly policies: Policies;
}

/**
 * Who is on the register. Of what the index knows by itself no case is read; read is what it does not know, and what
 * may be of one child. `index`: of what may be looked at.
 */
export async function linesFrom(index: readonly OnRegister[], given: Given): Promise<FoundLines> {
  const isAlone = knownAlone(index);
  const asIs = (one: OnRegister) => one.stood !== null && isAlone(one);
  const isThere = ({ stood }: OnRegister) => stood !== null && given.policies.ids.includes(stood.pack);
  const known = index.filter(asIs);
  const toRead = index.filter((one) => !asIs(one)).map(({ caseId }) => caseId);
  const read = await readFrom(toRead, given);
  return {
    lines: [
      ...known.filter(isThere).map(placedByIndex),
      ...read.lines.map((line) => ({ ...line, caseId: line.entry.case.id, line })),
    ],
    unread: [...known.filter((one) => !isThere(one)).map(({ caseId }) => caseId), ...read.unread],
  };
}

/** The lines of these cases as their facts have them. */
export async function readFrom(
  caseIds: readonly string[],
  { day, stores, policies }: Given,
): Promise<{ readonly lines: readonly RegisterLine[]; readonly unread: readonly string[] }> {
  if (caseIds.length === 0) return { lines: [], unread: [] };
  const cases = await stores.cases.byIds(caseIds);
  const there = new Set(cases.map(({ id }) => id));
  const { lines, unread } = registerOn(cases, await calendarsOf(cases, stores.directory), policies, day);
  return { lines, unread: [...caseIds.filter((id) => !there.has(id)), ...unread.map(({ id }) => id)] };
}

/** Surely the only case of its child among these. */
export function knownAlone(index: readonly Alike[]): (one: Alike) => boolean {
  const times = new Map<string, number>();
  for (const key of index.flatMap(({ alike }) => alike)) times.set(key, (times.get(key) ?? 0) + 1);
  return ({ alike }) => alike.every((key) => times.get(key) === 1);
}

type Alike = Pick<OnRegister, 'alike'>;

const placedByIndex = ({ caseId, reference, school, stood }: OnRegister): FoundLine => {
  const { reason, since, risk, highRisk } = stood!;
  return { caseId, reference, school, reason, since, risk, highRisk, line: null };
};

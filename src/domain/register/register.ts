import type { LocalDate } from '../calendar/date';
import type { SchoolCalendar } from '../calendar/school-calendar';
import type { Case } from '../case/case';
import type { Policies } from '../policy/policies';
import { careOf, careOfAll } from './care';
import { entryOf, type RegisterEntry } from './entry';
import { byChild } from './one-per-child';
import { inOrderOf, WHOLE_REGISTER, type Placed } from './order';
import { rowOf, type RegisterRow } from './row';
import type { RolesOf } from './told';

/** One child on the register. */
export interface RegisterLine extends Placed {
  /** Of several cases of the child, the one by which it has been out longest. */
  readonly entry: RegisterEntry;
  /** References of the others. */
  readonly also: readonly string[];
  /** The others themselves. */
  readonly others: readonly RegisterEntry[];
}

/** Who is out of provision on a day. */
export interface Register {
  readonly asOf: LocalDate;
  /** Who is out longest first. */
  readonly lines: readonly RegisterLine[];
  /** Cases that were open then and that nobody can read any more: the rules under which they stood are not there. */
  readonly unread: readonly Case[];
}

export type CalendarOf = (theCase: Pick<Case, 'school' | 'authority'>) => SchoolCalendar;

/**
 * The register as it was known when a day ended in London: what was recorded later is left out, and what was taken back
 * later counts as it stood. Derived from the facts of the cases and from nothing else; calendars and rules are those
 * that are known now. `cases`: all that may have been open then, of one authority.
 */
export function registerOn(
  cases: readonly Case[],
  calendarOf: CalendarOf,
  policies: Policies,
  asOf: LocalDate,
): Register {
  const read = cases.map((theCase) => ({ theCase, entry: entryOf(theCase, calendarOf(theCase), policies, asOf) }));
  const entries = read.flatMap(({ entry }) => (typeof entry === 'string' ? [] : [entry]));
  const unread = read.filter(({ entry }) => entry === 'unread').map(({ theCase }) => theCase);
  return { asOf, lines: linesOf(entries), unread };
}

/** One line for each child, who is out longest first. */
export function linesOf(entries: readonly RegisterEntry[]): RegisterLine[] {
  const placed = entries.map((entry) => ({ ...placeOf(entry), pupil: entry.pupil, entry }));
  return byChild(inOrderOf(placed, WHOLE_REGISTER, () => '')).map(lineOf);
}

export const placeOf = ({ case: { reference, school }, reason, since, risk, highRisk }: RegisterEntry): Placed => ({
  ...{ reference, school, reason, since, risk, highRisk },
});

/** A child is in as great a danger as any of its cases says. */
function lineOf(all: readonly { readonly entry: RegisterEntry }[]): RegisterLine {
  const [first, ...others] = all.map(({ entry }) => entry) as [RegisterEntry, ...RegisterEntry[]];
  const risks = [first, ...others].flatMap(({ risk }) => (risk === null ? [] : [risk]));
  return {
    ...placeOf(first),
    risk: risks.length === 0 ? null : Math.min(...risks),
    highRisk: [first, ...others].some(({ highRisk }) => highRisk),
    entry: first,
    also: others.map((other) => other.case.reference),
    others,
  };
}

/** The columns of a line. */
export const rowOfLine = (
  { entry, others, also, highRisk }: RegisterLine,
  calendarOf: CalendarOf,
  asOf: LocalDate,
  rolesOf: RolesOf,
): RegisterRow => ({
  ...rowOf(entry.case, entry, calendarOf(entry.case), entry.pack, asOf, rolesOf),
  ...careOfAll([entry, ...others].map((one) => careOf(one.case.facts, one.pack))),
  also,
  highRisk,
});

import { addYears, type DateRange, type LocalDate } from '../domain/calendar/date';
import { londonInstant } from '../domain/calendar/london';
import { endOf } from '../domain/case/as-it-stood';
import type { Case } from '../domain/case/case';
import type { Policies } from '../domain/policy/policies';
import { nameKey } from '../domain/pupil/name-key';
import { inPeriod, type CaseInPeriod } from '../domain/summary/in-period';
import { isRepeat } from '../domain/summary/repeats';
import { summaryOf, type Summary } from '../domain/summary/summary';
import type { Authority } from '../people/directory';
import type { Stores } from '../stores';
import { eachPart } from './each-part';

interface Given {
  readonly storage: Stores;
  readonly policies: Policies;
}

export interface Counted {
  readonly summary: Summary;
  /** Ids of cases that nobody can read. */
  readonly unread: readonly string[];
}

/** Read is what was open on some day of the period, and of a child that is new what it had before. */
export async function countedSummary(
  { code, policy }: Authority,
  period: DateRange,
  schools: readonly string[],
  { storage, policies }: Given,
): Promise<Counted> {
  const open = await storage.cases.openCases(code, null);
  const closed = await storage.cases.closedSince(code, londonInstant(period.from, '00:00'));
  const ids = [...open, ...closed].map(({ id }) => id);
  const cases: CaseInPeriod[] = [];
  const unread = await eachPart(ids, storage, (part, calendarOf) => {
    const read = part.map((one) => ({ id: one.id, came: inPeriod(one, calendarOf(one), policies, period) }));
    cases.push(...read.flatMap(({ came }) => (typeof came === 'string' ? [] : [came])));
    return read.filter(({ came }) => came === 'unread').map(({ id }) => id);
  });
  const repeats = new Set<string>();
  for (const one of cases.filter(({ isNew }) => isNew)) {
    if (isRepeat(one, await mayBeOf(one, code, storage), period.to, policies)) repeats.add(one.id);
  }
  const referred = await schoolsThatReported(code, period.to, storage);
  const rules = policies.inForce(policy, period.to);
  return { summary: summaryOf({ cases, repeats, schools, referred, policy: rules }), unread };
}

/** In the twelve months up to this day. Null where there are no twelve months on record: then no school could have. */
async function schoolsThatReported(code: string, day: LocalDate, { cases }: Stores): Promise<Set<string> | null> {
  const begins = endOf(addYears(day, -1));
  const first = await cases.firstOpened(code);
  if (first === null || first >= begins) return null;
  return new Set(await cases.schoolsWithCases(code, begins, endOf(day)));
}

/** Cases that may be of the same child. */
async function mayBeOf({ pupil }: CaseInPeriod, code: string, { cases }: Stores): Promise<Case[]> {
  if (!pupil) return [];
  const { upn, dateOfBirth } = pupil;
  return cases.alike(code, { upn, nameKey: nameKey(pupil), dateOfBirth });
}

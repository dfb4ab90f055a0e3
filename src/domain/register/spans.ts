import { addDays, type LocalDate } from '../calendar/date';
import { londonDate } from '../calendar/london';
import type { SchoolCalendar } from '../calendar/school-calendar';
import { nthSchoolDay } from '../calendar/school-days';
import { asItStoodOn } from '../case/as-it-stood';
import type { Case } from '../case/case';
import { readFacts } from '../case/reading';
import { rulesNow } from '../case/rules';
import type { Policies } from '../policy/policies';
import { standingOn, type Standing } from './standing';

/** Days over which a case stood on the register in one way. */
export interface RegisterSpan extends Standing {
  readonly from: LocalDate;
  /** The first day on which it was not so any more; null while that has not come. */
  readonly to: LocalDate | null;
  /** Id of the rules under which it stood. */
  readonly pack: string;
}

type Mark = Omit<RegisterSpan, 'from' | 'to'> | null;

/**
 * How a case stood on the register on every day, as known on that day: what an index of the register holds, so that a
 * look at any day opens only the cases that it shows. Null where rules under which it stood are not there any more.
 */
export function spansOf(theCase: Case, calendar: SchoolCalendar, policies: Policies): RegisterSpan[] | null {
  const spans: RegisterSpan[] = [];
  let [stands, since]: [Mark, LocalDate | null] = [null, null];
  for (const day of turningDays(theCase, calendar)) {
    const now = markOn(day, theCase, calendar, policies);
    if (now === 'unread') return null;
    if (isSame(stands, now)) continue;
    if (stands && since) spans.push({ ...stands, from: since, to: day });
    [stands, since] = [now, day];
  }
  return stands && since ? [...spans, { ...stands, from: since, to: null }] : spans;
}

/** The span that speaks of a day; null where the case was not on the register then. */
export const spanOn = (spans: readonly RegisterSpan[], day: LocalDate): RegisterSpan | null =>
  spans.find(({ from, to }) => from <= day && (to === null || day < to)) ?? null;

function markOn(day: LocalDate, theCase: Case, calendar: SchoolCalendar, policies: Policies): Mark | 'unread' {
  const then = asItStoodOn(theCase, day);
  if (!then || readFacts(then.facts).closed) return null;
  const pack = rulesNow(then);
  if (!policies.ids.includes(pack)) return 'unread';
  const standing = standingOn(then.facts, calendar, policies(pack), day);
  return standing && { ...standing, pack };
}

const isSame = (a: Mark, b: Mark): boolean => JSON.stringify(a) === JSON.stringify(b);

/**
 * The days on which anything can change: those on which something was recorded, those that a fact names and the days
 * after them, and the first school day from each, since a code of the register counts on school days alone.
 */
function turningDays({ facts }: Case, calendar: SchoolCalendar): LocalDate[] {
  const recorded = new Set(facts.map(({ recordedAt }) => londonDate(recordedAt)));
  const first = [...recorded].sort()[0];
  if (!first) return [];
  const named = [...recorded, ...facts.flatMap((fact) => daysNamed(fact))];
  const all = named.flatMap((day) => [day, addDays(day, 1)]);
  const atSchool = all.flatMap((day) => {
    const next = nthSchoolDay(calendar, day, 1);
    return next.known ? [next.date] : [];
  });
  return [...new Set([...all, ...atSchool])].filter((day) => day >= first).sort();
}

const DAY = /^\d{4}-\d\d-\d\d$/;

/** Every day that stands in a fact, wherever it stands there: none is overlooked when a kind of fact is added. */
function daysNamed(said: unknown): LocalDate[] {
  if (typeof said === 'string') return DAY.test(said) && said < '2100' ? [said as LocalDate] : [];
  return typeof said === 'object' && said !== null ? Object.values(said).flatMap(daysNamed) : [];
}

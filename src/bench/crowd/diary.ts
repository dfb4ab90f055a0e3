import { londonDate } from '../../domain/calendar/london';
import { addDays, type Instant } from '../../domain/calendar/date';
import type { Storage } from '../../stores';
import { foundAuthority, A_LONG_TERM } from './authority';
import { pupilToBeSwept, schoolDaysBefore } from './case';
import { chatOf, referenceTo } from './crowd';

/** Pupils at risk of whom nobody has been told: by urgent alerts, which no quiet hours hold back. */
export interface Diary {
  /** Cases on which something is due by now, and more within a week; an answer is awaited after an hour. */
  readonly due: readonly string[];
  /** The same, but put off by a week by a clock that was ahead: nobody looks at them before. */
  readonly putOff: readonly string[];
  /** Tenants by conversation. */
  readonly tenants: Readonly<Record<string, string>>;
}

const EACH = 3;

/** One more authority, in which everybody is told whom the alerts are passed on to. */
export async function keepDiary(
  storage: Storage,
  { tenant, serviceUrl, aheadMs }: { readonly tenant: number; readonly serviceUrl: string; readonly aheadMs: number },
  now: Instant,
): Promise<Diary> {
  const staff = ['safeguarding-lead', 'head-teacher', 'tracking-officer', 'caseworker', 'service-manager'] as const;
  const founding = { tenant, schools: 1, leads: 1, daysKnown: A_LONG_TERM, staff };
  const founded = await foundAuthority(storage, founding, now);
  for (const person of founded.people) await storage.references.save(referenceTo(person, serviceUrl));
  const [[urn, [reportedBy]]] = [...founded.atSchool] as [[string, readonly [(typeof founded.people)[number]]]];
  const reported = { at: founded, urn, reportedBy, isAtRisk: true };
  const firstDayMissed = schoolDaysBefore(addDays(londonDate(now), 1), 1);
  const opened = async (lookedAt: Instant) =>
    (await pupilToBeSwept(storage, reported, firstDayMissed, now, lookedAt)).caseId;
  const aWeekAhead = new Date(Date.parse(now) + aheadMs).toISOString() as Instant;
  const due: string[] = [];
  const putOff: string[] = [];
  for (let n = 0; n < EACH; n += 1) {
    due.push(await opened(now));
    putOff.push(await opened(aWeekAhead));
  }
  return { due, putOff, tenants: Object.fromEntries(founded.people.map((one) => [chatOf(one), one.tenantId])) };
}

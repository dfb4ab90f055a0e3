import { randomUUID } from 'node:crypto';
import { viewOf } from '../../casework/load';
import { addDays, isWeekend, type Instant, type LocalDate } from '../../domain/calendar/date';
import { londonDate, londonInstant } from '../../domain/calendar/london';
import type { Case } from '../../domain/case/case';
import type { Fact, FactBody } from '../../domain/case/fact';
import { policyPack } from '../../domain/policy/policies';
import { nextDueAfter } from '../../notices/raise';
import type { Notice } from '../../notices/outbox';
import type { Person } from '../../people/directory';
import type { Storage } from '../../stores';
import { POLICY } from './authority';
import { PUPIL } from '../pupil';

interface Reported {
  readonly authority: string;
  readonly urn: string;
  readonly reportedBy: Person;
  readonly isAtRisk?: boolean;
}

/** School days that a pupil has been missing and the case is open: the first alert to the school is due, and no other. */
const MISSED = 5;

/**
 * Opens a case of a pupil who has been missing for some days, and returns the alert of it that is due to the school.
 * Nothing else falls due on it, also when somebody answers: what is measured is what is sent.
 */
export async function missingPupil(
  storage: Storage,
  { authority, urn, reportedBy }: Reported,
  now: Instant,
): Promise<Omit<Notice, 'id' | 'recipient' | 'urgent'>> {
  const firstDayMissed = weekdaysBefore(londonDate(now), MISSED);
  const reportedAt = londonInstant(firstDayMissed, '10:00');
  const { theCase, keys } = newCase(authority, urn, reportedBy, firstDayMissed, reportedAt);
  const { assessment } = await viewOf(theCase, storage, policyPack, londonDate(now));
  await storage.cases.open(theCase, keys, null);
  const due = assessment.notices.find(({ rule, dueAt }) => dueAt <= now && rule.to.includes('attendance-lead'));
  if (!due) throw new Error('no alert to the school is due on the case of the crowd');
  const { obligation, occurrence, dueAt } = due;
  return { kind: 'alert', authority, caseId: theCase.id, obligation, occurrence, dueAt };
}

/**
 * The same, missing from this day on, left to the sweep: what falls due from now on is raised by the bot itself.
 * @param lookedAt when the sweep first looks at it; left out, once something falls due.
 */
export async function pupilToBeSwept(
  storage: Storage,
  { authority, urn, reportedBy, isAtRisk = false }: Reported,
  firstDayMissed: LocalDate,
  now: Instant,
  lookedAt?: Instant,
): Promise<{ readonly caseId: string; readonly nextDueAt: Instant }> {
  const { theCase, keys } = newCase(authority, urn, reportedBy, firstDayMissed, now, isAtRisk);
  const { assessment } = await viewOf(theCase, storage, policyPack, londonDate(now));
  const nextDueAt = lookedAt ?? nextDueAfter(assessment, now);
  if (!nextDueAt) throw new Error('nothing falls due on the case of the crowd');
  await storage.cases.open(theCase, keys, nextDueAt);
  return { caseId: theCase.id, nextDueAt };
}

/** References as the bot makes them, each once. */
const LETTERS = 'ABCDEFGHJKMNPQRSTVWXYZ23456789';
let opened = 0;
function nextReference(): string {
  const n = (opened += 1);
  const letters = [0, 1, 2, 3].map((place) => LETTERS[Math.floor(n / LETTERS.length ** place) % LETTERS.length]);
  return `WB-${letters.join('')}-ZZ`;
}

function newCase(
  authority: string,
  school: string,
  { id }: Person,
  firstDayMissed: LocalDate,
  at: Instant,
  isAtRisk = false,
) {
  const reference = nextReference();
  const facts = report(reference, firstDayMissed, isAtRisk).map((body): Fact => ({
    ...body,
    id: randomUUID(),
    recordedAt: at,
    recordedBy: id,
  }));
  const head = { id: randomUUID(), reference, school, authority, policy: POLICY, openedAt: at };
  const theCase: Case = { ...head, version: facts.length, facts };
  return { theCase, keys: { open: true, upn: null, nameKey: reference.toLowerCase(), dateOfBirth: '2016-03-09' } };
}

const report = (reference: string, firstDayMissed: LocalDate, isAtRisk: boolean): FactBody[] => [
  { kind: 'opened', way: 'missing' },
  {
    kind: 'triaged',
    triage: { yes: isAtRisk ? [policyPack(POLICY).triage.questions[0]!.id] : [], groups: [], note: '' },
  },
  {
    kind: 'pupil-described',
    pupil: { ...PUPIL, surname: `Ashdown ${reference}` },
  },
  {
    kind: 'absence-described',
    absence: {
      lastAttended: weekdaysBefore(firstDayMissed, 1),
      firstDayMissed,
      code: 'N',
      leaveEnded: null,
      note: '',
    },
  },
];

export function weekdaysBefore(day: LocalDate, count: number): LocalDate {
  let at = day;
  for (let left = count; left > 0;) {
    at = addDays(at, -1);
    if (!isWeekend(at)) left -= 1;
  }
  return at;
}

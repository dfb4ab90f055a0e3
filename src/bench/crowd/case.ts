import { randomUUID } from 'node:crypto';
import { viewOf } from '../../casework/load';
import { BANK_HOLIDAYS } from '../../domain/calendar/bank-holidays';
import type { Instant, LocalDate } from '../../domain/calendar/date';
import { londonDate, londonInstant } from '../../domain/calendar/london';
import { workingDaysBefore } from '../../domain/calendar/working-days';
import type { Case } from '../../domain/case/case';
import type { Fact, FactBody } from '../../domain/case/fact';
import { nextDueAfter } from '../../notices/raise';
import type { Notice } from '../../notices/outbox';
import type { Person } from '../../people/directory';
import type { Storage } from '../../stores';
import type { Founded } from './authority';
import { RULES } from './rules';
import { PUPIL } from '../pupil';

interface Reported {
  readonly at: Pick<Founded, 'code' | 'policy'>;
  readonly urn: string;
  readonly reportedBy: Person;
  readonly isAtRisk?: boolean;
}

/** School days that a pupil has been missing and the case is open: the first alert to the school is due, and no other. */
const MISSED = 5;

/**
 * Opens a case of a pupil who has been missing for some days, and returns the alert of it that is due to the school, as
 * the bot raises it now: what was raised long ago and has not arrived is late, and others are told of it first.
 * Nothing else falls due on it, also when somebody answers: what is measured is what is sent.
 */
export async function missingPupil(
  storage: Storage,
  { at, urn, reportedBy }: Reported,
  now: Instant,
): Promise<Omit<Notice, 'id' | 'recipient' | 'urgent'>> {
  const firstDayMissed = schoolDaysBefore(londonDate(now), MISSED);
  const reportedAt = londonInstant(firstDayMissed, '10:00');
  const { theCase, keys } = newCase(at, urn, reportedBy, firstDayMissed, reportedAt);
  const { assessment } = await viewOf(theCase, storage, RULES, londonDate(now));
  await storage.cases.open(theCase, keys, null);
  const due = assessment.notices.find(({ rule, dueAt }) => dueAt <= now && rule.to.includes('attendance-lead'));
  if (!due) throw new Error('no alert to the school is due on the case of the crowd');
  const { obligation, occurrence, dueAt } = due;
  return { kind: 'alert', authority: at.code, caseId: theCase.id, obligation, occurrence, dueAt, raisedAt: now };
}

/**
 * The same, missing from this day on, left to the sweep: what falls due from now on is raised by the bot itself.
 * @param lookedAt when the sweep first looks at it; left out, once something falls due.
 */
export async function pupilToBeSwept(
  storage: Storage,
  { at, urn, reportedBy, isAtRisk = false }: Reported,
  firstDayMissed: LocalDate,
  now: Instant,
  lookedAt?: Instant,
): Promise<{ readonly caseId: string; readonly nextDueAt: Instant }> {
  const { theCase, keys } = newCase(at, urn, reportedBy, firstDayMissed, now, isAtRisk);
  const { assessment } = await viewOf(theCase, storage, RULES, londonDate(now));
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
  { code, policy }: Reported['at'],
  school: string,
  { id }: Person,
  firstDayMissed: LocalDate,
  openedAt: Instant,
  isAtRisk = false,
) {
  const reference = nextReference();
  const facts = report(reference, firstDayMissed, isAtRisk ? [policy.triage.questions[0]!.id] : []).map(
    (body): Fact => ({
      ...body,
      id: randomUUID(),
      recordedAt: openedAt,
      recordedBy: id,
    }),
  );
  const head = { id: randomUUID(), reference, school, authority: code, policy: policy.id, openedAt };
  const theCase: Case = { ...head, version: facts.length, facts };
  return { theCase, keys: { open: true, upn: null, nameKey: reference.toLowerCase(), dateOfBirth: '2016-03-09' } };
}

const report = (reference: string, firstDayMissed: LocalDate, risks: readonly string[]): FactBody[] => [
  { kind: 'opened', way: 'missing' },
  {
    kind: 'triaged',
    triage: { yes: [...risks], groups: [], note: '' },
  },
  {
    kind: 'pupil-described',
    pupil: { ...PUPIL, surname: `Ashdown ${reference}` },
  },
  {
    kind: 'absence-described',
    absence: {
      lastAttended: schoolDaysBefore(firstDayMissed, 1),
      firstDayMissed,
      code: 'N',
      leaveEnded: null,
      note: '',
    },
  },
];

/** The schools of the crowd meet on every day on which an office works. */
export const schoolDaysBefore = (day: LocalDate, count: number): LocalDate =>
  workingDaysBefore(day, count, BANK_HOLIDAYS.days);

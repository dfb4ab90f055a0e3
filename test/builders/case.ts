import { PUPIL } from '../../src/bench/pupil';
import type { Instant, LocalDate } from '../../src/domain/calendar/date';
import { londonInstant, type LocalTime } from '../../src/domain/calendar/london';
import type { Absence, CheckRecord, Fact, FactBody, Triage } from '../../src/domain/case/fact';
import type { Pupil } from '../../src/domain/pupil/pupil';

export const aPupil = (over: Partial<Pupil> = {}): Pupil => ({ ...PUPIL, ...over });

export const anAbsence = (over: Partial<Absence> = {}): Absence => ({
  lastAttended: '2026-04-24',
  firstDayMissed: '2026-04-27',
  code: 'N',
  leaveEnded: null,
  note: '',
  ...over,
});

export const noRisk: Triage = { yes: [], groups: [], note: '' };
export const atRisk: Triage = { yes: ['child-protection'], groups: [], note: '' };

export const aCheck = (over: Partial<CheckRecord> = {}): CheckRecord => ({
  outcome: 'done',
  on: '2026-04-27',
  at: '10:15',
  method: 'telephone',
  spokeTo: '',
  note: '',
  nextAction: '',
  evidence: {},
  asked: 'Asked in these words',
  ...over,
});

/** What the register says from this day on, or up to another one. */
export const mark = (
  code: string,
  from: LocalDate,
  to: LocalDate | null = null,
): Extract<FactBody, { kind: 'attendance' }> => ({
  kind: 'attendance',
  mark: { code, from, to, note: '' },
});

/** Facts recorded one after the other: `at('2026-04-27', '08:40', body, ...)`. */
export class History {
  readonly facts: Fact[] = [];

  at(date: LocalDate, time: LocalTime, ...bodies: FactBody[]): this {
    const recordedAt: Instant = londonInstant(date, time);
    for (const body of bodies) {
      this.facts.push({
        ...body,
        id: `fact-${String(this.facts.length + 1).padStart(4, '0')}`,
        recordedAt,
        recordedBy: 'person-1',
      });
    }
    return this;
  }
}

/** A report made on the morning of Day 1, Monday 27 April 2026. */
export const reported = (absence: Partial<Absence> = {}, triage: Triage = noRisk): History =>
  new History().at(
    '2026-04-27',
    '08:40',
    { kind: 'opened', way: 'missing' },
    { kind: 'triaged', triage },
    { kind: 'pupil-described', pupil: aPupil() },
    { kind: 'absence-described', absence: anAbsence(absence) },
  );

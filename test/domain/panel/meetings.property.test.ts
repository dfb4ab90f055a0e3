import fc from 'fast-check';
import { BANK_HOLIDAYS } from '../../../src/domain/calendar/bank-holidays';
import { addDays, isWeekend, type LocalDate } from '../../../src/domain/calendar/date';
import { londonInstant } from '../../../src/domain/calendar/london';
import {
  meetingAfter,
  meetingBefore,
  meetingOnOrAfter,
  nextMeetings,
  type Cycle,
} from '../../../src/domain/panel/cycle';
import { whyNotChanged } from '../../../src/domain/panel/decide-change';
import type { MeetingChange, SaidOfMeeting } from '../../../src/domain/panel/meeting-change';
import { aChange } from '../../builders/meetings';
import { liverpool } from '../calendar/liverpool';

const START: LocalDate = '2026-01-08';
const DAYS = 300;

interface Try {
  readonly day: number;
  readonly meeting: number;
  readonly kind: SaidOfMeeting['kind'];
  readonly by: number;
}

const tries = fc.array(
  fc.record({
    day: fc.integer({ min: 0, max: 200 }),
    meeting: fc.integer({ min: 0, max: 14 }),
    kind: fc.constantFrom<SaidOfMeeting['kind']>('moved', 'moved', 'cancelled', 'put-back'),
    by: fc.integer({ min: -20, max: 40 }),
  }),
  { maxLength: 12 },
);
const cycles = fc
  .record({ everyDays: fc.constantFrom(7, 14), skips: fc.boolean() })
  .map(({ everyDays, skips }): Cycle => ({
    anchor: START,
    rules: { everyDays, cutOffWorkingDays: 2, postAt: '09:00' },
    bankHolidays: BANK_HOLIDAYS.days,
    ...(skips && { schools: liverpool }),
  }));

/** Said one after the other, and taken where it is not refused. */
function spoken(cycle: Cycle, all: readonly Try[]): Cycle {
  let changes: readonly MeetingChange[] = [];
  for (const { day, meeting, kind, by } of [...all].sort((a, b) => a.day - b.day)) {
    const planned = addDays(START, meeting * cycle.rules.everyDays);
    const said: SaidOfMeeting = kind === 'moved' ? { kind, to: addDays(planned, by), time: null } : { kind };
    const now = londonInstant(addDays(START, day), '10:00');
    if (whyNotChanged({ ...cycle, changes }, planned, said, 'Because', now) === null)
      changes = [...changes, aChange(planned, said)];
  }
  return { ...cycle, changes };
}

/** The slow way: every day that the cycle gives, one after the other, and what was said of it last. */
function takingPlace(cycle: Cycle): LocalDate[] {
  const days: LocalDate[] = [];
  for (let n = 0; n < 2 * DAYS; n += cycle.rules.everyDays) {
    const planned = addDays(START, n);
    const last = (cycle.changes ?? []).findLast(({ meeting }) => meeting === planned)?.said;
    if (last?.kind === 'moved') days.push(last.to);
    if (last?.kind === 'put-back' || (!last && !isLeftOut(cycle, planned))) days.push(planned);
  }
  // One of a week that was left out may be moved into it before one that was moved past it.
  return days.sort();
}

const HOLIDAYS = [
  ['2026-02-16', '2026-02-20'],
  ['2026-03-30', '2026-04-10'],
  ['2026-05-25', '2026-05-29'],
] as const;
const isLeftOut = ({ schools }: Cycle, day: LocalDate): boolean =>
  schools !== undefined && HOLIDAYS.some(([from, to]) => from <= day && day <= to);

describe('whatever is said of meetings, one after the other', () => {
  it('those that take place keep their order, each on a working day of its own', () => {
    fc.assert(
      fc.property(cycles, tries, (cycle, all) => {
        const days = takingPlace(spoken(cycle, all));
        expect(days).toEqual([...new Set(days)].sort());
        const moved = spoken(cycle, all).changes!.flatMap(({ said }) => (said.kind === 'moved' ? [said.to] : []));
        expect(moved.filter((day) => isWeekend(day) || BANK_HOLIDAYS.days.has(day))).toEqual([]);
      }),
    );
  });

  it('the one on or after a day, before and after another, and those that are next are what counting by hand gives', () => {
    fc.assert(
      fc.property(cycles, tries, fc.integer({ min: 0, max: DAYS }), (cycle, all, n) => {
        const said = spoken(cycle, all);
        const days = takingPlace(said);
        const day = addDays(START, n);
        const next = meetingOnOrAfter(said, day);
        const at = days.findIndex((one) => one >= day);
        expect(next.on).toBe(days[at]);
        expect(meetingAfter(said, next).on).toBe(days[at + 1]);
        for (let one = next, before = at; before > 0; before -= 1) {
          one = meetingBefore(said, one);
          expect(one.on).toBe(days[before - 1]);
        }
        const listed = nextMeetings(said, day, 6);
        expect(listed).toHaveLength(6);
        const held = listed.filter(({ state }) => state === 'planned' || state === 'moved').map(({ on }) => on);
        expect(held).toEqual(days.slice(at, at + held.length));
      }),
    );
  });
});

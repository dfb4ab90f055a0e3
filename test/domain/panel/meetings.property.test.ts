import fc from 'fast-check';
import { BANK_HOLIDAYS } from '../../../src/domain/calendar/bank-holidays';
import { addDays, isWeekend, type LocalDate } from '../../../src/domain/calendar/date';
import { londonInstant } from '../../../src/domain/calendar/london';
import {
  daysMet,
  meetingAfter,
  meetingBefore,
  meetingOn,
  meetingOnOrAfter,
  nextMeetings,
  postingsAt,
  type Cycle,
} from '../../../src/domain/panel/cycle';
import { whyNotChanged } from '../../../src/domain/panel/decide-change';
import type { ClosedList } from '../../../src/domain/panel/frozen';
import type { MeetingChange, SaidOfMeeting } from '../../../src/domain/panel/meeting-change';
import { aChange } from '../../builders/meetings';
import { liverpool } from '../calendar/liverpool';

const START: LocalDate = '2026-01-08';
const DAYS = 300;
/** So many meetings of the cycle are spoken of; a higher number is of one that was added. */
const OF_CYCLE = 15;

interface Try {
  readonly day: number;
  readonly meeting: number;
  readonly kind: SaidOfMeeting['kind'];
  readonly by: number;
}

const tries = fc.array(
  fc.record({
    day: fc.integer({ min: 0, max: 200 }),
    meeting: fc.integer({ min: 0, max: OF_CYCLE + 5 }),
    kind: fc.constantFrom<SaidOfMeeting['kind']>('added', 'added', 'moved', 'moved', 'cancelled', 'put-back'),
    by: fc.integer({ min: -20, max: 40 }),
  }),
  { maxLength: 16 },
);
const cycles = fc
  .record({ everyDays: fc.constantFrom(7, 14), skips: fc.boolean() })
  .map(({ everyDays, skips }): Cycle => ({
    anchor: START,
    rules: { everyDays, cutOffWorkingDays: 2, postAt: '09:00', meetsAt: '10:00' },
    bankHolidays: BANK_HOLIDAYS.days,
    ...(skips && { schools: liverpool }),
  }));

/** Said one after the other, and taken where it is not refused. */
function spoken(cycle: Cycle, all: readonly Try[]): Cycle {
  let changes: readonly MeetingChange[] = [];
  for (const { day, meeting, kind, by } of [...all].sort((a, b) => a.day - b.day)) {
    const known = added(changes)[meeting - OF_CYCLE] ?? addDays(START, (meeting % OF_CYCLE) * cycle.rules.everyDays);
    const now = londonInstant(addDays(START, day), '10:00');
    const [planned, said] = wordOf(kind, kind === 'added' ? addDays(START, day + by) : known, by);
    if (whyNotChanged({ ...cycle, changes }, planned, said, 'Because', now) === null)
      changes = [...changes, aChange(planned, said, { at: now })];
  }
  return { ...cycle, changes };
}

function wordOf(kind: SaidOfMeeting['kind'], planned: LocalDate, by: number): [LocalDate, SaidOfMeeting] {
  if (kind === 'added') return [planned, { kind, time: by % 2 === 0 ? '14:00' : null }];
  return [planned, kind === 'moved' ? { kind, to: addDays(planned, by), time: null } : { kind }];
}

const added = (changes: readonly MeetingChange[]): LocalDate[] =>
  changes.flatMap(({ said, meeting }) => (said.kind === 'added' ? [meeting] : []));

/** The slow way: every day that the cycle gives or that was added, one after the other, and what was said of it last. */
function takingPlace(cycle: Cycle): LocalDate[] {
  const days: LocalDate[] = [];
  const given = Array.from({ length: Math.ceil((2 * DAYS) / cycle.rules.everyDays) }, (_, n) =>
    addDays(START, n * cycle.rules.everyDays),
  );
  for (const planned of new Set([...given, ...added(cycle.changes ?? [])])) {
    const last = (cycle.changes ?? []).findLast(({ meeting }) => meeting === planned)?.said;
    if (last?.kind === 'moved') days.push(last.to);
    if (last?.kind === 'put-back' || last?.kind === 'added' || (!last && !isLeftOut(cycle, planned)))
      days.push(planned);
  }
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
  it('each that takes place is on a working day of its own, and those that the cycle gives keep their order', () => {
    fc.assert(
      fc.property(cycles, tries, (cycle, all) => {
        const said = spoken(cycle, all);
        const days = takingPlace(said);
        expect(days).toEqual([...new Set(days)].sort());
        const moved = said.changes!.flatMap((one) => (one.said.kind === 'moved' ? [one.said.to] : []));
        const chosen = [...moved, ...added(said.changes!)];
        expect(chosen.filter((day) => isWeekend(day) || BANK_HOLIDAYS.days.has(day))).toEqual([]);
        // One of a week that was left out may be moved into it before one that was moved past it.
        const given = days
          .map((day) => meetingOnOrAfter(said, day))
          .filter(({ isExtra }) => !isExtra && !cycle.schools);
        expect(given.map(({ planned }) => planned)).toEqual(given.map(({ planned }) => planned).sort());
      }),
    );
  });

  it('an agenda is closed so many days before its meeting, and that of one added later when it was added', () => {
    fc.assert(
      fc.property(cycles, tries, (cycle, all) => {
        const said = spoken(cycle, all);
        for (const { meeting, at } of said.changes!.filter((one) => one.said.kind === 'added')) {
          const { on, postAt, cutOff } = meetingOn(said, meeting);
          let [due, working] = [on, 0];
          while (working < 2) {
            due = addDays(due, -1);
            if (!isWeekend(due) && !BANK_HOLIDAYS.days.has(due)) working += 1;
          }
          expect(postAt).toBe([londonInstant(due, '09:00'), at].sort().at(-1));
          expect(cutOff).toBe(postAt.slice(0, 10));
        }
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

/** Looks at ten each morning, but on days on which the bot is down, and closes what is due. */
function closing(cycle: Cycle, isDown: (n: number) => boolean): ClosedList[] {
  const lists: ClosedList[] = [];
  for (let n = 0; n < DAYS; n += 1) {
    if (isDown(n)) continue;
    const [today, now] = [addDays(START, n), londonInstant(addDays(START, n), '10:01')];
    const changes = cycle.changes!.filter(({ at }) => at <= now);
    for (const { planned, postAt } of postingsAt({ ...cycle, changes, record: { lists, today } }, today, now).due)
      if (!lists.some((one) => one.meeting === planned && one.postAt === postAt))
        lists.push({ meeting: planned, postAt, takenAt: now });
  }
  return lists;
}

describe('with the lists that were closed meanwhile', () => {
  const downs = fc
    .array(fc.record({ from: fc.nat(DAYS), days: fc.integer({ min: 3, max: 30 }) }), { minLength: 2, maxLength: 5 })
    .map((spans) => (n: number) => spans.some(({ from, days }) => n >= from && n < from + days));

  it('the same meetings were held, however near to another one was added and whenever nobody closed a list', () => {
    fc.assert(
      fc.property(cycles, tries, downs, (cycle, all, isDown) => {
        const said = spoken(cycle, all);
        const today = addDays(START, DAYS - 1);
        const record = { lists: closing(said, isDown), today };
        expect(daysMet({ ...said, record }, START, today)).toEqual(takingPlace(said).filter((day) => day <= today));
      }),
      { numRuns: 200 },
    );
  });

  it('one that was added is held on its day, whatever anchor is set later', () => {
    fc.assert(
      fc.property(cycles, tries, fc.integer({ min: 1, max: 13 }), fc.nat(DAYS), (cycle, all, by, n) => {
        const said = spoken(cycle, all);
        const record = { lists: closing(said, (day) => day >= n), today: addDays(START, n) };
        const later: Cycle = { ...said, anchor: addDays(START, by), record };
        const extra = added(said.changes!).map((day) => meetingOn(said, day));
        for (const { planned, on, state } of extra) {
          expect(meetingOn(later, planned)).toMatchObject({ on, state });
          if (state !== 'cancelled') expect(meetingOnOrAfter(later, on).on).toBe(on);
        }
      }),
      { numRuns: 50 },
    );
  });
});

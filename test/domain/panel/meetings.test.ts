import { BANK_HOLIDAYS } from '../../../src/domain/calendar/bank-holidays';
import type { LocalDate } from '../../../src/domain/calendar/date';
import { londonInstant, type LocalTime } from '../../../src/domain/calendar/london';
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
import type { SaidOfMeeting } from '../../../src/domain/panel/meeting-change';
import { aChange } from '../../builders/meetings';
import { liverpool } from '../calendar/liverpool';

/** Thursdays: 23 April, 7 May, 21 May, 4 June 2026. The schools are closed from 25 to 29 May, and from 30 March to 10 April. */
const thursdays: Cycle = {
  anchor: '2026-04-23',
  rules: { everyDays: 14, cutOffWorkingDays: 2, postAt: '09:00' },
  bankHolidays: BANK_HOLIDAYS.days,
};
const after = (...changes: readonly [LocalDate, SaidOfMeeting][]): Cycle => ({
  ...thursdays,
  changes: changes.map(([meeting, said]) => aChange(meeting, said)),
});
const moved = (to: LocalDate, time: LocalTime | null = null): SaidOfMeeting => ({ kind: 'moved', to, time });
const added = (time: LocalTime | null = null): SaidOfMeeting => ({ kind: 'added', time });
const CANCELLED: SaidOfMeeting = { kind: 'cancelled' };
const PUT_BACK: SaidOfMeeting = { kind: 'put-back' };

describe('a meeting that somebody has spoken of', () => {
  it('is on the day that it was moved to, and its agenda is due before that', () => {
    const cycle = after(['2026-05-07', moved('2026-05-12', '14:00')]);
    const meeting = meetingOnOrAfter(cycle, '2026-04-24');
    expect(meeting).toEqual({
      ...{ planned: '2026-05-07', on: '2026-05-12', time: '14:00', isExtra: false, state: 'moved' },
      ...{ cutOff: '2026-05-08', postAt: '2026-05-08T08:00:00.000Z' },
    });
    expect([meetingBefore(cycle, meeting).on, meetingAfter(cycle, meeting).on]).toEqual(['2026-04-23', '2026-05-21']);
    expect(meetingBefore(cycle, meetingOn(cycle, '2026-05-21'))).toEqual(meeting);
  });

  it('does not take place once it is cancelled, and is known by the day on which it was to be', () => {
    const cycle = after(['2026-05-07', moved('2026-05-12')], ['2026-05-07', CANCELLED]);
    expect(meetingOnOrAfter(cycle, '2026-04-24').on).toBe('2026-05-21');
    expect(meetingOn(cycle, '2026-05-07')).toMatchObject({ state: 'cancelled', on: '2026-05-12' });
    expect(meetingBefore(cycle, meetingOn(cycle, '2026-05-21')).on).toBe('2026-04-23');
  });

  it('is on its own day, at no time of its own, once it is put back', () => {
    const cycle = after(
      ['2026-05-07', moved('2026-05-12', '14:00')],
      ['2026-05-07', CANCELLED],
      ['2026-05-07', PUT_BACK],
    );
    expect(meetingOnOrAfter(cycle, '2026-04-24')).toEqual(meetingOn(thursdays, '2026-05-07'));
  });

  it('is none, where the cycle gives none on that day any more', () => {
    const cycle = after(['2026-05-08', moved('2026-05-12')]);
    expect(meetingOnOrAfter(cycle, '2026-05-08').on).toBe('2026-05-21');
  });
});

describe('a meeting that somebody has added', () => {
  const ADDED = added('14:00');
  /** Called on Monday 4 May for Tuesday the 12th, between two of the cycle. */
  const CALLED = aChange('2026-05-12', ADDED, { at: '2026-05-04T09:00:00.000Z' });
  const cycle: Cycle = { ...thursdays, changes: [CALLED] };
  const then = (...said: readonly SaidOfMeeting[]): Cycle => ({
    ...thursdays,
    changes: [CALLED, ...said.map((one) => aChange('2026-05-12', one, { at: '2026-05-05T09:00:00.000Z' }))],
  });

  it('is one as any other, on its day and at its time', () => {
    const meeting = meetingOnOrAfter(cycle, '2026-05-08');
    expect(meeting).toEqual({
      ...{ planned: '2026-05-12', on: '2026-05-12', time: '14:00', isExtra: true, state: 'planned' },
      ...{ cutOff: '2026-05-08', postAt: '2026-05-08T08:00:00.000Z' },
    });
    expect([meetingBefore(cycle, meeting).on, meetingAfter(cycle, meeting).on]).toEqual(['2026-05-07', '2026-05-21']);
    expect(meetingBefore(cycle, meetingOn(cycle, '2026-05-21'))).toEqual(meeting);
    expect(nextMeetings(cycle, '2026-05-07', 3).map(({ on }) => on)).toEqual([
      '2026-05-07',
      '2026-05-12',
      '2026-05-21',
    ]);
    expect(daysMet(cycle, '2026-05-01', '2026-05-21')).toEqual(['2026-05-07', '2026-05-12', '2026-05-21']);
  });

  it('is moved, cancelled, and put back to the day and the time at which it was added', () => {
    expect(meetingOn(then(moved('2026-05-13')), '2026-05-12')).toMatchObject({
      ...{ on: '2026-05-13', time: null, isExtra: true, state: 'moved' },
    });
    expect(meetingOnOrAfter(then(CANCELLED), '2026-05-08').on).toBe('2026-05-21');
    expect(meetingOn(then(moved('2026-05-13'), CANCELLED, PUT_BACK), '2026-05-12')).toMatchObject({
      ...{ on: '2026-05-12', time: '14:00', isExtra: true, state: 'planned' },
    });
  });

  it('has its agenda closed when it is called, where its cut-off has passed by then', () => {
    const late = { ...thursdays, changes: [aChange('2026-05-12', ADDED, { at: '2026-05-11T13:00:00.000Z' })] };
    expect(meetingOn(late, '2026-05-12')).toMatchObject({ cutOff: '2026-05-11', postAt: '2026-05-11T13:00:00.000Z' });
    const { due } = postingsAt(late, '2026-05-11', '2026-05-11T13:00:00.000Z');
    expect(due.map(({ on }) => on)).toEqual(['2026-05-12']);
  });

  it('is listed among the next ones where it is moved to, however far ahead it was added', () => {
    const near = after(['2027-01-05', added()], ['2027-01-05', moved('2026-05-12')]);
    expect(nextMeetings(near, '2026-05-08', 2).map(({ on }) => on)).toEqual(['2026-05-12', '2026-05-21']);
  });

  it('stays where it is in a week that is left out', () => {
    const half = { ...thursdays, schools: liverpool, changes: [aChange('2026-05-27', ADDED)] };
    expect(meetingOnOrAfter(half, '2026-05-22')).toMatchObject({ on: '2026-05-27', state: 'planned' });
  });

  it('takes none of the cycle away whose list nobody closed', () => {
    const lists = [{ meeting: '2026-05-12', postAt: '2026-05-08T08:00:00.000Z', takenAt: '2026-05-08T08:00:00.000Z' }];
    const down = { ...cycle, record: { lists: lists as ClosedList[], today: '2026-05-13' as const } };
    expect(daysMet(down, '2026-05-01', '2026-05-13')).toEqual(['2026-05-07', '2026-05-12']);
  });
});

describe('weeks in which the schools are closed', () => {
  /** Meets on 28 May, in half-term, and on 9 April, in the Easter holidays. */
  const cycle: Cycle = { ...thursdays, anchor: '2026-05-28' };
  const skipping: Cycle = { ...cycle, schools: liverpool };

  it('are kept where the authority says nothing else', () => {
    expect(meetingOnOrAfter(cycle, '2026-05-15').on).toBe('2026-05-28');
  });

  it('are left out where it does, and neither come before another meeting nor after it', () => {
    expect(meetingOnOrAfter(skipping, '2026-05-15').on).toBe('2026-06-11');
    expect(meetingBefore(skipping, meetingOn(skipping, '2026-06-11')).on).toBe('2026-05-14');
    expect(meetingOn(skipping, '2026-05-28').state).toBe('skipped');
    expect(meetingOnOrAfter(skipping, '2026-04-02').on).toBe('2026-04-16');
  });

  it('are met in after all where somebody puts the meeting back or moves it', () => {
    const putBack = { ...skipping, changes: [aChange('2026-05-28', PUT_BACK)] };
    expect(meetingOnOrAfter(putBack, '2026-05-15')).toMatchObject({ on: '2026-05-28', state: 'planned' });
    const elsewhere = { ...skipping, changes: [aChange('2026-05-28', moved('2026-06-02'))] };
    expect(meetingOnOrAfter(elsewhere, '2026-05-15')).toMatchObject({ on: '2026-06-02', state: 'moved' });
  });

  it('are not guessed where the term dates do not reach', () => {
    expect(meetingOnOrAfter(skipping, '2026-08-10').on).toBe('2026-08-20');
  });
});

it('the next meetings are listed with those that do not take place, each on its day', () => {
  const cycle = after(
    ['2026-05-21', CANCELLED],
    ['2026-05-07', moved('2026-05-13')],
    ['2026-04-23', moved('2026-04-22')],
  );
  const listed = nextMeetings(cycle, '2026-04-23', 4).map(({ on, state }) => `${on} ${state}`);
  expect(listed).toEqual(['2026-05-13 moved', '2026-05-21 cancelled', '2026-06-04 planned', '2026-06-18 planned']);
});

describe('it is kindly refused', () => {
  const NOW = londonInstant('2026-05-05', '10:00');
  const refused = (
    said: SaidOfMeeting,
    meeting: LocalDate = '2026-05-07',
    cycle = thursdays,
    reason = 'No room is free',
  ) => whyNotChanged(cycle, meeting, said, reason, NOW);

  it.each<[string, SaidOfMeeting, LocalDate, Cycle, string]>([
    ['to move one into the past', moved('2026-05-04'), '2026-05-07', thursdays, 'That has passed already.'],
    [
      'to move one to a time that has passed',
      moved('2026-05-05', '10:00'),
      '2026-05-07',
      thursdays,
      'That has passed already.',
    ],
    [
      'to move one to a day on which nobody works',
      moved('2026-05-09'),
      '2026-05-07',
      thursdays,
      'Sat 9 May 2026 is no working day.',
    ],
    ['to move one to where it is', moved('2026-05-07'), '2026-05-07', thursdays, 'is on Thu 7 May 2026 already'],
    [
      'to move one onto another',
      moved('2026-05-21'),
      '2026-05-07',
      thursdays,
      'The panel meets on Thu 21 May 2026 already.',
    ],
    [
      'to move one past another',
      moved('2026-05-22'),
      '2026-05-07',
      thursdays,
      'The meeting of Thu 21 May 2026 would lie on the wrong side',
    ],
    ['to move one before another', moved('2026-05-06'), '2026-05-21', thursdays, 'Give a day after that one'],
    ['to change one that has been', CANCELLED, '2026-04-23', thursdays, 'The meeting of Thu 23 April 2026 has been'],
    [
      'to put back one whose day has passed',
      PUT_BACK,
      '2026-04-23',
      after(['2026-04-23', CANCELLED]),
      'Thu 23 April 2026 has passed',
    ],
    ['to cancel one twice', CANCELLED, '2026-05-07', after(['2026-05-07', CANCELLED]), 'is cancelled already'],
    ['to put back one that nobody moved', PUT_BACK, '2026-05-07', thursdays, 'as it always was'],
    ['to change one that there is not', CANCELLED, '2026-05-08', thursdays, 'no such meeting'],
    [
      'to put one back onto another',
      PUT_BACK,
      '2026-05-21',
      after(['2026-05-21', CANCELLED], ['2026-05-07', moved('2026-05-21')]),
      'The panel meets on Thu 21 May 2026 already.',
    ],
    [
      'to cancel one in a week that is left out',
      CANCELLED,
      '2026-05-28',
      { ...thursdays, anchor: '2026-05-28', schools: liverpool },
      'the schools are closed',
    ],
    ['to add one in the past', added(), '2026-05-04', thursdays, 'That has passed already.'],
    ['to add one at a time that has passed', added('10:00'), '2026-05-05', thursdays, 'That has passed already.'],
    [
      'to add one on a day on which nobody works',
      added(),
      '2026-05-09',
      thursdays,
      'Sat 9 May 2026 is no working day.',
    ],
    ['to add one on a bank holiday', added(), '2026-05-25', thursdays, 'Mon 25 May 2026 is no working day.'],
    [
      'to add one where one is planned',
      added(),
      '2026-05-07',
      thursdays,
      'The panel meets on Thu 7 May 2026 already. Give another day.',
    ],
    [
      'to add one where one was moved to',
      added(),
      '2026-05-13',
      after(['2026-05-07', moved('2026-05-13')]),
      'The panel meets on Wed 13 May 2026 already.',
    ],
    [
      'to add one where one was added',
      added('16:00'),
      '2026-05-13',
      after(['2026-05-13', added()]),
      'The panel meets on Wed 13 May 2026 already.',
    ],
    [
      'to add one where one is cancelled',
      added(),
      '2026-05-13',
      after(['2026-05-13', added()], ['2026-05-13', CANCELLED]),
      'Put that one back in place of adding another.',
    ],
    [
      'to add one where one was moved from',
      added(),
      '2026-05-07',
      after(['2026-05-07', moved('2026-05-13')]),
      'Give another day, or put that one back and add one on Wed 13 May 2026.',
    ],
    [
      'to move one onto one that was added',
      moved('2026-05-13'),
      '2026-05-07',
      after(['2026-05-13', added()]),
      'The panel meets on Wed 13 May 2026 already.',
    ],
  ])('%s', (_what, said, meeting, cycle, says) => {
    expect(refused(said, meeting, cycle)).toContain(says);
  });

  it('without a reason', () => {
    expect(refused(CANCELLED, '2026-05-07', thursdays, '')).toContain('Say why');
    expect(refused(CANCELLED)).toBeNull();
    expect(refused(added(), '2026-05-12', thursdays, '')).toContain('Say why');
    expect(refused(added(), '2026-05-12')).toBeNull();
  });

  it('and not to add one between others, today, or in a week that is left out, nor to move one past it', () => {
    const skipping = { ...thursdays, anchor: '2026-05-28', schools: liverpool } as const;
    for (const day of ['2026-05-05', '2026-05-06', '2026-05-08'] as const) expect(refused(added(), day)).toBeNull();
    for (const day of ['2026-05-27', '2026-05-28'] as const) expect(refused(added(), day, skipping)).toBeNull();
    const elsewhere = after(['2026-05-07', moved('2026-05-13')]);
    expect(refused(added(), '2026-05-11', elsewhere)).toBeNull();
    const between = after(['2026-05-11', added()]);
    expect(refused(moved('2026-05-13'), '2026-05-07', between)).toBeNull();
    expect(refused(moved('2026-05-22'), '2026-05-11', between)).toBeNull();
  });

  it('and not to move one within its place, at another time, or to later on the same day', () => {
    expect(refused(moved('2026-05-20'))).toBeNull();
    expect(refused(moved('2026-05-07', '14:00'))).toBeNull();
    expect(refused(moved('2026-05-05', '10:01'))).toBeNull();
    expect(refused(moved('2026-05-22'), '2026-05-07', after(['2026-05-21', CANCELLED]))).toBeNull();
  });
});

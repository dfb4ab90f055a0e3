import type { LocalDate } from '../../../src/domain/calendar/date';
import { londonInstant } from '../../../src/domain/calendar/london';
import {
  meetingAfter,
  meetingBefore,
  meetingOn,
  meetingOnOrAfter,
  nextMeetings,
  type Cycle,
} from '../../../src/domain/panel/cycle';
import { whyNotChanged } from '../../../src/domain/panel/decide-change';
import type { SaidOfMeeting } from '../../../src/domain/panel/meeting-change';
import { aChange } from '../../builders/meetings';
import { liverpool } from '../calendar/liverpool';
import { added, after, CANCELLED, moved, PUT_BACK, thursdays } from './thursdays';

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

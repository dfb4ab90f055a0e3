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
import type { ClosedList } from '../../../src/domain/panel/frozen';
import type { SaidOfMeeting } from '../../../src/domain/panel/meeting-change';
import { aChange } from '../../builders/meetings';
import { liverpool } from '../calendar/liverpool';
import { added, after, CANCELLED, moved, PUT_BACK, thursdays } from './thursdays';

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

import { assess } from '../../../src/domain/case/assess';
import type { LocalDate } from '../../../src/domain/calendar/date';
import type { AttendanceMark } from '../../../src/domain/case/fact';
import { policyPack } from '../../../src/domain/policy/policies';
import { aCheck, aPupil, atRisk, History, reported } from '../../builders/case';
import { liverpool } from '../calendar/liverpool';

const policy = policyPack('liverpool');
const on = (history: History, asOf: LocalDate) => assess(history.facts, liverpool, policy, asOf);
const mark = (code: string, from: LocalDate, to: LocalDate | null = null) =>
  ({ kind: 'attendance', mark: { code, from, to, note: '' } satisfies AttendanceMark }) as const;
const due = (history: History, asOf: LocalDate) =>
  on(history, asOf).notices.map(({ rule, dueAt }) => `${dueAt.slice(0, 16)} ${rule.id}`);

describe('the days of an absence', () => {
  it.each<[LocalDate, number]>([
    ['2026-04-27', 1],
    ['2026-05-01', 5],
    ['2026-05-04', 5],
    ['2026-05-05', 6],
    ['2026-05-11', 10],
    ['2026-05-29', 19],
    ['2026-06-01', 20],
  ])('absent from 27 April: on %s it is Day %i', (asOf, day) => {
    const { day: counted, counts } = on(reported(), asOf);
    expect([counted, counts.tenDayReturn?.days, counts.groundI?.days]).toEqual([day, day, day]);
  });

  it('say up to when somebody has confirmed the register', () => {
    const history = reported().at('2026-05-05', '09:00', mark('N', '2026-05-05'));
    expect(on(history, '2026-05-11').counts.tenDayReturn).toEqual({
      since: '2026-04-27',
      after: null,
      days: 10,
      confirmedTo: '2026-05-05',
    });
  });

  it('run on for the ten-day return and start anew for ground I after one late arrival', () => {
    const history = reported().at('2026-05-07', '11:00', mark('U', '2026-05-07', '2026-05-07'));
    const { counts } = on(history, '2026-05-11');
    expect(counts.tenDayReturn).toMatchObject({ since: '2026-04-27', days: 10 });
    expect(counts.groundI).toMatchObject({ since: '2026-05-08', days: 2 });
  });

  it('run on for both when the pupil is seen elsewhere, and end for ground I at a visit to the school', () => {
    const seen = (where: 'elsewhere' | 'at-school') =>
      reported().at('2026-05-07', '11:00', {
        kind: 'seen',
        sighting: { on: '2026-05-07', where, by: 'EWS', note: '' },
      });
    expect(on(seen('elsewhere'), '2026-05-11').counts.groundI?.days).toBe(10);
    const visit = on(seen('at-school'), '2026-05-11');
    expect(visit.counts.groundI).toMatchObject({ since: '2026-05-08', days: 2 });
    expect(visit.counts.tenDayReturn?.days).toBe(10);
    expect(visit.found).toEqual({ how: 'seen', on: '2026-05-07' });
  });

  it('end with a return, while the safeguarding clock runs on until the case is closed', () => {
    const history = reported().at('2026-05-07', '09:00', mark('/', '2026-05-07'));
    const back = on(history, '2026-05-08');
    expect(back).toMatchObject({ day: null, stage: null, found: { how: 'returned', on: '2026-05-07' } });
    expect(back.counts).toMatchObject({
      tenDayReturn: null,
      groundI: null,
      safeguarding: { schoolDays: 9, calendarDays: 12 },
    });
    expect(back.next).toMatchObject({ id: 'outcome', due: { known: true, date: '2026-05-08' } });
    history.at('2026-05-08', '10:00', { kind: 'closed', reason: 'returned', note: 'Back in class.' });
    expect(on(history, '2026-05-08')).toMatchObject({
      open: false,
      obligations: [],
      notices: [{ obligation: 'case-closed' }],
      counts: { safeguarding: null },
    });
  });

  it('begin again with Day 1 when a pupil who was back goes missing again', () => {
    const history = reported()
      .at('2026-04-28', '09:00', { kind: 'check-recorded', item: 'S04', check: aCheck({ outcome: 'seen-child' }) })
      .at('2026-05-07', '09:00', mark('/', '2026-05-07', '2026-05-08'))
      .at('2026-05-11', '09:10', mark('N', '2026-05-11'));
    const again = on(history, '2026-05-12');
    expect(again.day).toBe(2);
    expect(again.checklist.find(({ item }) => item.id === 'S04')!.facts).toEqual([]);
    expect(again.milestones.find(({ day }) => day === 6)!.on).toEqual({ known: true, date: '2026-05-18' });
  });
});

describe('what is due', () => {
  it('is the alerts of the issue, at 08:30 in England on the school days of this school', () => {
    const { notices } = on(reported(), '2026-04-27');
    const officer = notices
      .filter(({ rule }) => rule.to[0] === 'tracking-officer')
      .map(({ rule, dueAt }) => [rule.id, dueAt]);
    expect(officer).toEqual(
      expect.arrayContaining([
        ['ews-contact-due', '2026-05-05T07:30:00.000Z'],
        ['notification-coming', '2026-05-07T07:30:00.000Z'],
        ['notification-due', '2026-05-11T07:30:00.000Z'],
        ['review-due', '2026-06-01T07:30:00.000Z'],
        ['notification-overdue', '2026-05-12T07:30:00.000Z'],
      ]),
    );
    expect(notices.map(({ dueAt }) => dueAt)).toEqual(notices.map(({ dueAt }) => dueAt).sort());
  });

  it('is an urgent alert at the moment of an urgent triage, and again only when a reason is added', () => {
    const history = reported({}, atRisk).at('2026-04-28', '14:00', { kind: 'triaged', triage: atRisk });
    expect(due(history, '2026-04-28').filter((line) => line.endsWith('at-risk-report'))).toEqual([
      '2026-04-27T07:40 at-risk-report',
    ]);
    history.at('2026-04-29', '10:00', {
      kind: 'triaged',
      triage: { ...atRisk, yes: ['child-protection', 'suspected-crime'] },
    });
    expect(due(history, '2026-04-29').filter((line) => line.endsWith('at-risk-report'))).toHaveLength(2);
  });

  it('leaves out what has been settled', () => {
    const item = policy.checklist.find(({ id }) => id === 'L01')!;
    const check = aCheck({ outcome: item.settles[0]!, on: '2026-05-06' });
    const history = reported().at('2026-05-06', '10:00', { kind: 'check-recorded', item: 'L01', check });
    expect(due(history, '2026-05-06').join()).not.toContain('notification-');
    expect(on(history, '2026-05-06').obligations.find(({ id }) => id === 'L01')!.state).toBe('settled');
  });

  it('tells of a late report only where it stands, not of every milestone before it', () => {
    const history = new History().at(
      '2026-05-12',
      '10:00',
      { kind: 'opened', way: 'missing' },
      { kind: 'pupil-described', pupil: aPupil() },
      {
        kind: 'absence-described',
        absence: { lastAttended: null, firstDayMissed: '2026-04-27', code: 'O', leaveEnded: null, note: '' },
      },
    );
    const toOfficer = on(history, '2026-05-12').notices.filter(
      ({ rule, dueAt }) => rule.to.join() === 'tracking-officer' && dueAt < '2026-05-12T09:00Z',
    );
    expect(toOfficer.map(({ rule }) => rule.id)).toEqual(['ews-contact-overdue', 'notification-overdue']);
  });

  it('is to finish the report while an urgent one has only a name', () => {
    const history = new History().at(
      '2026-04-27',
      '08:40',
      { kind: 'opened', way: 'missing' },
      { kind: 'triaged', triage: atRisk },
      { kind: 'pupil-described', pupil: aPupil({ dateOfBirth: null, upn: null }) },
    );
    expect(on(history, '2026-04-27')).toMatchObject({
      atRisk: true,
      day: 1,
      reportComplete: false,
      next: { id: 'report' },
    });
    expect(due(history, '2026-04-27')).toContain('2026-04-27T07:40 at-risk-report');
  });
});

describe('what people are told before they rely on a count', () => {
  it('is that the calendar ends before Day 20, and no date is invented', () => {
    const history = new History().at(
      '2026-07-06',
      '09:00',
      { kind: 'opened', way: 'missing' },
      { kind: 'pupil-described', pupil: aPupil() },
      {
        kind: 'absence-described',
        absence: { lastAttended: null, firstDayMissed: '2026-07-06', code: 'N', leaveEnded: null, note: '' },
      },
    );
    const { warnings, milestones, earliest, notices } = on(history, '2026-07-06');
    expect(warnings.join()).toContain('calendar ends on Mon 20 July 2026, before Day 20');
    expect(milestones.find(({ day }) => day === 20)!.on).toEqual({ known: false, calendarEnds: '2026-07-20' });
    expect(earliest.map((floor) => floor.on.known)).toEqual([false]);
    expect(notices.filter(({ rule }) => rule.id === 'calendar-short')).toHaveLength(1);
  });

  it('is that an unplanned closure within the run is for the authority to decide', () => {
    const closed = {
      ...liverpool,
      closures: [
        ...liverpool.closures,
        { kind: 'closure', from: '2026-05-06', to: '2026-05-06', note: 'Flood' } as const,
      ],
    };
    const assessed = assess(reported().facts, closed, policy, '2026-05-11');
    expect(assessed.day).toBe(9);
    expect(assessed.warnings.join()).toContain('closed on Wed 6 May 2026');
  });

  it('is the earliest lawful date as a floor: the day after Day 20, and the day after the tenth that follows leave', () => {
    const { earliest } = on(reported({ leaveEnded: '2026-04-24', code: 'G' }), '2026-04-28');
    expect(earliest.map((floor) => floor.on)).toEqual([
      { known: true, date: '2026-05-12' },
      { known: true, date: '2026-06-02' },
    ]);
  });
});

import { assess } from '../../../src/domain/case/assess';
import type { LocalDate } from '../../../src/domain/calendar/date';
import type { Assessment } from '../../../src/domain/case/assessment';
import type { AlertRule } from '../../../src/domain/policy/pack';
import { policyFor } from '../../../src/domain/policy/policy-for';
import { endedAlertOf } from '../../builders/ends-of-a-pack';
import { policyPack, policyPackIds } from '../../../src/domain/policy/policies';
import { aCheck, aPupil, History, mark, reported } from '../../builders/case';
import { alertsOf, atRiskUnder, firstCheckOf, morningOf, overdueAlertsOf, theReturnOf } from '../../builders/of-a-pack';
import { liverpool } from '../calendar/liverpool';

/** Day 1 to Day 24 of an absence since Monday 27 April 2026, counted by hand: 4 May and the half-term week are none. */
const SCHOOL_DAYS: readonly LocalDate[] = [
  ...['2026-04-27', '2026-04-28', '2026-04-29', '2026-04-30', '2026-05-01'],
  ...['2026-05-05', '2026-05-06', '2026-05-07', '2026-05-08'],
  ...['2026-05-11', '2026-05-12', '2026-05-13', '2026-05-14', '2026-05-15'],
  ...['2026-05-18', '2026-05-19', '2026-05-20', '2026-05-21', '2026-05-22'],
  ...['2026-06-01', '2026-06-02', '2026-06-03', '2026-06-04', '2026-06-05'],
] as LocalDate[];

const overdueIn = ({ notices }: Assessment): string[] =>
  notices.filter(({ rule }) => rule.trigger.kind === 'overdue').map(({ rule }) => rule.id);

describe.each(policyPackIds())('under the pack %s', (pack) => {
  const policy = policyPack(pack);
  const on = (history: History, asOf: LocalDate) => assess(history.facts, liverpool, policy, asOf);
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
        notices: [{ obligation: endedAlertOf(policy, 'missing').id }],
        counts: { safeguarding: null },
      });
    });

    it('begin again with Day 1 when a pupil who was back goes missing again', () => {
      const first = firstCheckOf(policy);
      const history = reported()
        .at('2026-04-28', '09:00', {
          kind: 'check-recorded',
          item: first.id,
          check: aCheck({ outcome: first.settles[0]! }),
        })
        .at('2026-05-07', '09:00', mark('/', '2026-05-07', '2026-05-08'))
        .at('2026-05-11', '09:10', mark('N', '2026-05-11'));
      const again = on(history, '2026-05-12');
      expect(again.day).toBe(2);
      expect(again.checklist.find(({ item }) => item.id === first.id)!.facts).toEqual([]);
      // The days of the second run, of which Monday 11 May is the first.
      for (const { day, on: reach } of again.milestones.filter((one) => one.day <= 10))
        expect(reach).toEqual({ known: true, date: SCHOOL_DAYS[day + 8] });
    });
  });

  describe('what is due', () => {
    it('is told on the mornings of the policy, on the school days of this school', () => {
      const { notices } = on(reported(), '2026-04-27');
      const told = notices.map(({ rule, dueAt }) => `${rule.id} ${dueAt}`);
      const morning = (id: string, day: number) => `${id} ${morningOf(policy, SCHOOL_DAYS[day - 1]!)}`;
      const expected = policyFor(policy, 'missing').alerts.flatMap(({ id, trigger }) =>
        trigger.kind === 'school-day'
          ? [morning(id, trigger.day)]
          : trigger.kind === 'day-before'
            ? [morning(id, trigger.day - 1)]
            : [],
      );
      const overdue = overdueAlertsOf(policy, theReturnOf(policy).id).map((id) => morning(id, 11));
      expect(expected.length).toBeGreaterThan(5);
      expect(told).toEqual(expect.arrayContaining([...expected, ...overdue]));
      expect(notices.map(({ dueAt }) => dueAt)).toEqual(notices.map(({ dueAt }) => dueAt).sort());
    });

    it('is an urgent alert at the moment of an urgent triage, and again only when a reason is added', () => {
      const urgent = alertsOf(policy, 'at-risk');
      const ofUrgent = (history: History, asOf: LocalDate) =>
        due(history, asOf).filter((line) => urgent.some((id) => line.endsWith(` ${id}`)));
      const atRisk = atRiskUnder(policy);
      const history = reported({}, atRisk).at('2026-04-28', '14:00', { kind: 'triaged', triage: atRisk });
      expect(ofUrgent(history, '2026-04-28').sort()).toEqual(urgent.map((id) => `2026-04-27T07:40 ${id}`).sort());
      history.at('2026-04-29', '10:00', { kind: 'triaged', triage: atRiskUnder(policy, 1) });
      expect(ofUrgent(history, '2026-04-29')).toHaveLength(2 * urgent.length);
    });

    it('leaves out what has been settled', () => {
      const { id, settles } = theReturnOf(policy);
      const check = aCheck({ outcome: settles[0]!, on: '2026-05-06' });
      const history = reported();
      expect(overdueIn(on(history, '2026-05-06'))).toEqual(expect.arrayContaining(overdueAlertsOf(policy, id)));
      history.at('2026-05-06', '10:00', { kind: 'check-recorded', item: id, check });
      expect(overdueIn(on(history, '2026-05-06'))).not.toEqual(expect.arrayContaining(overdueAlertsOf(policy, id)));
      expect(on(history, '2026-05-06').obligations.find((one) => one.id === id)!.state).toBe('settled');
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
      const isToOfficer = ({ to }: AlertRule) => to[0] === 'tracking-officer';
      const toOfficer = on(history, '2026-05-12').notices.filter(
        ({ rule, dueAt }) => isToOfficer(rule) && dueAt < '2026-05-12T09:00Z',
      );
      const { alerts, checklist } = policyFor(policy, 'missing');
      const late = checklist.filter(({ when, dueDay }) => when === 'always' && dueDay !== null && dueDay <= 10);
      const overdue = late.flatMap(({ id }) =>
        alerts.filter((rule) => isToOfficer(rule) && rule.trigger.kind === 'overdue' && rule.trigger.item === id),
      );
      const isSaidAsLate = ({ unlessSettled }: AlertRule) =>
        overdue.some(({ trigger }) => trigger.kind === 'overdue' && trigger.item === unlessSettled);
      const reached = alerts
        .filter((rule) => isToOfficer(rule) && rule.trigger.kind === 'school-day' && rule.trigger.day <= 11)
        .slice(-1);
      // The last day that was reached, unless what it asks for is late by now and said so.
      const stands = [...overdue, ...reached.filter((rule) => !isSaidAsLate(rule))];
      expect(stands).not.toEqual([]);
      expect(toOfficer.map(({ rule }) => rule.id).sort()).toEqual(stands.map(({ id }) => id).sort());
    });

    it('is to finish the report while an urgent one has only a name', () => {
      const history = new History().at(
        '2026-04-27',
        '08:40',
        { kind: 'opened', way: 'missing' },
        { kind: 'triaged', triage: atRiskUnder(policy) },
        { kind: 'pupil-described', pupil: aPupil({ dateOfBirth: null, upn: null }) },
      );
      expect(on(history, '2026-04-27')).toMatchObject({
        atRisk: true,
        day: 1,
        reportComplete: false,
        next: { id: 'report' },
      });
      for (const id of alertsOf(policy, 'at-risk'))
        expect(due(history, '2026-04-27')).toContain(`2026-04-27T07:40 ${id}`);
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
      expect(notices.filter(({ rule }) => rule.trigger.kind === 'calendar-short')).toHaveLength(1);
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
});

import fc from 'fast-check';
import { assess } from '../../../src/domain/case/assess';
import { addDays, type Instant, type LocalDate } from '../../../src/domain/calendar/date';
import { londonDate, londonInstant } from '../../../src/domain/calendar/london';
import type { FactBody, Triage } from '../../../src/domain/case/fact';
import { policyPack, policyPackIds } from '../../../src/domain/policy/policies';
import { nextDueAfter } from '../../../src/notices/raise';
import { anAbsence, aPupil, History, mark, noRisk, reported } from '../../builders/case';
import {
  alertsOf,
  atRiskUnder,
  firstCheckOf,
  morningOf,
  overdueAlertsOf,
  theReturnOf,
  urgentCallOf,
} from '../../builders/of-a-pack';
import { everythingDone, made } from '../../builders/everything-done';
import { liverpool } from '../calendar/liverpool';

const aCall = { agency: 'police', reference: 'LOG-1', on: '2026-04-27', at: '08:50', note: '' } as const;

describe.each(policyPackIds())('under the pack %s', (pack) => {
  const policy = policyPack(pack);
  const on = (history: History, asOf: LocalDate) => assess(history.facts, liverpool, policy, asOf);
  const rulesUpTo = (history: History, asOf: LocalDate) =>
    on(history, asOf)
      .notices.filter(({ dueAt }) => dueAt <= londonInstant(asOf, '23:59'))
      .map(({ rule }) => rule.id);
  const atRisk = atRiskUnder(policy);
  const urgent = (triage: Triage = atRisk) =>
    new History().at(
      '2026-04-27',
      '08:40',
      { kind: 'opened', way: 'missing' },
      { kind: 'triaged', triage },
      { kind: 'pupil-described', pupil: aPupil({ dateOfBirth: null, upn: null }) },
    );

  describe('an open case is looked at again', () => {
    it('on the next school day after one day of another code, and counts again from then', () => {
      const history = reported().at('2026-04-29', '09:00', mark('I', '2026-04-29', '2026-04-29'));
      const ill = on(history, '2026-04-29');
      expect(ill.day).toBeNull();
      expect(nextDueAfter(ill, londonInstant('2026-04-29', '09:00'))).toBe(morningOf(policy, '2026-04-30'));
      expect(on(history, '2026-04-30').day).toBe(1);
    });

    it('and asked about when another code runs on, or a pupil was found and nobody ends the case', () => {
      const history = reported().at('2026-04-29', '09:00', mark('I', '2026-04-29'));
      const asks = overdueAlertsOf(policy, 'outcome');
      expect(rulesUpTo(history, '2026-05-01')).toEqual(expect.arrayContaining(asks));
      const back = reported().at('2026-04-29', '09:00', mark('/', '2026-04-29'));
      const tells = alertsOf(policy, 'found');
      expect(rulesUpTo(back, '2026-05-01')).toEqual(expect.arrayContaining([...tells, ...asks]));
    });

    it('whatever is recorded, as long as its calendar reaches', () => {
      const body = fc.oneof(
        fc
          .record({
            code: fc.constantFrom('G', 'N', 'O', 'U', 'I', '/'),
            start: fc.nat(20),
            length: fc.option(fc.nat(5)),
          })
          .map(({ code, start, length }) => {
            const from = addDays('2026-04-27', start);
            return mark(code, from, length === null ? null : addDays(from, length));
          }),
        fc.constantFrom<FactBody>(
          { kind: 'seen', sighting: { on: '2026-05-05', where: 'elsewhere', by: 'EWS', note: '' } },
          { kind: 'triaged', triage: atRisk },
          { kind: 'triaged', triage: noRisk },
          { kind: 'absence-described', absence: anAbsence({ firstDayMissed: '2026-04-30' }) },
          made(theReturnOf(policy)),
        ),
        fc.constantFrom(...policy.checklist).map(made),
      );
      fc.assert(
        fc.property(fc.array(body, { maxLength: 6 }), fc.boolean(), fc.nat(50), (bodies, allMade, days) => {
          const history = reported();
          for (const one of bodies) history.at('2026-05-18', '10:00', one);
          const asOf = addDays('2026-05-18', days);
          if (allMade) everythingDone(history, policy, asOf);
          // Day by day, as the sweep does: from any day there is a next one.
          expect(nextDueAfter(on(history, asOf), londonInstant(asOf, '12:00'))).not.toBeNull();
        }),
        { numRuns: 300 },
      );
    });
  });

  describe('an urgent report that is not finished', () => {
    it('tells the safeguarding lead at once, and never says that the call is not needed', () => {
      expect(rulesUpTo(urgent(), '2026-04-27')).toEqual(expect.arrayContaining(alertsOf(policy, 'at-risk')));
      const states = on(urgent(), '2026-04-27').checklist.map(({ item, state }) => [item.id, state]);
      expect(states).toEqual(
        expect.arrayContaining([
          [urgentCallOf(policy).id, 'due'],
          [firstCheckOf(policy).id, 'due'],
        ]),
      );
    });

    it('is chased on the next school day, and alerts at the milestones like any other', () => {
      expect(rulesUpTo(urgent(), '2026-04-28')).toEqual(
        expect.arrayContaining([
          ...overdueAlertsOf(policy, 'report'),
          ...overdueAlertsOf(policy, urgentCallOf(policy).id),
        ]),
      );
      const told = rulesUpTo(urgent(), '2026-05-11');
      // What its risk has brought forward was overdue by then, and told as that.
      const isOverdue = (id: string) => {
        const item = policy.alerts.find((rule) => rule.id === id)!.unlessSettled;
        return item !== null && overdueAlertsOf(policy, item).some((overdue) => told.includes(overdue));
      };
      const milestones = alertsOf(policy, 'school-day', ({ day }) => day <= 10);
      expect(milestones.filter((id) => !told.includes(id) && !isOverdue(id))).toEqual([]);
      expect(on(urgent(), '2026-04-28')).toMatchObject({ next: { id: 'report', state: 'overdue' }, earliest: [] });
    });
  });

  describe('what was known before', () => {
    it('is no answer to a risk that is named later', () => {
      const history = reported({}, atRisk)
        .at('2026-04-27', '09:00', { kind: 'safeguarding-contacted', contact: aCall })
        .at('2026-04-29', '09:00', { kind: 'triaged', triage: atRiskUnder(policy, 1) });
      const [call] = alertsOf(policy, 'at-risk', (_, { unlessSettled }) => unlessSettled === urgentCallOf(policy).id);
      const toSchool = on(history, '2026-04-29').notices.filter(({ rule }) => rule.id === call);
      expect(toSchool.map(({ dueAt }) => dueAt)).toEqual(['2026-04-29T08:00:00.000Z']);
    });

    it('of the checks still counts after a day of another code, and no more after a day in school', () => {
      const first = firstCheckOf(policy);
      const state = (code: string) => {
        const history = reported()
          .at('2026-04-27', '10:00', made(first))
          .at('2026-05-06', '10:00', mark(code, '2026-04-29', '2026-04-29'));
        return on(history, '2026-05-06').checklist.find(({ item }) => item.id === first.id)!.state;
      };
      expect([state('I'), state('/')]).toEqual(['done', 'overdue']);
    });

    it('of a sighting ends when somebody says afterwards that the pupil is missing', () => {
      const history = reported().at('2026-04-29', '11:00', {
        kind: 'seen',
        sighting: { on: '2026-04-29', where: 'elsewhere', by: 'A neighbour', note: '' },
      });
      expect(on(history, '2026-04-30').found).toEqual({ how: 'seen', on: '2026-04-29' });
      history.at('2026-04-30', '09:00', mark('N', '2026-04-30'));
      expect(on(history, '2026-04-30').found).toBeNull();
    });

    it('does not flood people when the register is put right backwards', () => {
      const history = reported()
        .at('2026-04-28', '09:00', mark('/', '2026-04-28'))
        .at('2026-05-14', '09:00', mark('O', '2026-04-28'));
      const sent = on(history, '2026-05-14').notices.filter(
        ({ dueAt }) => dueAt <= londonInstant('2026-05-14', '09:00'),
      );
      // Day 13: of the milestones of the absence the lead hears of the last that is behind it, and of no other.
      const told = sent.filter(({ rule }) => rule.to.includes('attendance-lead')).map(({ rule }) => rule.id);
      const days = alertsOf(policy, 'school-day', ({ day }, { to }) => day <= 13 && to.includes('attendance-lead'));
      const eves = alertsOf(policy, 'day-before', (_, { to }) => to.includes('attendance-lead'));
      expect(told.filter((id) => days.includes(id) || eves.includes(id))).toEqual(days.slice(-1));
    });
  });

  describe('a second absence', () => {
    const away = (history: History) =>
      history.at('2026-04-29', '09:00', mark('/', '2026-04-29')).at('2026-05-01', '21:00', mark('N', '2026-05-01'));
    const missingAgain = (history: History) =>
      on(history, '2026-05-05')
        .notices.filter(({ rule }) => rule.trigger.kind === 'missing-again')
        .map(({ dueAt }) => dueAt);

    it('is told to the officer: at once where the child is at risk, else in the hours of a school day', () => {
      expect(missingAgain(away(reported({}, atRisk)))).toEqual(['2026-05-01T20:00:00.000Z']);
      expect(missingAgain(away(reported()))).toEqual([morningOf(policy, '2026-05-05')]);
      expect(missingAgain(reported().at('2026-04-29', '09:00', mark('O', '2026-04-28')))).toEqual([]);
    });

    it('alerts at its own milestones, and one absence alerts once however its first day is put right', () => {
      const [milestone] = alertsOf(policy, 'school-day', ({ day }) => day <= 12).slice(-1);
      const told = (history: History) =>
        on(history, '2026-05-18')
          .notices.filter(({ rule }) => rule.id === milestone)
          .map((one) => one.occurrence);
      const moved = reported().at('2026-05-07', '09:00', {
        kind: 'absence-described',
        absence: anAbsence({ firstDayMissed: '2026-04-24', lastAttended: '2026-04-23' }),
      });
      expect([told(reported()), told(moved), told(away(reported()))]).toEqual([
        ['first'],
        ['first'],
        ['after-2026-04-30'],
      ]);
    });
  });

  describe('what nobody answers', () => {
    it('is asked again every school week, and first on the school day after it was told', () => {
      const [open] = overdueAlertsOf(policy, 'outcome');
      const asked = (asOf: LocalDate) => {
        const history = reported().at('2026-05-07', '20:00', mark('/', '2026-04-29'));
        return on(history, asOf)
          .notices.filter(({ rule }) => rule.id === open)
          .map(({ dueAt }) => dueAt.slice(0, 10));
      };
      expect(asked('2026-05-07')).toEqual(['2026-05-11', '2026-05-18']);
      expect(asked('2026-05-18')).toEqual(['2026-05-18', '2026-06-01']);
    });
  });

  describe('what is not urgent', () => {
    it.each<[string, LocalDate, `${number}:${number}`, Instant]>([
      ['in the hours of a school day at once', '2026-05-07', '11:00', '2026-05-07T10:00:00.000Z'],
      ['late at night on the next morning', '2026-05-07', '22:00', morningOf(policy, '2026-05-08')],
      ['at the weekend on Monday', '2026-05-09', '11:00', morningOf(policy, '2026-05-11')],
    ])('is told %s', (_when, date, time, dueAt) => {
      const history = reported().at(date, time, mark('/', '2026-05-07'));
      const found = on(history, londonDate(dueAt)).notices.filter(({ rule }) => rule.trigger.kind === 'found');
      expect(found.map((notice) => notice.dueAt)).toEqual([dueAt]);
    });

    it('is that a risk is withdrawn, or a case closed: the officer hears of both', () => {
      const calmer = reported({}, atRisk).at('2026-04-28', '10:00', { kind: 'triaged', triage: noRisk });
      expect(rulesUpTo(calmer, '2026-04-28')).toEqual(expect.arrayContaining(alertsOf(policy, 'risk-withdrawn')));
      const closed = reported().at('2026-04-28', '10:00', {
        kind: 'closed',
        reason: 'other-school',
        note: 'Moved.',
      });
      expect(rulesUpTo(closed, '2026-04-28')).toEqual(alertsOf(policy, 'closed', ({ reasons }) => reasons === null));
      const slip = reported().at('2026-04-28', '10:00', {
        kind: 'closed',
        reason: 'reported-in-error',
        note: 'A slip.',
      });
      expect(rulesUpTo(slip, '2026-04-28')).toEqual(alertsOf(policy, 'closed'));
    });
  });

  describe('a date that cannot be relied on', () => {
    it('is not given for ground H when the pupil was in school after the leave', () => {
      const { earliest } = on(reported({ leaveEnded: '2026-04-10', lastAttended: '2026-04-24' }), '2026-04-28');
      expect(earliest.map(({ citation }) => citation)).toEqual(['SI 2024/208 reg 9(1)(i)']);
    });

    it.each<[string, LocalDate, LocalDate]>([
      ['begins before the calendar', '2025-07-14', '2025-09-08'],
      ['begins after the calendar', '2026-09-07', '2026-09-10'],
    ])('is warned of, and the administrator told, when the absence %s', (_what, firstDayMissed, asOf) => {
      const history = new History().at(
        asOf,
        '10:00',
        { kind: 'opened', way: 'missing' },
        { kind: 'pupil-described', pupil: aPupil() },
        { kind: 'absence-described', absence: anAbsence({ firstDayMissed, lastAttended: null }) },
      );
      const assessed = on(history, asOf);
      expect(assessed.warnings.join()).toContain('does not know');
      expect(assessed.notices.map(({ rule }) => rule.trigger.kind)).toContain('calendar-short');
    });
  });
});

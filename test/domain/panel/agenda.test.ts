import fc from 'fast-check';
import { BANK_HOLIDAYS } from '../../../src/domain/calendar/bank-holidays';
import { addDays, isWeekend, type LocalDate } from '../../../src/domain/calendar/date';
import { londonInstant } from '../../../src/domain/calendar/london';
import { assess } from '../../../src/domain/case/assess';
import type { AttendanceMark } from '../../../src/domain/case/fact';
import { agenda } from '../../../src/domain/panel/agenda';
import type { AgendaCase } from '../../../src/domain/panel/agenda-case';
import type { SectionId } from '../../../src/domain/panel/frozen';
import { meetingAfter, meetingBefore, meetingOnOrAfter, type Cycle } from '../../../src/domain/panel/cycle';
import { isSchoolDay } from '../../../src/domain/calendar/school-days';
import { policyPack, policyPackIds } from '../../../src/domain/policy/policies';
import { anAbsence, aPupil, atRisk, History, noRisk, reported } from '../../builders/case';
import { liverpool } from '../calendar/liverpool';

const back = (from: LocalDate) =>
  ({ kind: 'attendance', mark: { code: '/', from, to: null, note: '' } satisfies AttendanceMark }) as const;

/** Hostile enough that a leak is seen wherever it ends up. */
const SECRETS = [
  'Zephyrine',
  'Quillfeather',
  '2015-11-30',
  'R341999926002',
  '13 Secret Lane',
  '0151 496 0199',
  'Marmaduke',
];

const histories = fc
  .record({
    first: fc.integer({ min: 0, max: 60 }).map((n) => addDays('2026-03-02', n)),
    risk: fc.boolean(),
    described: fc.boolean(),
    back: fc.option(fc.integer({ min: 1, max: 40 })),
    closed: fc.option(fc.integer({ min: 1, max: 60 })),
  })
  .filter(({ first }) => !isWeekend(first))
  .map(({ first, risk, described, back: after, closed }) => {
    const history = new History().at(
      first,
      '09:00',
      { kind: 'opened', way: 'missing' },
      { kind: 'triaged', triage: { ...(risk ? atRisk : noRisk), note: SECRETS[6]! } },
    );
    const pupil = aPupil({
      forename: SECRETS[0]!,
      surname: SECRETS[1]!,
      dateOfBirth: '2015-11-30',
      upn: SECRETS[3]!,
      lastKnownAddress: SECRETS[4]!,
      parents: SECRETS[5]!,
    });
    if (described) {
      const absence = anAbsence({ firstDayMissed: first, lastAttended: addDays(first, -3), note: SECRETS[6]! });
      history.at(first, '09:01', { kind: 'pupil-described', pupil }, { kind: 'absence-described', absence });
    }
    if (after !== null) history.at(addDays(first, after), '10:00', back(addDays(first, after)));
    const closedOn = closed === null ? null : addDays(first, closed);
    if (closedOn) history.at(closedOn, '16:00', { kind: 'closed', reason: 'other-school', note: SECRETS[6]! });
    return { history, closedAt: closedOn && londonInstant(closedOn, '16:00') };
  });

describe.each(policyPackIds())('under the pack %s', (pack) => {
  const policy = policyPack(pack);
  const cycle: Cycle = { anchor: '2026-04-23', rules: policy.panel, bankHolidays: BANK_HOLIDAYS.days };

  function agendaOf(cases: readonly AgendaCase[], asOf: LocalDate) {
    const meeting = meetingOnOrAfter(cycle, asOf);
    return agenda({
      cases,
      meeting,
      previous: meetingBefore(cycle, meeting),
      next: meetingAfter(cycle, meeting),
      policy,
      asOf,
    });
  }

  const theCase = (
    reference: string,
    history: History,
    asOf: LocalDate,
    over: Partial<AgendaCase> = {},
  ): AgendaCase => ({
    ...{ id: `id of ${reference}`, version: history.facts.length },
    reference,
    openedAt: history.facts[0]!.recordedAt,
    assessment: assess(history.facts, liverpool, policy, asOf),
    closedAt: null,
    ...over,
  });

  const inSection = (cases: readonly AgendaCase[], asOf: LocalDate, section: SectionId) =>
    agendaOf(cases, asOf)
      .sections.filter(({ id }) => id === section)
      .flatMap(({ items }) => items.map(({ reference }) => reference));

  /** The three meetings that follow the day on which the case was opened. */
  const first = meetingOnOrAfter(cycle, '2026-04-28');
  const second = meetingAfter(cycle, first);
  const third = meetingAfter(cycle, second);

  function longStayFrom(): LocalDate {
    let day: LocalDate = '2026-04-27';
    for (let n = 0; ; day = addDays(day, 1)) {
      if (isSchoolDay(liverpool, day) === 'yes') n += 1;
      if (n === policy.panel.longStayDays) return day;
    }
  }

  /** Absent since Monday 27 April 2026. */
  describe('a case finds its sections', () => {
    const one = (asOf: LocalDate, history = reported(), over: Partial<AgendaCase> = {}) => [
      theCase('WB-AAAA-22', history, asOf, over),
    ];
    const sectionsOf = (cases: readonly AgendaCase[], asOf: LocalDate) =>
      agendaOf(cases, asOf)
        .sections.filter(({ items }) => items.length > 0)
        .map(({ id }) => id);

    it('is new on the first agenda after it was opened, and only there', () => {
      expect(inSection(one(first.cutOff), first.cutOff, 'new')).toEqual(['WB-AAAA-22']);
      expect(inSection(one(second.cutOff), second.cutOff, 'new')).toEqual([]);
    });

    it('is new also when it was opened between an agenda and its meeting', () => {
      const openedAt = londonInstant(first.cutOff, '16:00');
      expect(openedAt > first.postAt).toBe(true);
      expect(inSection(one(first.on, reported(), { openedAt }), first.on, 'new')).toHaveLength(1);
      expect(inSection(one(second.cutOff, reported(), { openedAt }), second.cutOff, 'new')).toHaveLength(1);
    });

    it('stands first while an alert that was passed on has no answer, and not once it is closed', () => {
      const unansweredSince = londonInstant('2026-04-29', '12:30');
      const [section] = agendaOf(one('2026-05-05', reported(), { unansweredSince }), '2026-05-05').sections;
      expect(section).toMatchObject({ id: 'unanswered', items: [{ unansweredSince: '2026-04-29' }] });
      const closed = { unansweredSince, closedAt: londonInstant('2026-05-05', '09:00') };
      for (const over of [{}, closed])
        expect(inSection(one('2026-05-05', reported(), over), '2026-05-05', 'unanswered')).toEqual([]);
    });

    it('is of high risk when the triage says so', () => {
      expect(inSection(one('2026-05-05'), '2026-05-05', 'high-risk')).toEqual([]);
      expect(inSection(one('2026-05-05', reported({}, atRisk)), '2026-05-05', 'high-risk')).toEqual(['WB-AAAA-22']);
    });

    it('stands under 20 school days from Day 20 on', () => {
      expect(inSection(one('2026-05-29'), '2026-05-29', 'past-the-floor')).toEqual([]);
      expect(inSection(one('2026-06-01'), '2026-06-01', 'past-the-floor')).toEqual(['WB-AAAA-22']);
    });

    it('is a long stayer from the day that the policy names, and not once the child has been found', () => {
      const day = longStayFrom();
      const listed = policy.panel.sections.some(({ id }) => id === 'long-stayers') ? ['WB-AAAA-22'] : [];
      expect(inSection(one(addDays(day, -1)), addDays(day, -1), 'long-stayers')).toEqual([]);
      expect(inSection(one(day), day, 'long-stayers')).toEqual(listed);
      const found = reported().at('2026-05-12', '09:00', back('2026-05-12'));
      expect(inSection(one(day, found), day, 'long-stayers')).toEqual([]);
    });

    it('is to be ratified as closed when the pupil is back and when it was closed since the last agenda', () => {
      const found = reported().at('2026-05-05', '09:00', back('2026-05-05'));
      expect(sectionsOf(one('2026-05-05', found), '2026-05-05')).toContain('closures');
      const on = addDays(first.cutOff, 1);
      const closed = reported().at(on, '15:00', { kind: 'closed', reason: 'returned', note: '' });
      const closedAt = londonInstant(on, '15:00');
      expect(sectionsOf(one(second.cutOff, closed, { closedAt }), second.cutOff)).toEqual(['closures']);
      expect(sectionsOf(one(third.cutOff, closed, { closedAt }), third.cutOff)).toEqual([]);
    });

    it('says what is asked next, of which role, and how long the pupil has been missing', () => {
      const [item] = agendaOf(one('2026-05-11'), '2026-05-11').sections.find(({ id }) => id === 'overdue')!.items;
      const firstAsked = policy.checklist.find(({ settledBy }) => !settledBy.includes('triaged'))!;
      const { fromDay, title } = policy.stages.find(({ ways, toDay }) => ways.includes('missing') && toDay === 10)!;
      expect(fromDay).toBe(10);
      expect(item).toEqual({
        reference: 'WB-AAAA-22',
        ...{ late: false, changed: false, asked: 'what-next' },
        open: true,
        carried: [],
        stage: title,
        unansweredSince: null,
        day: 10,
        weeksOut: null,
        highRisk: false,
        next: {
          asks: firstAsked.title,
          owner: firstAsked.owner,
          due: { known: true, date: '2026-04-27' },
          overdue: true,
        },
      });
    });
  });

  it('puts high risk first, then what is overdue, then the longest absence', () => {
    const asOf = '2026-05-05';
    const early = reported();
    const late = reported({ firstDayMissed: '2026-05-05', lastAttended: '2026-05-01' });
    const urgent = reported({ firstDayMissed: '2026-05-05', lastAttended: '2026-05-01' }, atRisk);
    const cases = [theCase('WB-LATE', late, asOf), theCase('WB-EARLY', early, asOf), theCase('WB-RISK', urgent, asOf)];
    expect(inSection(cases, asOf, 'new')).toEqual(['WB-RISK', 'WB-EARLY', 'WB-LATE']);
  });

  describe('whatever the cases', () => {
    const asOf = '2026-05-19';
    const built = fc
      .array(histories, { maxLength: 12 })
      .map((all) => all.map(({ history, closedAt }, at) => theCase(`WB-${at}`, history, asOf, { closedAt })));

    it('nothing of a child is on the agenda', () => {
      fc.assert(
        fc.property(built, (cases) => {
          const text = JSON.stringify(agendaOf(cases, asOf));
          for (const secret of SECRETS) expect(text).not.toContain(secret);
        }),
      );
    });

    it('every open case is counted in one stage and one band, and every section lists a case once', () => {
      fc.assert(
        fc.property(built, (cases) => {
          const { openCases, byStage, byDuration, sections } = agendaOf(cases, asOf);
          for (const counts of [byStage, byDuration])
            expect(counts.reduce((sum, one) => sum + one.cases, 0)).toBe(openCases);
          expect(openCases).toBe(cases.filter(({ closedAt }) => closedAt === null).length);
          expect(new Set(byStage.map(({ label }) => label)).size).toBe(byStage.length);
          for (const { items } of sections) {
            expect(new Set(items.map(({ reference }) => reference)).size).toBe(items.length);
          }
        }),
      );
    });

    it('a closed case is asked nothing', () => {
      fc.assert(
        fc.property(built, (cases) => {
          const closed = new Set(cases.filter(({ closedAt }) => closedAt !== null).map(({ reference }) => reference));
          for (const { id, items } of agendaOf(cases, asOf).sections) {
            const here = items.filter(({ reference }) => closed.has(reference));
            if (id !== 'closures') expect(here).toEqual([]);
            expect(here.filter(({ next }) => next !== null)).toEqual([]);
          }
        }),
      );
    });
  });
});

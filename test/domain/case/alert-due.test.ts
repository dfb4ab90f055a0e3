import fc from 'fast-check';
import { addDays, type LocalDate } from '../../../src/domain/calendar/date';
import { OFFICE_DAYS } from '../../../src/domain/calendar/office-days';
import { isSchoolDay } from '../../../src/domain/calendar/school-days';
import { alertDues } from '../../../src/domain/case/alert-due';
import { assess } from '../../../src/domain/case/assess';
import type { Assessment, NoticeDue } from '../../../src/domain/case/assessment';
import type { Absence } from '../../../src/domain/case/fact';
import { beginsOnRoll, WAYS, type Way } from '../../../src/domain/case/way';
import { policyPack, policyPackIds } from '../../../src/domain/policy/policies';
import { policyFor } from '../../../src/domain/policy/policy-for';
import type { AlertRule } from '../../../src/domain/policy/pack';
import { aPupil, anAbsence, History, noRisk } from '../../builders/case';
import { referralFacts } from '../../builders/ways';
import { liverpool } from '../calendar/liverpool';

const FIRST: LocalDate = '2026-04-27';
const LAST: LocalDate = '2026-07-17';

/** A case of this way that began on Monday 27 April 2026. */
function begun(way: Way): History {
  if (!beginsOnRoll(way)) return new History().at(FIRST, '08:00', ...referralFacts(way));
  const afterLeave: Partial<Absence> =
    way === 'leave-not-ended' ? { leaveEnded: addDays(FIRST, -3), lastAttended: '2026-03-27' } : {};
  return new History().at(
    FIRST,
    '08:00',
    { kind: 'opened', way },
    { kind: 'triaged', triage: noRisk },
    { kind: 'pupil-described', pupil: aPupil() },
    { kind: 'absence-described', absence: anAbsence({ firstDayMissed: FIRST, ...afterLeave }) },
  );
}

describe.each(policyPackIds())('by when an alert says that a thing is due, by the rules of %s', (id) => {
  const pack = policyPack(id);
  const tiers = [null, ...pack.tiers.levels.map((tier) => tier.id)];

  const weighed = (way: Way, tier: string | null, on: LocalDate): History => {
    const history = begun(way);
    return tier === null
      ? history
      : history.at(on, '08:02', { kind: 'tier-set', answer: { tier, reason: 'Because', asked: pack.tiers.asks } });
  };
  const on = (history: History, asOf: LocalDate): Assessment => assess(history.facts, liverpool, pack, asOf);

  /** What the case itself says is owed on an item, and the days counted one by one from its first day. */
  function owedOn(item: string, { checklist, offRoll, counts, way }: Assessment) {
    const due = checklist.find((state) => state.item.id === item)?.due;
    const since = offRoll?.run.since ?? counts.tenDayReturn?.since;
    if (!due?.known || since === undefined) return null;
    const calendar = beginsOnRoll(way) ? liverpool : OFFICE_DAYS;
    let day = 0;
    for (let date = since; date <= due.date; date = addDays(date, 1))
      if (isSchoolDay(calendar, date) === 'yes') day += 1;
    return { date: due.date, day };
  }

  /** Items by whose name a rule is about; written out anew, so that the rule's own reading of them is tested. */
  const itemsOf = ({ dueWith, unlessSettled, trigger }: AlertRule): string[] => {
    if (dueWith.length > 0) return dueWith;
    if (unlessSettled !== null) return [unlessSettled];
    return trigger.kind === 'overdue' ? [trigger.item] : [];
  };

  const cases = WAYS.flatMap((way) => tiers.map((tier) => [way, tier] as const));

  it.each(cases)('is the day on which the case has it, of a case of %s at the tier %s', (way, tier) => {
    const assessment = on(weighed(way, tier, FIRST), FIRST);
    const asked = policyFor(pack, way).alerts.filter((rule) => rule.dueDay !== null && itemsOf(rule).length > 0);
    for (const rule of asked) {
      const said = alertDues({ ...rule, dueDay: rule.dueDay! }, assessment, liverpool);
      const owed = itemsOf(rule).map((item) => owedOn(item, assessment));
      expect([rule.id, said.map(({ on: reach, day }) => ({ date: reach.known && reach.date, day }))]).toEqual([
        rule.id,
        owed,
      ]);
      for (const { day, sooner } of said) expect([rule.id, sooner]).toEqual([rule.id, day! < rule.dueDay!]);
    }
  });

  it('is asked of every alert that speaks of a step which a tier moves', () => {
    const named = pack.checklist.filter(({ dueDay }) => dueDay !== null).map((item) => item.id);
    const without = pack.alerts.filter((rule) => rule.dueDay !== null && itemsOf(rule).length === 0);
    expect(without.map((rule) => rule.id)).toEqual(id.startsWith('liverpool') ? ['leave-day-10'] : ['twenty']);
    for (const rule of pack.alerts.filter((one) => one.dueDay !== null))
      for (const item of itemsOf(rule)) expect(named).toContain(item);
  });

  it('is never told to be coming to those who are told by then that it is overdue', () => {
    const isAbout = (item: string) => (notice: NoticeDue) =>
      notice.rule.trigger.kind === 'overdue' && notice.rule.trigger.item === item;
    fc.assert(
      fc.property(fc.constantFrom(...WAYS), fc.constantFrom(...tiers), fc.nat(25), (way, tier, later) => {
        const { notices } = on(weighed(way, tier, addDays(FIRST, later)), LAST);
        for (const { rule, dueAt } of notices) {
          const { kind } = rule.trigger;
          if ((kind !== 'school-day' && kind !== 'day-before') || rule.unlessSettled === null) continue;
          const told = notices.filter(isAbout(rule.unlessSettled)).filter((other) => other.dueAt <= dueAt);
          const twice = rule.to.filter((role) => told.some((other) => other.rule.to.includes(role)));
          expect([rule.id, twice]).toEqual([rule.id, []]);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('a child at the tier amber, day by day', () => {
  const pack = policyPack('liverpool');
  const told = (tier: string, on: LocalDate) =>
    assess(
      begun('missing').at(on, '09:00', { kind: 'tier-set', answer: { tier, reason: '', asked: pack.tiers.asks } })
        .facts,
      liverpool,
      pack,
      '2026-05-08',
    )
      .notices.filter(({ rule }) => rule.to.includes('tracking-officer'))
      .filter(({ obligation }) => obligation.startsWith('ews-contact'))
      .map(({ obligation, dueAt }) => [obligation, dueAt.slice(0, 10)]);

  it('is overdue on the day after it was due, and is not said to be due after that', () => {
    expect(told('amber', FIRST)).toEqual([['ews-contact-overdue', '2026-05-01']]);
    expect(told('red', FIRST)).toEqual([['ews-contact-overdue', '2026-04-29']]);
  });

  it('is due, and then overdue, where no tier pulls it or one does so too late', () => {
    const usual = [
      ['ews-contact-due', '2026-05-05'],
      ['ews-contact-overdue', '2026-05-06'],
    ];
    expect(told('green', FIRST)).toEqual(usual);
    expect(told('amber', '2026-05-05')).toEqual(usual);
  });
});

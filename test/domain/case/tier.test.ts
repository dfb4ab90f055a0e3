import fc from 'fast-check';
import { addDays, type LocalDate } from '../../../src/domain/calendar/date';
import { londonInstant } from '../../../src/domain/calendar/london';
import { assess } from '../../../src/domain/case/assess';
import type { Assessment } from '../../../src/domain/case/assessment';
import { decideTier } from '../../../src/domain/case/decide/tier';
import type { FactBody } from '../../../src/domain/case/fact';
import { heightOf } from '../../../src/domain/case/tier';
import { waysOf } from '../../../src/domain/policy/policy-for';
import { WAYS } from '../../../src/domain/case/way';
import { policyPack, policyPackIds } from '../../../src/domain/policy/policies';
import { reported, type History } from '../../builders/case';
import { liverpool } from '../calendar/liverpool';

const FIRST: LocalDate = '2026-04-27';

describe.each(policyPackIds())('how great the risk is, by the rules of %s', (id) => {
  const policy = policyPack(id);
  const { levels, atRisk, askAgainOn } = policy.tiers;
  const [top, least] = [levels[0]!, levels.at(-1)!];
  const on = (history: History, asOf: LocalDate) => assess(history.facts, liverpool, policy, asOf);
  const set = (tier: string, reason = 'Because'): FactBody => ({
    kind: 'tier-set',
    answer: { tier, reason, asked: policy.tiers.asks },
  });
  const yes: FactBody = {
    kind: 'triaged',
    triage: { yes: [policy.triage.questions[0]!.id], groups: [], note: '' },
  };
  const no: FactBody = { kind: 'triaged', triage: { yes: [], groups: [], note: '' } };
  const dueDays = ({ checklist }: Assessment) =>
    new Map(
      checklist.flatMap(({ item, due, state }) =>
        due?.known && state !== 'not-needed' ? [[item.id, due.date] as const] : [],
      ),
    );

  const anAnswer = fc.oneof(
    fc.constantFrom(...levels).map((tier) => set(tier.id)),
    fc.constantFrom(yes, no),
  );
  const aPast = fc
    .array(fc.tuple(fc.nat(25), anAnswer), { maxLength: 6 })
    .map((entries) => entries.sort(([a], [b]) => a - b));

  it('is raised without making anything due later, and without making anything due in the past', () => {
    fc.assert(
      fc.property(aPast, fc.nat(10), fc.constantFrom(...levels), (past, later, tier) => {
        const history = reported();
        for (const [day, body] of past) history.at(addDays(FIRST, day), '10:00', body);
        const today = addDays(FIRST, (past.at(-1)?.[0] ?? 0) + later);
        const before = on(history, today);
        const heightBefore = before.tier ? heightOf(before.tier.tier.id, policy) : 0;
        if (heightOf(tier.id, policy) < heightBefore) return;
        const after = dueDays(on(history.at(today, '11:00', set(tier.id)), today));
        for (const [item, due] of dueDays(before)) {
          expect(after.get(item)! <= due).toBe(true);
          if (after.get(item) !== due) expect(after.get(item)! >= today).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('leaves alone what the law sets, whatever is answered', () => {
    const statutory = policy.checklist.find(({ fulfils }) => fulfils === 'ten-day-return')!;
    fc.assert(
      fc.property(aPast, (past) => {
        const history = reported();
        for (const [day, body] of past) history.at(addDays(FIRST, day), '10:00', body);
        expect(dueDays(on(history, '2026-05-26')).get(statutory.id)).toBe(
          dueDays(on(reported(), '2026-05-26')).get(statutory.id),
        );
      }),
      { numRuns: 100 },
    );
  });

  it('is the same in whatever order the answers arrive', () => {
    fc.assert(
      fc.property(aPast, fc.infiniteStream(fc.nat()), (past, rank) => {
        const history = reported();
        for (const [day, body] of past) history.at(addDays(FIRST, day), '10:00', body);
        const keys = history.facts.map(() => rank.next().value as number);
        const shuffled = history.facts.toSorted(
          (a, b) => keys[history.facts.indexOf(a)]! - keys[history.facts.indexOf(b)]!,
        );
        const told = assess(shuffled, liverpool, policy, '2026-05-26');
        expect(told.tier).toEqual(on(history, '2026-05-26').tier);
        expect(dueDays(told)).toEqual(dueDays(on(history, '2026-05-26')));
      }),
      { numRuns: 100 },
    );
  });

  it('is at least what the safeguarding questions imply, until they say so no more', () => {
    const history = reported().at(FIRST, '09:00', yes).at(FIRST, '09:10', set(least.id));
    expect(on(history, FIRST).tier!.tier.id).toBe(atRisk);
    expect(on(history.at(FIRST, '09:20', no), FIRST).tier!.tier.id).toBe(least.id);
  });

  it('is told to everybody at the authority who takes up cases, whether the child is on a roll or on none', () => {
    const raised = policy.alerts.filter(({ trigger }) => trigger.kind === 'tier-raised');
    for (const way of WAYS) {
      const meant = raised.filter((rule) => waysOf(rule, policy).includes(way));
      expect(meant).toHaveLength(levels.length - 1);
      for (const { to } of meant) expect(to).toEqual(expect.arrayContaining(['tracking-officer', 'caseworker']));
    }
  });

  it('is nobody’s guess before somebody says it', () => {
    expect(on(reported(), FIRST).tier).toBeNull();
  });

  it('is asked anew at every milestone until it is answered', () => {
    const asked = (history: History, asOf: LocalDate) => {
      const owed = on(history, asOf).obligations.find((one) => one.id === 'tier');
      return owed && [owed.state, owed.due.known ? owed.due.date : null];
    };
    const milestone = on(reported(), FIRST).obligations.find((one) => one.id === 'tier')!.due;
    if (!milestone.known) throw new Error('the calendar ends too soon');
    expect(on(reported(), milestone.date).day).toBe(askAgainOn[0]);
    expect(asked(reported(), addDays(milestone.date, -1))).toEqual(['later', milestone.date]);
    expect(asked(reported(), milestone.date)).toEqual(['due', milestone.date]);
    expect(asked(reported(), addDays(milestone.date, 1))).toEqual(['overdue', milestone.date]);
    const answered = reported().at(milestone.date, '10:00', set(least.id));
    expect(asked(answered, milestone.date)![0]).toBe('later');
    const tooEarly = reported().at(addDays(milestone.date, -1), '10:00', set(least.id));
    expect(asked(tooEarly, milestone.date)).toEqual(['due', milestone.date]);
  });

  it('alerts at once when it is as great as can be, and tells when it is less', () => {
    const history = reported().at('2026-04-29', '21:00', set(top.id)).at('2026-04-30', '10:00', set(least.id));
    const told = (kind: string) => on(history, '2026-04-30').notices.filter(({ rule }) => rule.trigger.kind === kind);
    expect(told('tier-raised').map(({ dueAt, rule }) => [dueAt, rule.urgent])).toContainEqual([
      londonInstant('2026-04-29', '21:00'),
      true,
    ]);
    expect(told('tier-lowered').map(({ dueAt }) => dueAt)).toEqual([londonInstant('2026-04-30', '10:00')]);
  });

  it.each(levels.slice(0, -1).map(({ id: tier }) => tier))('alerts at once when it rises to %s at night', (tier) => {
    const history = reported().at('2026-04-28', '19:30', set(tier));
    const told = on(history, '2026-04-28').notices.filter(({ rule }) => rule.trigger.kind === 'tier-raised');
    expect(told.map(({ dueAt, rule }) => [dueAt, rule.urgent])).toEqual([[londonInstant('2026-04-28', '19:30'), true]]);
  });

  it('needs a reason to be less, and none to be greater', () => {
    const history = reported().at(FIRST, '09:00', set(top.id));
    expect(decideTier(history.facts, least.id, ' ', policy)).toMatchObject({ kind: 'refused' });
    expect(decideTier(history.facts, least.id, 'Seen by a neighbour', policy)).toMatchObject({ kind: 'facts' });
    expect(decideTier(reported().facts, top.id, '', policy)).toMatchObject({ kind: 'facts' });
    expect(decideTier(reported().facts, 'purple', 'Because', policy)).toMatchObject({ kind: 'refused' });
  });
});

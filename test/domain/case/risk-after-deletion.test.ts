import { isSchoolRole } from '../../../src/domain/access/roles';
import { addDays, isWeekend, type LocalDate } from '../../../src/domain/calendar/date';
import { assess } from '../../../src/domain/case/assess';
import type { FactBody } from '../../../src/domain/case/fact';
import { TIER_OFF_ROLL } from '../../../src/domain/case/tier-owed';
import { policyPack, policyPackIds } from '../../../src/domain/policy/policies';
import { reported, type History } from '../../builders/case';
import { aRemovalDecision } from '../../builders/removal';
import { liverpool } from '../calendar/liverpool';

const ABROAD: FactBody = {
  kind: 'located',
  located: { where: 'abroad', on: '2026-06-01', by: 'The class teacher', details: {}, note: '', from: 'school' },
};

describe.each(policyPackIds())('the risk to a child whose name was deleted, under the pack %s,', (pack) => {
  const policy = policyPack(pack);
  const on = (history: History, asOf: LocalDate) => assess(history.facts, liverpool, policy, asOf);
  const deleted = (ground: string, before = reported()) =>
    before.at(
      '2026-06-02',
      '10:00',
      { kind: 'removal-decided', decision: aRemovalDecision({ ground }) },
      { kind: 'name-deleted', on: '2026-06-02' },
    );
  const { levels } = policy.tiers;
  const { owner, askAgainOn } = policy.tiers.offRoll;
  /** The deletion is of a Tuesday; no bank holiday follows before the end of August. */
  const reviewDay = (n: number) =>
    Array.from({ length: 140 }, (_, at) => addDays('2026-06-02', at)).filter((day) => !isWeekend(day))[n - 1]!;
  const owed = (history: History, asOf: LocalDate) =>
    on(history, asOf).obligations.find(({ id }) => id === TIER_OFF_ROLL) ?? null;
  const answer: FactBody = { kind: 'tier-set', answer: { tier: levels.at(-1)!.id, reason: 'Seen', asked: '?' } };
  const asked = (history: History, asOf: LocalDate) =>
    on(history, asOf).notices.filter(
      ({ rule: { trigger }, dueAt }) =>
        trigger.kind === 'overdue' && trigger.item === TIER_OFF_ROLL && dueAt.slice(0, 10) <= asOf,
    );

  it('is weighed anew by the authority on each review day, counted in working days from the deletion', () => {
    const history = deleted('i');
    for (const [at, day] of askAgainOn.entries()) {
      const due = reviewDay(day);
      const state = (asOf: LocalDate) => owed(history, asOf);
      expect(state(addDays(due, -1))).toMatchObject({ owner, state: 'later', due: { known: true, date: due } });
      expect(asked(history, due)).toEqual([]);
      expect(state(due)).toMatchObject({ owner, state: 'due' });
      expect(state(addDays(due, 1))).toMatchObject({ owner, state: 'overdue' });
      // Over a weekend at the most.
      const told = asked(history, addDays(due, 4));
      expect(told.length).toBeGreaterThan(0);
      expect(told.flatMap(({ rule }) => rule.to).filter(isSchoolRole)).toEqual([]);
      history.at(addDays(due, 4), '10:00', answer);
      if (at === askAgainOn.length - 1) expect(owed(history, addDays(due, 4))).toBeNull();
    }
  });

  it('is asked for every week also while no school is open', () => {
    const told = asked(deleted('i'), '2026-08-20').at(-1)!;
    expect(told.dueAt.slice(0, 10) >= '2026-08-14').toBe(true);
  });

  it('is weighed by nobody where it is known where the child is, and at once when it is not so', () => {
    const history = deleted('g', reported().at('2026-06-02', '09:00', ABROAD));
    expect(owed(history, '2026-06-30')).toBeNull();
    history.at('2026-06-30', '10:00', { kind: 'location-withdrawn', reason: 'Never came.' });
    expect(owed(history, '2026-06-30')).toMatchObject({ owner, state: 'overdue' });
  });

  it('is weighed by nobody where the child has died', () => {
    expect(owed(deleted('k'), '2026-06-30')).toBeNull();
  });

  it('is the school’s to weigh again once the name is entered', () => {
    const back = deleted('i').at('2026-06-08', '09:00', { kind: 'name-entered', on: '2026-06-08' });
    const ids = on(back, '2026-06-09').obligations.map(({ id }) => id);
    expect(ids).toContain('tier');
    expect(ids).not.toContain(TIER_OFF_ROLL);
  });
});

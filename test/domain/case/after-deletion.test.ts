import fc from 'fast-check';
import { assess } from '../../../src/domain/case/assess';
import { addDays, type LocalDate } from '../../../src/domain/calendar/date';
import { londonInstant } from '../../../src/domain/calendar/london';
import type { FactBody } from '../../../src/domain/case/fact';
import { policyPack, policyPackIds } from '../../../src/domain/policy/policies';
import { nextDueAfter } from '../../../src/notices/raise';
import { reported, type History } from '../../builders/case';
import { overdueAlertsOf } from '../../builders/of-a-pack';
import { aRemovalDecision } from '../../builders/removal';
import { liverpool } from '../calendar/liverpool';

describe.each(policyPackIds())('under the pack %s', (pack) => {
  const policy = policyPack(pack);
  const on = (history: History, asOf: LocalDate) => assess(history.facts, liverpool, policy, asOf);

  describe('a child whose name was deleted, and whom nobody has found', () => {
    const enquiries: FactBody[] = policy.enquiries.list.map(({ id }) => ({
      ...{ kind: 'enquiry-not-needed', enquiry: id, reason: 'The police asked' },
    }));
    /** Decided and deleted on a ground, every step after it done, and no agency left to ask. */
    function deleted(ground: string) {
      const history = reported().at(
        '2026-06-02',
        '10:00',
        { kind: 'removal-decided', decision: aRemovalDecision({ ground }) },
        { kind: 'deletion-return-sent', on: '2026-06-02', reference: 'DR 17', notKnown: '' },
        { kind: 'name-deleted', on: '2026-06-02' },
      );
      const steps = on(history, '2026-06-02').removal.steps.map(({ step }): FactBody => {
        return { kind: 'removal-step-done', done: { step: step.id, on: '2026-06-02', values: {}, asked: '' } };
      });
      return history.at('2026-06-02', '11:00', ...steps, ...enquiries);
    }

    it.each(policy.grounds.map(({ letter }) => letter).filter((letter) => letter !== 'k'))(
      'on ground %s, is asked about again and again, also through the summer',
      (ground) => {
        fc.assert(
          fc.property(fc.nat(120), (days) => {
            const asOf = addDays('2026-06-02', days);
            const state = on(deleted(ground), asOf);
            expect(state.next).toMatchObject({ id: 'follow-up', owner: policy.referrals.followUp.owner });
            expect(nextDueAfter(state, londonInstant(asOf, '12:00'))).not.toBeNull();
          }),
          { numRuns: 20 },
        );
        const asked = (asOf: LocalDate) =>
          on(deleted(ground), asOf).notices.filter(
            ({ rule, dueAt }) => overdueAlertsOf(policy, 'follow-up').includes(rule.id) && dueAt.slice(0, 10) <= asOf,
          );
        expect(asked('2026-06-03')).toEqual([]);
        expect(asked('2026-08-20').at(-1)!.dueAt.slice(0, 7)).toBe('2026-08');
      },
    );

    it('is asked about no more once it is known where the child is', () => {
      const found = deleted('i').at('2026-06-03', '10:00', {
        kind: 'located',
        located: { where: 'abroad', on: '2026-06-03', by: 'The aunt', from: 'school', details: {}, note: '' },
      });
      expect(on(found, '2026-08-03').obligations.map(({ id }) => id)).not.toContain('follow-up');
      expect(on(found, '2026-08-03').next).not.toBeNull();
    });
  });
});

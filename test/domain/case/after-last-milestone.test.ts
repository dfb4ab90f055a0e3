import { assess } from '../../../src/domain/case/assess';
import { addDays, type LocalDate } from '../../../src/domain/calendar/date';
import { londonInstant } from '../../../src/domain/calendar/london';
import { OFFICE_DAYS } from '../../../src/domain/calendar/office-days';
import { nthSchoolDay } from '../../../src/domain/calendar/school-days';
import type { FactBody } from '../../../src/domain/case/fact';
import type { Conclusion, Side } from '../../../src/domain/case/facts/removal';
import { policyPack, policyPackIds } from '../../../src/domain/policy/policies';
import { nextDueAfter } from '../../../src/notices/raise';
import { type History, reported } from '../../builders/case';
import { everythingDone, review } from '../../builders/everything-done';
import { overdueAlertsOf } from '../../builders/of-a-pack';
import { aSignature } from '../../builders/removal';
import { liverpool } from '../calendar/liverpool';

describe.each(policyPackIds())(
  'under the pack %s, a pupil on roll who is still missing after the last milestone',
  (pack) => {
    const policy = policyPack(pack);
    const on = (history: History, asOf: LocalDate) => assess(history.facts, liverpool, policy, asOf);
    const { items, settledWith } = policy.jointEnquiry;
    const goesOn = policy.checklist
      .find(({ id }) => id === items.review)!
      .settles.find((outcome) => !settledWith.review.includes(outcome))!;
    const signed = (side: Side, conclusion: Conclusion): FactBody => ({
      kind: 'conclusion-signed',
      signature: aSignature({ side, conclusion }),
    });
    const LAST_WORD = '2026-06-10';

    it.each<[string, FactBody[]]>([
      ['nobody decides', []],
      ['the review says that the search goes on', [review(policy, goesOn)]],
      [
        'the other side says that it is too early',
        [
          signed('school', 'not-found'),
          { kind: 'conclusion-withdrawn', side: 'authority', reason: 'An aunt may know' },
        ],
      ],
      ['the sides sign differently', [signed('school', 'not-found'), signed('authority', 'found-not-returning')]],
      ['both have signed', [signed('school', 'not-found'), signed('authority', 'not-found')]],
    ])('is asked about again and again, also where %s', (_when, words) => {
      const history = everythingDone(reported(), policy, LAST_WORD);
      words.forEach((word, at) => {
        history.at(LAST_WORD, '11:00', word);
        history.facts.push({ ...history.facts.pop()!, recordedBy: `person-${at + 1}` });
      });
      const { owner, everyWorkingDays } = policy.referrals.followUp;
      const due = nthSchoolDay(OFFICE_DAYS, addDays(LAST_WORD, 1), everyWorkingDays);
      const owed = (asOf: LocalDate) => on(history, asOf).obligations.filter(({ state }) => state !== 'settled');
      expect(owed('2026-06-11')).toContainEqual(
        expect.objectContaining({ id: 'follow-up', owner, due, state: 'later' }),
      );
      const reminders = overdueAlertsOf(policy, 'follow-up');
      const asked = (asOf: LocalDate) =>
        on(history, asOf).notices.filter(
          ({ rule, dueAt }) => reminders.includes(rule.id) && dueAt <= londonInstant(asOf, '23:59'),
        ).length;
      expect(asked('2026-06-11')).toBe(0);
      // The holidays of the school are none of the child's.
      for (const asOf of ['2026-07-10', '2026-08-14', '2026-10-30'] as const) {
        expect(owed(asOf)).toContainEqual(expect.objectContaining({ id: 'follow-up', state: 'overdue' }));
        expect(asked(asOf)).toBeGreaterThan(0);
        expect(nextDueAfter(on(history, asOf), londonInstant(asOf, '12:00'))).not.toBeNull();
      }
      const word: FactBody = { kind: 'followed-up', on: '2026-07-10', note: 'A cousin was rung' };
      history.at('2026-07-10', '10:00', word);
      expect(owed('2026-07-13')).toContainEqual(expect.objectContaining({ id: 'follow-up', state: 'later' }));
    });

    it('is not followed before, and no more once found', () => {
      const ids = (history: History, asOf: LocalDate) => on(history, asOf).obligations.map(({ id }) => id);
      expect(ids(reported(), '2026-05-08')).not.toContain('follow-up');
      const back = everythingDone(reported(), policy, LAST_WORD).at('2026-06-15', '10:00', {
        kind: 'attendance',
        mark: { code: '/', from: '2026-06-15', to: null, note: '' },
      });
      expect(ids(back, '2026-06-15')).not.toContain('follow-up');
    });
  },
);

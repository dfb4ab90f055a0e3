import type { LocalDate } from '../../../src/domain/calendar/date';
import { assess } from '../../../src/domain/case/assess';
import { decideSignature } from '../../../src/domain/case/decide/enquiry';
import type { FactBody } from '../../../src/domain/case/fact';
import { policyPack, policyPackIds } from '../../../src/domain/policy/policies';
import { aCheck, reported, type History } from '../../builders/case';
import { aRemovalDecision, aSignature } from '../../builders/removal';
import { liverpool } from '../calendar/liverpool';

/** Day 20 of an absence since Monday 27 April, and the day after it, on which the name may go. */
const DAY_20: LocalDate = '2026-06-01';
const AFTER: LocalDate = '2026-06-02';

const outcomeWith = <T extends { readonly id: string }>(list: readonly T[], has: (one: T) => boolean): string =>
  list.find(has)!.id;

describe.each(policyPackIds())('the way to a lawful end, under the pack %s', (id) => {
  const policy = policyPack(id);
  const { items, settledWith } = policy.jointEnquiry;
  const on = (history: History, day: LocalDate = AFTER) => assess(history.facts, liverpool, policy, day);
  const ground = (history: History, letter = 'i') =>
    on(history).removal.gates.find((gate) => gate.ground.letter === letter)!;

  const reviewed = (review = settledWith.review[0]!) =>
    reported().at(
      DAY_20,
      '09:00',
      { kind: 'attendance', mark: { code: 'N', from: DAY_20, to: null, note: '' } },
      checked(items.review, review),
      checked(items.codes, settledWith.codes),
      checked(items.sickness, settledWith.sickness),
    );
  /** On the day after: still missing, and every code looked at once more. */
  const dayAfter = (history: History) =>
    history.at(
      AFTER,
      '08:00',
      { kind: 'attendance', mark: { code: 'N', from: AFTER, to: null, note: '' } },
      checked(items.codes, settledWith.codes),
    );
  const signed = (history = reviewed()) => dayAfter(bothSign(history, DAY_20, '10:00'));
  const decided = (history = signed()) =>
    history.at(AFTER, '09:00', { kind: 'removal-decided', decision: aRemovalDecision() });
  const found = outcomeWith(policy.enquiries.outcomes, (one) => one.found);
  const answer = (outcome: string): FactBody => ({
    ...{ kind: 'enquiry-answered', enquiry: policy.enquiries.list[0]!.id },
    answer: { on: DAY_20, by: 'Duty desk', outcome, note: '' },
  });

  test('two signatures, made in time, open ground I on the day after Day 20', () => {
    expect(ground(signed()).open).toBe(true);
  });

  test('what was marked and audited in the morning of Day 20 says nothing of its afternoon', () => {
    const { open, conditions } = ground(bothSign(reviewed(), DAY_20, '10:00'));
    const missing = conditions.filter(({ state }) => state === 'missing').map(({ condition }) => condition.by);
    expect([open, missing]).toEqual([false, ['twenty-school-days', 'codes-audit']]);
  });

  test('an agency that has found the child, or knows something new, takes both signatures and the decision with it', () => {
    const news = outcomeWith(policy.enquiries.outcomes, (one) => one.news);
    for (const outcome of [found, news]) {
      const late = on(decided().at(AFTER, '10:00', answer(outcome)));
      expect(late.removal.enquiry.sides).toMatchObject({ school: { signed: null }, authority: { signed: null } });
      expect(late.removal.keeps).toContain('since the decision');
      expect(late.removal.gates.find(({ ground: { letter } }) => letter === 'i')!.open).toBe(false);
    }
    const nothing = outcomeWith(policy.enquiries.outcomes, (one) => !one.found && !one.news);
    expect(on(signed().at(AFTER, '10:00', answer(nothing))).removal.enquiry.concluded).toBe('not-found');
  });

  test('nobody signs “not found” over somebody who says that the child was found, until that is told or taken back', () => {
    const sign = (history: History) =>
      decideSignature(on(history), aSignature({ statement: 'Asked everywhere' }), 'person-9');
    const claims = reviewed().at(DAY_20, '10:00', answer(found));
    expect(sign(claims)).toMatchObject({
      ...{ kind: 'refused', says: expect.stringContaining('it is known where the child is') },
    });
    expect(ground(dayAfter(bothSign(claims, DAY_20, '11:00'))).open).toBe(false);

    const denied = reviewed().at(DAY_20, '10:00', answer(found));
    const nothing = outcomeWith(policy.enquiries.outcomes, (one) => !one.found && !one.news);
    expect(sign(denied.at(DAY_20, '10:30', answer(nothing)))).toMatchObject({ kind: 'facts' });
  });

  test('a review that goes on with the search, or has found the child, concludes nothing', () => {
    const review = policy.checklist.find((item) => item.id === items.review)!;
    for (const outcome of review.outcomes.filter((one) => !settledWith.review.includes(one)))
      expect(ground(signed(reviewed(outcome))).open).toBe(false);
    const located = review.outcomes.find((one) => policy.outcomes.some((o) => o.id === one && o.leadsTo !== null))!;
    expect(ground(signed(reviewed(located))).open).toBe(false);
  });
});

const checked = (item: string, outcome: string): FactBody => ({
  ...{ kind: 'check-recorded', item },
  check: aCheck({ outcome, evidence: { present: 'Head, welfare officer' } }),
});

/** Two people, each for their side. */
function bothSign(history: History, day: LocalDate, time: '10:00' | '11:00', conclusion = aSignature().conclusion) {
  const before = history.facts.length;
  history.at(
    ...([day, time] as const),
    { kind: 'conclusion-signed', signature: aSignature({ side: 'school', conclusion, location: 'Known' }) },
    { kind: 'conclusion-signed', signature: aSignature({ side: 'authority', conclusion, location: 'Known' }) },
  );
  history.facts[before + 1] = { ...history.facts[before + 1]!, recordedBy: 'person-2' };
  return history;
}

import type { LocalDate } from '../../../src/domain/calendar/date';
import { assess } from '../../../src/domain/case/assess';
import { decideSignature } from '../../../src/domain/case/decide/enquiry';
import type { Place } from '../../../src/domain/case/place';
import type { FactBody } from '../../../src/domain/case/fact';
import { policyPack, policyPackIds } from '../../../src/domain/policy/policies';
import { aCheck, aPupil, noRisk, reported, type History } from '../../builders/case';
import { aRemovalDecision, aSignature } from '../../builders/removal';
import { settledChecks } from '../../builders/settled';
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
      ...settledChecks(policy),
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

  test('days told anew take the audit and both signatures with them, and are looked at again', () => {
    const ill: FactBody = { kind: 'attendance', mark: { code: 'I', from: '2026-05-11', to: '2026-05-15', note: '' } };
    const anew: FactBody = { kind: 'attendance', mark: { code: 'N', from: '2026-05-11', to: '2026-05-15', note: '' } };
    const { removal } = on(signed(reviewed()).at(AFTER, '08:10', ill, anew));
    expect(removal.corrections.map(({ days }) => days.length)).toEqual([5]);
    expect(removal.enquiry.sides).toMatchObject({ school: { signed: null }, authority: { signed: null } });
    const again = bothSign(signed(reviewed()).at(AFTER, '08:10', ill, anew), AFTER, '10:00');
    expect(ground(again).open).toBe(false);
    expect(ground(again.at(AFTER, '11:00', checked(items.codes, settledWith.codes))).open).toBe(true);
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

  test('a child who lives here or is back keeps the name; found and not returning takes somebody who was found', () => {
    const located = (where: Place): FactBody => ({
      ...{ kind: 'located' },
      located: { where, on: DAY_20, by: 'An aunt', details: {}, note: '', from: 'authority' },
    });
    const ends = (where: Place) =>
      ground(
        dayAfter(bothSign(reviewed().at(DAY_20, '09:30', located(where)), DAY_20, '10:00', 'found-not-returning')),
      );
    expect(ends('other-authority').open).toBe(true);
    for (const where of ['in-area', 'back-at-school'] as const) {
      const now = ground(reviewed().at(DAY_20, '09:30', located(where)));
      expect(now.conditions.find(({ condition }) => condition.by === 'not-located-here')!.state).toBe('failed');
      expect(ends(where).open).toBe(false);
    }
    expect(ground(dayAfter(bothSign(reviewed(), DAY_20, '10:00', 'found-not-returning'))).open).toBe(false);
    const signature = aSignature({ conclusion: 'found-not-returning', location: 'Leeds' });
    expect(decideSignature(on(reviewed()), signature, 'person-9')).toMatchObject({
      ...{ kind: 'refused', says: expect.stringContaining('Nobody has recorded where the child is') },
    });
  });

  test('what tells of the child after the decision ends it, and what tells nothing does not', () => {
    const asked: FactBody = { kind: 'question-asked', question: { text: 'Heard from the aunt?', due: AFTER } };
    const check = (one: string) => checked(policy.checklist.find(({ outcomes }) => outcomes.includes(one))!.id, one);
    const telling = policy.outcomes.filter(({ tells }) => tells).map((one) => check(one.id));
    const quiet = policy.outcomes.filter(
      ({ id: one, tells }) => !tells && policy.checklist.some(({ outcomes }) => outcomes.includes(one)),
    );
    const keeps = (...bodies: FactBody[]) => on(decided().at(AFTER, '10:00', ...bodies)).removal.keeps;
    const moved = aPupil({ lastKnownAddress: '1 New Row, Leeds' });
    const worse = { tier: policy.tiers.levels[0]!.id, reason: 'x', asked: 'x' };
    for (const body of [
      ...telling,
      { kind: 'question-answered', question: 'fact-1', text: 'They live in Leeds' },
      { kind: 'pupil-described', pupil: moved },
      { kind: 'triaged', triage: { ...noRisk, yes: [policy.triage.questions[0]!.id] } },
      { kind: 'tier-set', answer: worse },
    ] as FactBody[])
      expect([body, keeps(asked, body)]).toEqual([body, expect.stringContaining('since the decision')]);
    const same = aPupil({ lastKnownAddress: aPupil().lastKnownAddress.toUpperCase() });
    const least = { tier: policy.tiers.levels.at(-1)!.id, reason: 'x', asked: 'x' };
    for (const body of [
      ...quiet.map((one) => check(one.id)),
      asked,
      { kind: 'pupil-described', pupil: same },
      { kind: 'triaged', triage: noRisk },
      { kind: 'tier-set', answer: least },
    ] as FactBody[])
      expect([body, keeps(body)]).toEqual([body, expect.not.stringContaining('since the decision')]);
  });

  test('a school that asks for the file bars “not found” until it is said on the case where the child is', () => {
    const leads = policy.outcomes.find(({ leadsTo }) => leadsTo === 'found')!.id;
    const item = policy.checklist.find(({ outcomes }) => outcomes.includes(leads))!.id;
    const { removal } = on(reviewed().at(DAY_20, '09:30', checked(item, leads)));
    expect(removal.enquiry.barred['not-found']).toContain('it is known where the child is');
  });

  test('no name of a child at risk goes while nobody has called whoever is to be called', () => {
    const calls = policy.checklist.find(
      ({ id: one, when }) => when === 'at-risk' && policy.jointEnquiry.checks.includes(one),
    )!;
    const question = policy.triage.questions.find(
      ({ id: one }) => !policy.specialCases.some(({ known }) => known.questions.includes(one)),
    )!.id;
    const told: FactBody = { kind: 'triaged', triage: { ...noRisk, yes: [question] } };
    const { facts } = signed(reviewed().at(DAY_20, '09:30', told));
    const uncalled = facts.filter((fact) => !(fact.kind === 'check-recorded' && fact.item === calls.id));
    const gateOf = (of: typeof facts) =>
      assess(of, liverpool, policy, AFTER).removal.gates.find(({ ground: { letter } }) => letter === 'i')!;
    expect([gateOf(facts).open, gateOf(uncalled).open]).toEqual([true, false]);
    expect(gateOf(uncalled).conditions.find(({ condition }) => condition.by === 'checks-settled')!.says).toContain(
      calls.title,
    );
  });

  test('nobody lives out of reach whom nobody has found, and a child who is here or in class leaves on no such ground', () => {
    const early = (...bodies: FactBody[]) => {
      const { facts } = reported().at('2026-04-30', '09:00', ...bodies);
      const { gates } = assess(facts, liverpool, policy, '2026-04-30').removal;
      return gates.filter(({ open }) => open).map(({ ground: { letter } }) => letter);
    };
    const located = (where: Place): FactBody => ({
      ...{ kind: 'located' },
      located: { where, on: '2026-04-30', by: 'An aunt', details: {}, note: '', from: 'authority' },
    });
    const back: FactBody = { kind: 'attendance', mark: { code: '/', from: '2026-04-30', to: null, note: '' } };
    expect(early()).toEqual([...'cdejkmno']);
    // Whoever sits in class has neither died nor been excluded for good.
    for (const here of [located('back-at-school'), back]) expect(early(here)).toEqual([...'de']);
    // Who has ceased to be a pupil of an independent school has, also while living here.
    expect(early(located('in-area'))).toEqual([...'dekno'].sort());
    for (const away of ['other-authority', 'abroad'] as const) expect(early(located(away))).toContain('g');
  });

  test('no name goes while a check of the list is open or the authority was not notified', () => {
    const without = (left: string) => {
      const history = signed();
      const facts = history.facts.filter((fact) => !(fact.kind === 'check-recorded' && fact.item === left));
      return assess(facts, liverpool, policy, AFTER).removal.gates.find((gate) => gate.ground.letter === 'i')!;
    };
    const notifies = policy.checklist.find(({ fulfils }) => fulfils === 'ten-day-return')!.id;
    const first = policy.jointEnquiry.checks[0]!;
    for (const [item, by] of [
      [notifies, 'authority-notified'],
      [first, 'checks-settled'],
    ] as const) {
      const stands = without(item).conditions.find(({ condition }) => condition.by === by)!;
      expect([stands.state, without(item).open]).toEqual(['missing', false]);
    }
  });

  test('after a leave the list asks for the review, the sickness and the conclusion when ground H does', () => {
    const after = reported({ leaveEnded: '2026-04-24' });
    const later = (history: History, day: LocalDate) =>
      on(history, day)
        .checklist.filter(({ item, state }) => state === 'later' && Object.values(items).includes(item.id))
        .map(({ item }) => item.id);
    // Day 10 after the bank holiday is Monday 11 May.
    expect(later(after, '2026-05-11')).toEqual([items.codes]);
    expect(later(reported(), '2026-05-11')).toEqual(expect.arrayContaining([items.review, items.sickness]));
    expect(on(after, '2026-05-11').removal.enquiry.closedTo).toContain('Record the review first');
  });

  test('leave that was not granted opens no ground H, whatever day was typed', () => {
    const leave = policy.checklist.find((item) => item.id === items.leave)!;
    const told = (outcome: string) =>
      ground(
        reported({ leaveEnded: '2026-04-24' }).at(DAY_20, '09:00', checked(items.leave, outcome)),
        'h',
      ).conditions.find(({ condition }) => condition.by === 'leave-was-granted')!.state;
    expect(leave.outcomes.map(told)).toEqual(
      leave.outcomes.map((one) => (one === settledWith.leave ? 'met' : 'failed')),
    );
    expect(
      ground(reported({ leaveEnded: '2026-04-24' }), 'h').conditions.find(
        ({ condition }) => condition.by === 'leave-was-granted',
      )!.state,
    ).toBe('missing');
  });

  test('what falls is told at once, and nobody is asked to carry out a decision that has fallen', () => {
    const looked = policy.specialCases.find(({ known }) => known.questions.length > 0)!;
    const news: FactBody[] = [
      { kind: 'seen', sighting: { on: AFTER, where: 'elsewhere', by: 'A neighbour', note: '' } },
      { kind: 'triaged', triage: { ...noRisk, yes: looked.known.questions } },
      { kind: 'policy-moved', move: { from: policy.id, to: policy.id, reason: 'New rules', carried: [] } },
    ];
    const owed = (history: History) => on(history).obligations.map((one) => one.id);
    const told = (history: History) =>
      on(history).notices.filter(({ rule }) => rule.trigger.kind === 'conclusion-fallen');
    expect(owed(decided())).toContain('deletion');
    expect(told(decided())).toEqual([]);
    for (const body of news) {
      const fallen = decided().at(AFTER, '10:00', body);
      expect(on(fallen).removal.keeps).toContain('Withdraw it');
      expect(owed(fallen)).toContain('decision-fallen');
      expect(owed(fallen)).not.toContain('deletion');
      expect(told(fallen).map(({ occurrence }) => occurrence)).toEqual([fallen.facts.at(-1)!.id]);
    }
    const consulted = aRemovalDecision({ special: [looked.id] });
    const known = reviewed().at(DAY_20, '09:30', news[1]!);
    const stands = signed(known).at(AFTER, '09:00', { kind: 'removal-decided', decision: consulted });
    expect(on(stands).removal.against).toBeNull();
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

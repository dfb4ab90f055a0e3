import fc from 'fast-check';
import { addDays, type LocalDate } from '../../../src/domain/calendar/date';
import { londonDate } from '../../../src/domain/calendar/london';
import { waitsFor } from '../../../src/domain/checklist/order';
import { assess } from '../../../src/domain/case/assess';
import type { Assessment } from '../../../src/domain/case/assessment';
import { decideSnooze } from '../../../src/domain/case/decide/snooze';
import type { Fact, FactBody } from '../../../src/domain/case/fact';
import { maySnooze } from '../../../src/domain/case/snooze';
import { agenda } from '../../../src/domain/panel/agenda';
import type { PolicyPack } from '../../../src/domain/policy/pack';
import { policyPack, policyPackIds } from '../../../src/domain/policy/policies';
import { noRisk, reported } from '../../builders/case';
import { atRiskUnder, urgentCallOf } from '../../builders/of-a-pack';
import { liverpool } from '../calendar/liverpool';

const FIRST: LocalDate = '2026-04-27';
const TODAY = addDays(FIRST, 30);
const ANY = { time: null, isExtra: false, state: 'planned' } as const;
const MEETINGS = {
  meeting: {
    ...ANY,
    planned: '2026-06-04',
    on: '2026-06-04',
    cutOff: '2026-06-01',
    postAt: '2026-06-01T08:00:00.000Z',
  },
  previous: {
    ...ANY,
    planned: '2026-05-07',
    on: '2026-05-07',
    cutOff: '2026-05-04',
    postAt: '2026-05-04T08:00:00.000Z',
  },
  next: { ...ANY, planned: '2026-06-18', on: '2026-06-18', cutOff: '2026-06-16', postAt: '2026-06-16T08:00:00.000Z' },
} as const;

/** Told by the last word of each kind, and by nothing that the domain derives. */
function mayBeInDanger(facts: readonly Fact[], { tiers }: PolicyPack): boolean {
  const great = tiers.levels.slice(0, tiers.levels.findIndex(({ id }) => id === tiers.atRisk) + 1);
  const answers = facts.findLast((fact) => fact.kind === 'triaged');
  const weighed = facts.findLast((fact) => fact.kind === 'tier-set');
  return (
    (answers?.kind === 'triaged' && answers.triage.yes.length > 0) ||
    (weighed?.kind === 'tier-set' && great.some(({ id }) => id === weighed.answer.tier))
  );
}

/** The day of the word since which it was so without a break. */
const inDangerSince = (facts: readonly Fact[], policy: PolicyPack): LocalDate | null =>
  facts.reduce<LocalDate | null>(
    (since, fact, at) =>
      mayBeInDanger(facts.slice(0, at + 1), policy) ? (since ?? londonDate(fact.recordedAt)) : null,
    null,
  );

describe.each(policyPackIds())('a child in danger, by the rules of %s', (id) => {
  const policy = policyPack(id);
  const words = fc.oneof(
    fc.constantFrom(noRisk, atRiskUnder(policy)).map((triage): FactBody => ({ kind: 'triaged', triage })),
    fc
      .constantFrom(...policy.tiers.levels.map(({ id: tier }) => tier))
      .map((tier): FactBody => ({ kind: 'tier-set', answer: { tier, reason: 'Because', asked: 'How great?' } })),
  );
  const histories = fc.array(words, { maxLength: 6 }).map((bodies) => {
    const history = reported();
    bodies.forEach((body, day) => void history.at(addDays(FIRST, day + 1), '10:00', body));
    return history.facts;
  });
  const quiet = policy.alerts.find(({ urgent, trigger }) => !urgent && trigger.kind === 'overdue')!;
  const reminder = { obligation: quiet.id, occurrence: 'the first', rule: quiet };
  const after = policy.checklist.find(({ after: first }) => first.length > 0);

  const isOfHighRisk = (assessment: Assessment) =>
    agenda({
      ...MEETINGS,
      cases: [
        {
          id: 'one',
          version: 1,
          reference: 'WB-AAAA-22',
          openedAt: '2026-04-27T07:40:00.000Z',
          assessment,
          closedAt: null,
        },
      ],
      ...{ policy, asOf: TODAY },
    }).sections.some(({ id: section, items }) => section === 'high-risk' && items.length > 0);

  test('is so for everybody at once: no alert waits, no check waits for another, and the panel sees it first', () => {
    fc.assert(
      fc.property(histories, (facts) => {
        const danger = mayBeInDanger(facts, policy);
        const assessment = assess(facts, liverpool, policy, TODAY);
        expect(assessment.inDanger).toBe(danger);
        expect(maySnooze(facts, reminder, quiet, assessment, policy)).toBe(!danger);
        const snoozed = decideSnooze(facts, [reminder], assessment, addDays(TODAY, 1), 'Waiting', policy, TODAY);
        expect(snoozed.kind).toBe(danger ? 'refused' : 'facts');
        expect(isOfHighRisk(assessment)).toBe(danger);
        if (after) expect(waitsFor(after, assessment).length > 0).toBe(!danger);
      }),
      { numRuns: 200 },
    );
  });

  test('is called about whoever said it and however, from the day on which it was said', () => {
    fc.assert(
      fc.property(histories, (facts) => {
        const call = assess(facts, liverpool, policy, TODAY).checklist.find(
          ({ item }) => item.id === urgentCallOf(policy).id,
        );
        const since = inDangerSince(facts, policy);
        if (since) expect(call).toMatchObject({ state: 'overdue', due: { known: true, date: since } });
        else expect(call).toMatchObject({ state: 'not-needed' });
      }),
      { numRuns: 200 },
    );
  });
});

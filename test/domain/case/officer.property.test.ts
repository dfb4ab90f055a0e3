import fc from 'fast-check';
import { addDays, isWeekend, type LocalDate } from '../../../src/domain/calendar/date';
import { londonDate } from '../../../src/domain/calendar/london';
import { assess } from '../../../src/domain/case/assess';
import type { NoticeDue } from '../../../src/domain/case/assessment';
import type { Fact, FactBody } from '../../../src/domain/case/fact';
import type { PolicyPack } from '../../../src/domain/policy/pack';
import { policyPack, policyPackIds } from '../../../src/domain/policy/policies';
import { aCheck, atRisk, noRisk, reported } from '../../builders/case';
import { liverpool } from '../calendar/liverpool';

const FIRST: LocalDate = '2026-04-27';
const LAST = 60;
const packs = policyPackIds().map((id) => policyPack(id));

interface Event {
  readonly day: number;
  readonly body: FactBody;
}

/** Anything that the authority or the school may say, in any order, sensible or not. */
const anyEvent = (policy: PolicyPack): fc.Arbitrary<Event> => {
  const day = fc.nat(LAST - 5);
  const { enquiries, checklist } = policy;
  const enquiry = fc.constantFrom(...enquiries.list.map(({ id }) => id));
  const on = day.map((offset) => addDays(FIRST, offset));
  const notifies = checklist.find(({ id }) => id === enquiries.startedBy)!;
  const body: fc.Arbitrary<FactBody> = fc.oneof(
    fc.record({ kind: fc.constant('held' as const), until: on, reason: fc.constant('Waiting') }),
    fc.constant<FactBody>({ kind: 'hold-lifted', reason: '' }),
    fc.constantFrom(noRisk, atRisk).map((triage): FactBody => ({ kind: 'triaged', triage })),
    fc
      .constantFrom(...policy.tiers.levels.map(({ id }) => id))
      .map((tier): FactBody => ({ kind: 'tier-set', answer: { tier, reason: '', asked: '' } })),
    on.map((from): FactBody => ({ kind: 'attendance', mark: { code: '/', from, to: from, note: '' } })),
    on.map((seen): FactBody => ({ kind: 'seen', sighting: { on: seen, where: 'elsewhere', by: 'A', note: '' } })),
    fc.constant<FactBody>({
      kind: 'check-recorded',
      item: notifies.id,
      check: aCheck({ outcome: notifies.settles[0]! }),
    }),
    fc.record({ kind: fc.constant('enquiry-requested' as const), enquiry, request: on.map(aRequest) }),
    fc.record({ kind: fc.constant('enquiry-chased' as const), enquiry, on, note: fc.constant('') }),
    fc
      .tuple(enquiry, on, fc.constantFrom(...enquiries.outcomes.map(({ id }) => id)))
      .map(([id, at, outcome]): FactBody => {
        return { kind: 'enquiry-answered', enquiry: id, answer: { on: at, by: 'A', outcome, note: '' } };
      }),
    on.map((due): FactBody => ({ kind: 'question-asked', question: { text: 'Where?', due } })),
  );
  return fc.record({ day, body });
};

const aRequest = (on: LocalDate) => ({
  ...{ on, to: 'A', disclosed: [], basis: '', purpose: '', reason: '', agencyReference: '', asked: '' },
});

function historyOf(events: readonly Event[]): readonly Fact[] {
  const history = reported();
  for (const { day, body } of [...events].sort((a, b) => a.day - b.day)) history.at(addDays(FIRST, day), '12:00', body);
  return history.facts;
}

const isHold = ({ kind }: Fact): boolean => kind === 'held' || kind === 'hold-lifted';
const isOwnWork = ({ rule: { trigger } }: NoticeDue, policy: PolicyPack): boolean =>
  trigger.kind === 'overdue' && policy.hold.quiets.includes(trigger.item);
const named = ({ rule, occurrence, dueAt }: NoticeDue): string => `${rule.id} ${occurrence} ${dueAt}`;

describe.each(packs.map((policy) => [policy.id, policy] as const))('under the rules of %s', (_id, policy) => {
  const histories = fc.array(anyEvent(policy), { maxLength: 12 }).map(historyOf);

  test('a hold changes nothing of what is told but the reminders of the authority’s own work', () => {
    fc.assert(
      fc.property(histories, fc.nat(LAST), (facts, offset) => {
        const asOf = addDays(FIRST, offset);
        const told = (known: readonly Fact[]) =>
          assess(known, liverpool, policy, asOf)
            .notices.filter((notice) => !isOwnWork(notice, policy))
            .map(named);
        expect(told(facts)).toEqual(told(facts.filter((fact) => !isHold(fact))));
      }),
      { numRuns: 300 },
    );
  });

  test('no reminder of the authority’s own work falls into a hold, and none is lost by it', () => {
    fc.assert(
      fc.property(histories, fc.nat(LAST), (facts, offset) => {
        const asOf = addDays(FIRST, offset);
        const own = (known: readonly Fact[]) =>
          assess(known, liverpool, policy, asOf).notices.filter((notice) => isOwnWork(notice, policy));
        const { hold } = assess(facts, liverpool, policy, asOf);
        const withHold = own(facts);
        for (const { dueAt } of withHold)
          expect(hold && hold.from <= londonDate(dueAt) && londonDate(dueAt) < hold.until).toBeFalsy();
        const rules = (notices: readonly NoticeDue[]) => [...new Set(notices.map(({ rule }) => rule.id))].sort();
        expect(rules(withHold)).toEqual(rules(own(facts.filter((fact) => !isHold(fact)))));
      }),
      { numRuns: 300 },
    );
  });

  test('a risk that is named ends every hold at once', () => {
    const events = fc.array(anyEvent(policy), { maxLength: 8 });
    const great = policy.tiers.levels.slice(
      0,
      policy.tiers.levels.findIndex(({ id }) => id === policy.tiers.atRisk) + 1,
    );
    const risks = fc.constantFrom<FactBody>(
      { kind: 'triaged', triage: atRisk },
      ...great.map(({ id }): FactBody => ({ kind: 'tier-set', answer: { tier: id, reason: '', asked: '' } })),
    );
    fc.assert(
      fc.property(events, risks, fc.nat(20), fc.nat(20), fc.nat(15), (before, named, held, risk, later) => {
        const until = addDays(FIRST, LAST);
        const facts = historyOf([
          ...before.filter(({ day }) => day < held),
          { day: held, body: { kind: 'held', until, reason: 'Waiting' } },
          { day: held + risk, body: named },
        ]);
        const holdAt = (days: number) => assess(facts, liverpool, policy, addDays(FIRST, days)).hold;
        expect(holdAt(held + risk + later)).toBeNull();
        // A child in danger was never on hold.
        const wasInDanger = assess(facts.slice(0, -1), liverpool, policy, FIRST).inDanger;
        if (risk > 0) expect(holdAt(held + risk - 1) === null).toBe(wasInDanger);
      }),
      { numRuns: 200 },
    );
  });

  test('no day is given for an answer but the one to which the agency agreed, counted from when it was last asked', () => {
    fc.assert(
      fc.property(histories, fc.nat(LAST), (facts, offset) => {
        const { enquiries, obligations } = assess(facts, liverpool, policy, addDays(FIRST, offset));
        for (const { enquiry, answerDue, state, facts: said } of enquiries.list) {
          if (enquiry.agreedWorkingDays === null || state !== 'asked') expect(answerDue).toBeNull();
          else expect(answerDue).toBe(slowWorkingDay(lastAskedOn(said), enquiry.agreedWorkingDays));
        }
        const promised = enquiries.list.flatMap(({ answerDue }) => answerDue ?? []);
        for (const { id, due } of obligations) {
          if (id === 'enquiry-answer') expect(promised).toContain(due.known && due.date);
        }
      }),
      { numRuns: 300 },
    );
  });
});

/** The last request, or the last reminder after it. */
function lastAskedOn(said: readonly Fact[]): LocalDate {
  return said.reduce<LocalDate>(
    (day, fact) =>
      fact.kind === 'enquiry-requested' ? fact.request.on : fact.kind === 'enquiry-chased' ? fact.on : day,
    FIRST,
  );
}

/** Writes out every day after this one on which an office works, and takes the nth. */
function slowWorkingDay(from: LocalDate, n: number): LocalDate {
  const days = Array.from({ length: 100 }, (_, at) => addDays(from, at + 1));
  return days.filter((day) => !isWeekend(day) && !liverpool.bankHolidays.has(day))[n - 1]!;
}

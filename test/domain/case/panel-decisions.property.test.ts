import fc from 'fast-check';
import { addDays, daysBetween, isWeekend, type LocalDate } from '../../../src/domain/calendar/date';
import { londonDate, londonInstant, londonTime } from '../../../src/domain/calendar/london';
import { assess } from '../../../src/domain/case/assess';
import type { NoticeDue } from '../../../src/domain/case/assessment';
import {
  decideDone,
  decidePanel,
  decideWithdrawn,
  usualDay,
  type Decided,
} from '../../../src/domain/case/decide/panel';
import type { Fact, FactBody } from '../../../src/domain/case/fact';
import { carriedForward } from '../../../src/domain/case/panel-decisions';
import { policyPack, policyPackIds } from '../../../src/domain/policy/policies';
import type { PolicyPack } from '../../../src/domain/policy/pack';
import type { DecisionRule } from '../../../src/domain/policy/panel-policy';
import { reported, type History } from '../../builders/case';
import { liverpool } from '../calendar/liverpool';
import { slowStatus } from '../calendar/slow-oracle';

const FIRST: LocalDate = '2026-04-27';
const LAST = 70;
const packs = policyPackIds().map((id) => policyPack(id));

/** What somebody tries on a day: sensible or not, in any order. */
type Try =
  | { readonly does: 'decide'; readonly day: number; readonly decided: Decided }
  | { readonly does: 'done' | 'withdraw'; readonly day: number; readonly which: number };

const dayOf = (n: number): LocalDate => addDays(FIRST, n);

function tries(policy: PolicyPack): fc.Arbitrary<Try[]> {
  const day = fc.nat(LAST - 20);
  const on = fc.integer({ min: -3, max: LAST }).map(dayOf);
  const decided = fc.constantFrom(...policy.panel.decisions.list).chain(({ id, owners }) =>
    fc.record({
      ...{ decision: fc.constant(id), owner: fc.constantFrom(...owners), meeting: on, due: on },
      ...{ person: fc.constantFrom(null, 'person-7'), reason: fc.constantFrom('', 'Why'), dissent: fc.constant('') },
    }),
  );
  const one: fc.Arbitrary<Try> = fc.oneof(
    { weight: 3, arbitrary: fc.record({ does: fc.constant('decide' as const), day, decided }) },
    fc.record({ does: fc.constantFrom('done' as const, 'withdraw' as const), day, which: fc.nat(5) }),
  );
  return fc.array(one, { maxLength: 14 }).map((all) => all.toSorted((a, b) => a.day - b.day));
}

/** The panel meets every other day. */
const panelAt = (today: LocalDate) => {
  const met = Array.from({ length: LAST }, (_, n) => dayOf(n * 2)).filter((day) => day <= today);
  return { met, next: addDays(met.at(-1)!, 2) };
};

/** Whoever tries is answered by the case as it stands then; what is not refused goes on record. */
function historyOf(all: readonly Try[], policy: PolicyPack): History {
  const history = reported();
  for (const one of all) {
    const today = dayOf(one.day);
    const standing = assess(history.facts, liverpool, policy, today);
    const which = one.does === 'decide' ? '' : (standing.decisions[one.which]?.decided.id ?? 'none');
    const verdict =
      one.does === 'decide'
        ? decidePanel(standing, one.decided, { policy, opened: FIRST, today, panel: panelAt(today) })
        : one.does === 'done'
          ? decideDone(standing, which, today, 'Done', today)
          : decideWithdrawn(standing, which, 'Otherwise');
    if (verdict.kind === 'facts') history.at(today, '12:00', ...verdict.facts);
  }
  return history;
}

/** Read off the facts one after the other: what was decided last stays until a later fact names it. */
function slowlyOpen(facts: readonly Fact[]): Map<string, Fact & { kind: 'panel-decided' }> {
  const open = new Map<string, Fact & { kind: 'panel-decided' }>();
  for (const fact of facts) {
    if (fact.kind === 'panel-decided') open.set(fact.id, fact);
    if (fact.kind === 'panel-decision-done' || fact.kind === 'panel-decision-withdrawn') open.delete(fact.decided);
  }
  return open;
}

const isOffice = (day: LocalDate): boolean => !isWeekend(day) && !liverpool.bankHolidays.has(day);
const isOfPanel = ({ rule }: NoticeDue): boolean => rule.trigger.kind.startsWith('panel-');

describe.each(packs.map((policy) => [policy.id, policy] as const))('under the rules of %s', (_id, policy) => {
  const histories = tries(policy).map((all) => historyOf(all, policy));

  test('what was decided and is neither done nor withdrawn is owed by its owner on its day, and nothing else is', () => {
    fc.assert(
      fc.property(histories, fc.nat(LAST), ({ facts }, n) => {
        const asOf = dayOf(n);
        const known = facts.filter(({ recordedAt }) => londonDate(recordedAt) <= asOf);
        const { obligations, decisions } = assess(known, liverpool, policy, asOf);
        const open = slowlyOpen(known);
        const owed = obligations.filter(({ id }) => id.startsWith('panel-decision:'));
        expect(owed.map(({ id }) => id.slice('panel-decision:'.length)).sort()).toEqual([...open.keys()].sort());
        for (const { id, owner, due, state, title } of owed) {
          const decided = open.get(id.slice('panel-decision:'.length))!;
          expect({ owner, due }).toEqual({ owner: decided.owner, due: { known: true, date: decided.due } });
          expect(state).toBe(asOf > decided.due ? 'overdue' : 'due');
          expect(title).toContain(decided.title);
        }
        const days = carriedForward(decisions).map(({ decided }) => decided.due);
        expect(days).toEqual(days.toSorted());
      }),
      { numRuns: 150 },
    );
  });

  test('nothing that cannot be is recorded, and nothing is decided twice before it is done', () => {
    fc.assert(
      fc.property(histories, ({ facts }) => {
        facts.forEach((fact, at) => {
          if (fact.kind !== 'panel-decided') return;
          const today = londonDate(fact.recordedAt);
          const rule = policy.panel.decisions.list.find(({ id }) => id === fact.decision)!;
          expect(rule.owners).toContain(fact.owner);
          expect(fact.reason).not.toBe('');
          expect(fact.meeting >= FIRST && fact.meeting <= today).toBe(true);
          expect(daysBetween(FIRST, fact.meeting) % 2).toBe(0);
          expect(fact.due >= fact.meeting && fact.due <= addDays(today, policy.panel.decisions.mostDays)).toBe(true);
          expect(isOffice(fact.due)).toBe(true);
          const before = [...slowlyOpen(facts.slice(0, at)).values()];
          expect(before.map(({ decision }) => decision)).not.toContain(fact.decision);
          expect(before.length).toBeLessThan(6);
        });
      }),
      { numRuns: 150 },
    );
  });

  test('the owner is reminded on the day, and from the next working day on every week, until it is done', () => {
    fc.assert(
      fc.property(histories, fc.nat(LAST), ({ facts }, n) => {
        const asOf = dayOf(n);
        const known = facts.filter(({ recordedAt }) => londonDate(recordedAt) <= asOf);
        const notices = assess(known, liverpool, policy, asOf).notices.filter(isOfPanel);
        const open = slowlyOpen(known);
        for (const { id, due, owner, person, recordedAt } of open.values()) {
          const mine = notices.filter(({ occurrence }) => occurrence.startsWith(id));
          const of = (kind: string) => mine.filter(({ rule }) => rule.trigger.kind === kind);
          expect(mine.map((one) => one.rule.to[0])).toEqual(mine.map(() => owner));
          expect(mine.map((one) => one.person ?? null)).toEqual(mine.map(() => person));
          const morning = londonInstant(due, policy.alertTime);
          const [reminder, ...again] = of('panel-decision-due');
          expect(again).toEqual([]);
          // What was recorded after its day is overdue at once, and is told as that alone.
          if (londonDate(recordedAt) > due) expect(reminder).toBeUndefined();
          else expect(reminder!.dueAt).toBe(morning > recordedAt ? morning : recordedAt);
          const weekly = everyFifthOfficeDayAfter(due, asOf);
          expect(of('panel-decision-overdue').map(({ dueAt }) => londonDate(dueAt))).toEqual(weekly);
          for (const { dueAt } of of('panel-decision-overdue')) expect(londonTime(dueAt)).toBe(policy.alertTime);
        }
        expect(notices.filter(({ occurrence }) => !open.has(occurrence.split(' ')[0]!))).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  test('the day that is proposed may be chosen, and is so many days ahead on the calendar that it counts', () => {
    fc.assert(
      fc.property(fc.constantFrom(...policy.panel.decisions.list), fc.nat(LAST), (rule, n) => {
        const today = dayOf(n);
        const due = usualDay(rule, policy, liverpool, today);
        const standing = assess(reported().facts, liverpool, policy, today);
        const decided = { decision: rule.id, owner: rule.owners[0]!, person: null, meeting: FIRST, reason: 'Why' };
        const given = { policy, opened: FIRST, today, panel: panelAt(today) };
        expect(decidePanel(standing, { ...decided, due, dissent: '' }, given).kind).toBe('facts');
        const counts = 'schoolDays' in rule.usual ? (day: LocalDate) => slowStatus(liverpool, day) === 'yes' : isOffice;
        const wanted = 'schoolDays' in rule.usual ? rule.usual.schoolDays : rule.usual.workingDays;
        let counted = 0;
        for (let day = addDays(today, 1); day <= due; day = addDays(day, 1)) counted += counts(day) ? 1 : 0;
        const isCut = addDays(due, 7) > addDays(today, policy.panel.decisions.mostDays);
        if (isKnown(due) && !isCut) expect(counted).toBe(wanted);
      }),
      { numRuns: 200 },
    );
  });
});

describe.each(packs.map((policy) => [policy.id, policy] as const))('of a case that ends, under %s,', (_id, policy) => {
  const { list } = policy.panel.decisions;
  const [closing, other] = [list.find(({ closesAs }) => closesAs)!, list.find(({ closesAs }) => !closesAs)!];
  const decided = (rule: DecisionRule) =>
    ({
      ...({
        kind: 'panel-decided',
        decision: rule.id,
        title: rule.title,
        meeting: '2026-05-07',
        person: null,
      } as const),
      ...{ owner: rule.owners[0]!, due: '2026-05-21' as const, reason: 'Why', dissent: '' },
    }) satisfies FactBody;
  const reopened = (reason: string) =>
    reported()
      .at('2026-05-07', '14:00', decided(closing), decided(other))
      .at('2026-05-08', '09:00', { kind: 'closed', reason, note: '' })
      .at('2026-05-11', '09:00', { kind: 'reopened', reason: 'Not there' });
  const carried = ({ facts }: History) =>
    carriedForward(assess(facts, liverpool, policy, '2026-05-11').decisions).map((one) => one.decided.decision);

  test('what was decided about its end is done once it is closed so, and all else is carried forward when it goes on', () => {
    expect(carried(reopened(closing.closesAs!))).toEqual([other.id]);
    expect(carried(reopened('reported-in-error'))).toEqual([closing.id, other.id]);
  });

  test('what was put off comes again on its day, also when a week has passed and it is asked for anew', () => {
    const history = reported().at('2026-05-07', '14:00', { ...decided(other), due: '2026-05-11' });
    const { notices } = assess(history.facts, liverpool, policy, '2026-05-12');
    const late = notices.find(({ rule }) => rule.trigger.kind === 'panel-decision-overdue')!;
    const { obligation, occurrence } = late;
    history.at('2026-05-18', '09:00', {
      ...{ kind: 'alert-snoozed', obligation, occurrence, until: '2026-05-20', reason: 'He rings today' },
    });
    const again = assess(history.facts, liverpool, policy, '2026-05-20').notices.filter((one) => one.again);
    expect(again.map(({ dueAt }) => dueAt)).toEqual([londonInstant('2026-05-20', policy.alertTime)]);
  });

  test('and of a child who has died nothing is owed or told, but for a death that was told in error', () => {
    const history = reported().at('2026-05-07', '14:00', decided(other));
    history.at('2026-05-08', '09:00', { kind: 'death-told', told: { by: 'A', known: 'B', on: null } });
    const { decisions, obligations, notices } = assess(history.facts, liverpool, policy, '2026-05-22');
    expect(decisions).toEqual([]);
    expect(obligations.filter(({ id }) => id.startsWith('panel-decision:'))).toEqual([]);
    expect(notices.filter(isOfPanel)).toEqual([]);
    history.at('2026-05-22', '09:00', { kind: 'death-withdrawn', reason: 'Another child' });
    expect(carried(history)).toEqual([other.id]);
  });
});

/** Up to where the school's calendar reaches. */
const isKnown = (day: LocalDate): boolean => day <= '2026-07-20';

/** Written out day by day: the last of those mornings that has come, and the next one. */
function everyFifthOfficeDayAfter(due: LocalDate, asOf: LocalDate): LocalDate[] {
  const mornings: LocalDate[] = [];
  let office = 0;
  for (let day = addDays(due, 1); mornings.at(-1) === undefined || mornings.at(-1)! <= asOf; day = addDays(day, 1)) {
    if (!isOffice(day)) continue;
    if (office % 5 === 0) mornings.push(day);
    office += 1;
  }
  return mornings.length === 1 ? [...mornings, nextOf(mornings[0]!)] : mornings.slice(-2);
}

function nextOf(morning: LocalDate): LocalDate {
  let day = morning;
  for (let left = 5; left > 0;) {
    day = addDays(day, 1);
    if (isOffice(day)) left -= 1;
  }
  return day;
}

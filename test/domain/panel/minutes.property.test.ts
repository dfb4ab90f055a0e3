import fc from 'fast-check';
import { addDays, type Instant, type LocalDate } from '../../../src/domain/calendar/date';
import { londonInstant } from '../../../src/domain/calendar/london';
import type { FactBody } from '../../../src/domain/case/fact';
import { panelDecisionsOf, ratificationsOf } from '../../../src/domain/case/panel-decisions';
import { meetingOn } from '../../../src/domain/panel/cycle';
import { minutesOf, type BeforeMeeting } from '../../../src/domain/panel/minutes';
import { outcomeOf } from '../../../src/domain/panel/outcome';
import { policyPack } from '../../../src/domain/policy/policies';
import { History } from '../../builders/case';

const policy = policyPack('liverpool');
const FIRST: LocalDate = '2026-05-07';
const cycle = { anchor: FIRST, rules: policy.panel, bankHolidays: new Set<LocalDate>() };
const SECTIONS = policy.panel.sections.map(({ id }) => id);

/** One decision of a case, as the test has made it up: on which meeting, recorded when, and what became of it when. */
interface Told {
  /** On the 5th and the 12th day there was none. */
  readonly meeting: 0 | 5 | 12 | 14;
  readonly recorded: number;
  readonly end: { readonly how: 'done' | 'withdrawn'; readonly after: number } | null;
}
interface Made {
  /** On which meetings the panel agreed to an end of it, recorded on the day. */
  readonly ratified: readonly (0 | 14)[];
  readonly told: readonly Told[];
  readonly sections: readonly (typeof SECTIONS)[number][];
  readonly late: boolean;
  readonly diedBy: boolean;
  readonly closedBy: boolean;
}

const told: fc.Arbitrary<Told> = fc.record({
  meeting: fc.constantFrom(0 as const, 5 as const, 12 as const, 14 as const),
  recorded: fc.nat(20),
  end: fc.option(fc.record({ how: fc.constantFrom('done' as const, 'withdrawn' as const), after: fc.nat(20) })),
});
/** Seldom, since little is carried forward of such a case. */
const seldom = fc.nat(4).map((n) => n === 0);
const made: fc.Arbitrary<Made> = fc.record({
  ratified: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, fc.subarray([0 as const, 14 as const])),
  told: fc.array(told, { maxLength: 3 }),
  sections: fc.subarray(SECTIONS, { maxLength: 2 }),
  late: fc.boolean(),
  diedBy: seldom,
  closedBy: seldom,
});

const nameOf = (at: number, n: number) => `Decision ${at}.${n}`;
const dayOf = (n: number) => addDays(FIRST, n);

const RATIFIED = 'Closure ratified';
const ratifiedOn = (day: number): FactBody => ({
  ...({ kind: 'panel-ratified', title: RATIFIED, meeting: dayOf(day), note: '', dissent: '' } as const),
});

/** The facts day by day; what ends a decision comes after it, also on one day. */
function beforeOf({ told: all, ratified, sections, late, ...by }: Made, at: number): BeforeMeeting {
  const history = new History();
  const ids = new Map<number, string>();
  for (let day = 0; day <= 40; day += 1) {
    if (ratified.some((meeting) => meeting === day)) history.at(dayOf(day), '11:00', ratifiedOn(day));
    all.forEach(({ meeting, recorded }, n) => {
      if (recorded !== day) return;
      const body: FactBody = {
        ...({ kind: 'panel-decided', decision: 'tracing', owner: 'caseworker', person: null } as const),
        ...{ title: nameOf(at, n), meeting: dayOf(meeting), due: dayOf(30), reason: 'Why', dissent: '' },
      };
      history.at(dayOf(day), '12:00', body);
      ids.set(n, history.facts.at(-1)!.id);
    });
    all.forEach(({ recorded, end }, n) => {
      if (!end || recorded + end.after !== day) return;
      const decided = ids.get(n)!;
      history.at(
        dayOf(day),
        '23:59',
        end.how === 'done'
          ? { kind: 'panel-decision-done', decided, on: dayOf(day), note: 'Done' }
          : { kind: 'panel-decision-withdrawn', decided, reason: 'An error' },
      );
    });
  }
  const decisions = panelDecisionsOf(history.facts, policy);
  const ratifications = ratificationsOf(history.facts);
  const isLate = late && sections.length === 0;
  return { id: `case-${at}`, reference: `WB-${at}`, decisions, ratifications, late: isLate, ...by };
}

test('minutes agree with a recount of who decided what when, whatever was recorded since, and what the channel is told with them', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(fc.array(made, { maxLength: 5 }), fc.constantFrom(0 as const, 14 as const), (all, on) => {
      const takenAt: Instant = londonInstant(dayOf(on - 2), '09:00');
      const meeting = meetingOn(cycle, dayOf(on));
      const items = all.flatMap(({ sections }, at) =>
        sections.length > 0 ? [{ caseId: `case-${at}`, version: 1, sections }] : [],
      );
      const frozen = { meeting: meeting.planned, postAt: meeting.postAt, takenAt, items };
      const minutes = minutesOf({
        ...{ meeting, since: dayOf(on - 14), frozen, policy, asOf: dayOf(60), withheld: 0, unread: 0 },
        cases: all.map(beforeOf).reverse(),
        names: new Map(),
      });

      const decided = (at: number) => [
        ...all[at]!.told.flatMap(({ meeting: its, end }, n) =>
          its > on - 14 && its <= on && end?.how !== 'withdrawn' ? [nameOf(at, n)] : [],
        ),
        ...(all[at]!.ratified.some((its) => its === on) ? [RATIFIED] : []),
      ];
      const carried = (at: number) =>
        all[at]!.told.flatMap(({ meeting: its, recorded, end }, n) => {
          const isLeft = its <= on - 14 && recorded <= on && (end === null || recorded + end.after > on);
          return isLeft && !all[at]!.closedBy && !all[at]!.diedBy ? [nameOf(at, n)] : [];
        });
      const isShown = (at: number) => {
        const { sections, late, diedBy } = all[at]!;
        return decided(at).length > 0 || (!diedBy && (sections.length > 0 || late));
      };
      const expected = all.flatMap((_, at) => (isShown(at) ? [at] : []));
      expect(minutes.cases.map(({ caseId }) => caseId).sort()).toEqual(expected.map((at) => `case-${at}`).sort());
      for (const { caseId, decided: said, carried: left } of minutes.cases) {
        const at = Number(caseId.slice('case-'.length));
        expect(said.map(({ title }) => title).sort()).toEqual(decided(at).sort());
        expect(left.map(({ title }) => title).sort()).toEqual(carried(at).sort());
        for (const { title, owed } of said) expect(owed === null).toBe(title === RATIFIED);
        seen.add(`${said.length > 0} ${left.length > 0}`);
      }
      // What the channel is told in figures is what stands in the minutes.
      const sitting = { on: dayOf(on), since: dayOf(on - 14) };
      const { listed, undecided, decided: named, unnamed } = outcomeOf(sitting, all.map(beforeOf), frozen, policy);
      const stoodThere = new Set(minutes.sections.flatMap(({ references }) => references));
      const without = minutes.cases.filter((one) => stoodThere.has(one.reference) && one.decided.length === 0);
      expect([listed, undecided]).toEqual([stoodThere.size, without.length]);
      expect(named.reduce((sum, { count }) => sum + count, unnamed)).toBe(
        minutes.cases.reduce((sum, one) => sum + one.decided.length, 0),
      );
      // As it was read: by the order of the list, and under each section whoever stood there and was not known to have died.
      for (const [n, id] of SECTIONS.entries()) {
        const stood = all.flatMap(({ sections, diedBy }, at) => (sections.includes(id) && !diedBy ? [`WB-${at}`] : []));
        const { title } = policy.panel.sections[n]!;
        expect(minutes.sections.find((one) => one.title === title)?.references ?? []).toEqual(stood);
      }
    }),
    { numRuns: 400 },
  );
  expect(seen.size).toBe(4);
});

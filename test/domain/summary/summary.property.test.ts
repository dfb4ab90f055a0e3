import fc from 'fast-check';
import { addDays, addYears, daysBetween, isWeekend, type LocalDate } from '../../../src/domain/calendar/date';
import { londonDate } from '../../../src/domain/calendar/london';
import { isSchoolDay } from '../../../src/domain/calendar/school-days';
import { assess } from '../../../src/domain/case/assess';
import type { Case } from '../../../src/domain/case/case';
import { policyPack, policyPackIds } from '../../../src/domain/policy/policies';
import { stageOf } from '../../../src/domain/panel/stage';
import { inPeriod } from '../../../src/domain/summary/in-period';
import { isRepeat } from '../../../src/domain/summary/repeats';
import { summaryOf } from '../../../src/domain/summary/summary';
import { liverpool } from '../calendar/liverpool';
import { asCase, FIRST, stories, TIMES } from '../register/stories';
import type { Story } from '../register/register-oracle';
import { closedAndOpened, recountPeriod, type CaseRecounted } from './summary-oracle';

const isFree = (day: LocalDate) => isWeekend(day) || isSchoolDay(liverpool, day) !== 'yes';
const SCHOOLS = ['999001', '999002', '999003'];

/** As the product has it: every case, and whatever is there of its child. */
function summarised(cases: readonly Case[], period: { from: LocalDate; to: LocalDate }, pack: string) {
  const read = cases.map((one) => inPeriod(one, liverpool, policyPack, period));
  const given = read.flatMap((one) => (typeof one === 'string' ? [] : [one]));
  const repeats = new Set(
    given.filter((one) => one.isNew && isRepeat(one, cases, period.to, policyPack)).map(({ id }) => id),
  );
  const yearBefore = addYears(period.to, -1);
  const referred = new Set(
    cases.flatMap(({ school, openedAt }) => {
      const on = londonDate(openedAt);
      return school !== null && on > yearBefore && on <= period.to ? [school] : [];
    }),
  );
  const summary = summaryOf({ cases: given, repeats, schools: SCHOOLS, referred, policy: policyPack(pack) });
  return { summary, unread: read.filter((one) => one === 'unread').length };
}

/** Takes the least and the greatest away until one or two are left; what stands halfway between these. */
function middleOf(days: readonly number[]): number | null {
  let left = days.toSorted((a, b) => a - b);
  while (left.length > 2) left = left.slice(1, -1);
  return left.length === 0 ? null : (left[0]! + left.at(-1)!) / 2;
}

describe.each(policyPackIds())('the summary of a period under %s', (pack) => {
  const policy = policyPack(pack);
  const periods = fc
    .record({ from: fc.integer({ min: -3, max: 24 }), days: fc.nat(30) })
    .map(({ from, days }) => ({ from: addDays(FIRST, from), to: addDays(FIRST, from + days) }));
  const gap = fc.integer({ min: 1, max: 9 });
  const family = fc.array(
    fc
      .record({ story: stories(policy, isFree), more: fc.option(fc.tuple(gap, gap)) })
      .map(({ story, more }) => (more ? closedAndOpened(story, more) : story)),
    { minLength: 1, maxLength: 8 },
  );

  test('agrees with a slow recount from the words themselves, whatever was said, for any period', () => {
    const seen = { closed: 0, again: 0, located: 0, unread: 0 };
    fc.assert(
      fc.property(family, periods, (all: readonly Story[], period) => {
        const { summary, unread } = summarised(
          all.map((story, at) => asCase(story, at, policy)),
          period,
          pack,
        );
        const told = all.map((story) => recountPeriod(story, FIRST, period));
        const mine = told.flatMap((one) => (one === 'unread' || one === null ? [] : [one]));
        const counted = (is: (one: CaseRecounted) => boolean) => ({ count: mine.filter(is).length });
        expect(unread).toBe(told.filter((one) => one === 'unread').length);
        expect(summary).toMatchObject({
          openAtStart: counted(({ atStart }) => atStart),
          opened: counted(({ isNew }) => isNew),
          openedAgain: counted(({ isAgain }) => isAgain),
          closed: counted(({ open }) => !open),
          openAtEnd: counted(({ open }) => open),
        });
        const { openAtStart, opened, openedAgain, closed, openAtEnd } = summary;
        expect(openAtStart.count + opened.count + openedAgain.count).toBe(closed.count + openAtEnd.count);
        expect(summary.closedBy.reduce((sum, { count }) => sum + count, 0)).toBe(closed.count);
        const located = mine.filter((one) => one.located);
        const days = located.flatMap((one) =>
          one.since === null ? [] : [one.foundOn! < one.since ? 0 : daysBetween(one.since, one.foundOn!)],
        );
        expect(summary.located.found.count).toBe(located.length);
        expect(summary.located.unknown).toBe(located.length - days.length);
        expect(summary.located.days?.least ?? null).toBe(days.length === 0 ? null : Math.min(...days));
        expect(summary.located.days?.most ?? null).toBe(days.length === 0 ? null : Math.max(...days));
        expect(summary.located.days?.median ?? null).toBe(middleOf(days));
        seen.closed += closed.count;
        seen.again += openedAgain.count;
        seen.located += located.length;
        seen.unread += unread;
      }),
      { numRuns: 250 },
    );
    expect(Object.entries(seen).filter(([, times]) => times === 0)).toEqual([]);
  });

  test('tells what stands at the end case by case: its stage, what is overdue by whose school, and who was there before', () => {
    let repeated = 0;
    fc.assert(
      fc.property(family, periods, (all, period) => {
        const cases = all.map((story, at) => asCase(story, at, policy));
        const { summary } = summarised(cases, period, pack);
        const told = all.map((story) => recountPeriod(story, FIRST, period));
        const stages = new Map<string, number>();
        const overdue = new Map<string | null, number>();
        const behind = new Map<string | null, Set<string>>();
        const plus = <K>(counts: Map<K, number>, key: K) => counts.set(key, (counts.get(key) ?? 0) + 1);
        cases.forEach(({ facts, school }, at) => {
          const one = told[at]!;
          if (one === null || one === 'unread' || !one.open) return;
          const known = facts.filter(({ recordedAt }) => londonDate(recordedAt) <= period.to);
          const assessment = assess(known, liverpool, policy, period.to);
          plus(stages, stageOf(assessment));
          for (const { owner, state } of assessment.obligations) {
            const isOfSchool = ['attendance-lead', 'safeguarding-lead', 'head-teacher'].includes(owner);
            if (state !== 'overdue') continue;
            const owes = isOfSchool ? school : null;
            plus(overdue, owes);
            behind.set(owes, (behind.get(owes) ?? new Set()).add(String(all[at]!.child)));
          }
        });
        expect(new Map(summary.byStage.map(({ label, count }) => [label, count]))).toEqual(stages);
        expect(new Map(summary.overdue.map(({ school, count }) => [school, count]))).toEqual(overdue);
        const childrenOf = ([school, some]: [string | null, Set<string>]) => [school, some.size] as const;
        expect(new Map(summary.overdue.map(({ school, children }) => [school, children]))).toEqual(
          new Map([...behind].map(childrenOf)),
        );

        const opened = (at: number) => `${all[at]!.opened} ${TIMES[at % TIMES.length]}`;
        const wasClosedBefore = (other: number, at: number) => {
          const words = all[other]!.said.filter(
            ({ on }, n) => `${on} ${TIMES[(other + n) % TIMES.length]}` < opened(at),
          );
          const says = words.map(({ word }) => word.says);
          const last = says.findLast((one) => ['closed', 'closed-in-error', 'reopened'].includes(one));
          // What its reason meant is known by the rules alone: where they are gone, it is a case that was closed.
          const wasOne = last === 'closed' || (last === 'closed-in-error' && says.includes('rules-gone'));
          return opened(other) < opened(at) && wasOne;
        };
        const repeats = told.filter((one, at) => {
          if (one === null || one === 'unread' || !one.isNew) return false;
          return all.some(({ child }, other) => child === all[at]!.child && wasClosedBefore(other, at));
        }).length;
        expect(summary.repeats.count).toBe(repeats);
        repeated += repeats;

        const referring = SCHOOLS.filter((urn) =>
          cases.some(({ school }, at) => school === urn && all[at]!.opened <= period.to),
        );
        expect(summary.neverReferred).toEqual(SCHOOLS.filter((urn) => !referring.includes(urn)));
      }),
    );
    expect(repeated).toBeGreaterThan(0);
  });
});

import fc from 'fast-check';
import { addDays, daysBetween, isWeekend, type LocalDate } from '../../../src/domain/calendar/date';
import { isSchoolDay } from '../../../src/domain/calendar/school-days';
import type { Case } from '../../../src/domain/case/case';
import { beginsOnRoll } from '../../../src/domain/case/way';
import { censusOn, type CountedChild } from '../../../src/domain/census/counted';
import { countedWithin } from '../../../src/domain/census/school-year';
import { figuresOf, TOPICS, type Topic } from '../../../src/domain/census/table';
import { policyPack, policyPackIds } from '../../../src/domain/policy/policies';
import type { Pupil } from '../../../src/domain/pupil/pupil';
import { liverpool } from '../calendar/liverpool';
import { knownInError, recount, type Story } from '../register/register-oracle';
import { asCase, FIRST, stories } from '../register/stories';

const calendarOf = () => liverpool;
const isFree = (day: LocalDate) => isWeekend(day) || isSchoolDay(liverpool, day) !== 'yes';

/** A family of three: the third is drawn as one of these, with the last day on which it is of age; null: it never is. */
const THIRD = [
  { dateOfBirth: '2014-11-30', lastOfAge: '9999-12-31' },
  { dateOfBirth: '2010-03-01', lastOfAge: '2026-06-26' },
  { dateOfBirth: '2022-05-05', lastOfAge: null },
] as const;
type Third = (typeof THIRD)[number];

const ABOUT: readonly Pick<Pupil, 'sex' | 'yearGroup'>[] = [
  { sex: 'female', yearGroup: '5' },
  { sex: 'male', yearGroup: null },
  { sex: null, yearGroup: '11' },
];

/** The same case, with what the breakdowns ask of its child. */
const described = (theCase: Case, child: number, { dateOfBirth }: Third): Case => ({
  ...theCase,
  facts: theCase.facts.map((fact) => {
    if (fact.kind !== 'pupil-described') return fact;
    const born = child === 2 ? dateOfBirth : fact.pupil.dateOfBirth;
    return { ...fact, pupil: { ...fact.pupil, ...ABOUT[child]!, dateOfBirth: born } };
  }),
});

/** Day by day from the one on which it was said: each 1 September puts the child into the next year. */
function yearRecounted(child: number, saidOn: LocalDate, day: LocalDate): string {
  let year = Number(ABOUT[child]!.yearGroup ?? '5');
  for (let passed = saidOn; passed < day; passed = addDays(passed, 1))
    if (addDays(passed, 1).endsWith('-09-01')) year += 1;
  return String(year);
}

const ofAge = (child: number, { lastOfAge }: Third, day: LocalDate) =>
  child !== 2 || (lastOfAge !== null && day <= lastOfAge);

describe.each(policyPackIds())('the termly count under %s', (pack) => {
  const policy = policyPack(pack);
  const family = fc.record({
    all: fc.array(stories(policy, isFree), { minLength: 1, maxLength: 8 }),
    third: fc.constantFrom(...THIRD),
    day: fc
      .oneof({ weight: 3, arbitrary: fc.integer({ min: -2, max: 90 }) }, fc.integer({ min: 91, max: 450 }))
      .map((n) => addDays(FIRST, n)),
  });
  const casesOf = (all: readonly Story[], third: Third) =>
    all.map((story, at) => described(asCase(story, at, policy), story.child, third));

  /** Which of the stories count on a day, child by child; null where nobody can read one. */
  function recounted(all: readonly Story[], third: Third, day: LocalDate) {
    const read = all.map((story) => recount(story, FIRST, day));
    const counted = read.flatMap((came, at) =>
      came && came !== 'unread' && came.reason !== 'missing' && ofAge(came.child, third, day)
        ? [{ at, child: came.child }]
        : [],
    );
    return {
      children: Map.groupBy(counted, ({ child }) => child),
      unread: read.flatMap((came, at) => (came === 'unread' ? [`case-${at}`] : [])),
    };
  }

  const numberOf = (reference: string) => Number(reference.slice(3, 7));
  const sorted = (groups: readonly (readonly number[])[]) =>
    groups.map((group) => group.toSorted((a, b) => a - b)).toSorted((a, b) => a[0]! - b[0]!);

  test('agrees with a slow recount, whatever was said, on any day', () => {
    const seen = new Set<number>();
    const years = new Set<string>();
    fc.assert(
      fc.property(family, ({ all, third, day }) => {
        const { children, unread } = censusOn(casesOf(all, third), calendarOf, policyPack, day);
        const expected = recounted(all, third, day);
        const groups = children.map(({ reference, also }) => [reference, ...also].map(numberOf));
        expect(sorted(groups)).toEqual(
          sorted([...expected.children.values()].map((ofOne) => ofOne.map(({ at }) => at))),
        );
        expect(unread).toEqual(expected.unread);
        for (const { reference, sex, yearGroup, band } of children) {
          const { child, began, opened } = all[numberOf(reference)]!;
          expect(sex).toBe(ABOUT[child]!.sex);
          expect(yearGroup).toBe(yearRecounted(child, opened, day));
          years.add(yearGroup ?? 'none');
          if (!beginsOnRoll(began)) expect(band).toBe(bandSaid(all[numberOf(reference)]!, day));
        }
        seen.add(children.length);
      }),
      { numRuns: 1500 },
    );
    expect([...seen].sort()).toEqual([0, 1, 2, 3]);
    expect([...years]).toEqual(expect.arrayContaining(['5', '6', '11', '12']));
  });

  function bandSaid(story: Story, day: LocalDate): string {
    const came = recount(story, FIRST, day);
    if (!came || came === 'unread' || came.since === null) return policy.dfe.unknownBand;
    const days = daysBetween(came.since, day);
    return policy.dfe.bands.find(({ underDays }) => underDays === null || days < underDays)!.label;
  }

  test('of a period counts who was counted on any of its days, each child once, and no case that was in error', () => {
    let inError = 0;
    fc.assert(
      fc.property(family, fc.nat(40), fc.nat(20), ({ all, third, day }, length, later) => {
        const within = { from: day, to: addDays(day, length) };
        const known = addDays(within.to, later);
        const { children, unread } = countedWithin(casesOf(all, third), calendarOf, policyPack, within, known);
        fc.pre(unread.length === 0);
        const days = Array.from({ length: length + 1 }, (_, n) => addDays(day, n));
        const onAnyDay = days.flatMap((on) =>
          [...recounted(all, third, on).children.values()].flat().map((one) => ({ ...one, on })),
        );
        const counted = onAnyDay.filter(({ at }) => !knownInError(all[at]!, FIRST, known));
        if (counted.length < onAnyDay.length) inError += 1;
        const byChild = Map.groupBy(counted, ({ child }) => child);
        const expected = [...byChild.values()].map((ofOne) => [...new Set(ofOne.map(({ at }) => at))]);
        expect(sorted(children.map(({ reference, also }) => [reference, ...also].map(numberOf)))).toEqual(
          sorted(expected),
        );
        for (const { reference, days: shown } of children) {
          const ofChild = byChild.get(all[numberOf(reference)]!.child)!.map(({ on }) => on);
          expect([shown.from, shown.to]).toEqual([ofChild.toSorted()[0], ofChild.toSorted().at(-1)]);
        }
      }),
      { numRuns: 1500 },
    );
    expect(inError).toBeGreaterThan(0);
  });

  test('of a period that ends on the day counts everybody who is counted on that day', () => {
    fc.assert(
      fc.property(family, ({ all, third, day }) => {
        const cases = casesOf(all, third);
        const within = { from: addDays(day, -40), to: day };
        const whole = countedWithin(cases, calendarOf, policyPack, within, day).children;
        const inPeriod = new Set(whole.flatMap(({ reference, also }) => [reference, ...also]));
        const { children } = censusOn(cases, calendarOf, policyPack, day);
        fc.pre(countedWithin(cases, calendarOf, policyPack, within, day).unread.length === 0);
        for (const { reference } of children) expect(inPeriod).toContain(reference);
      }),
      { numRuns: 100 },
    );
  });

  const said: Readonly<Record<Topic, (child: CountedChild) => string>> = {
    total: () => 'all',
    sex: ({ sex }) => sex ?? 'not-known',
    'year-group': ({ yearGroup }) => yearGroup ?? 'not-known',
    duration: ({ band }) => band,
    reason: ({ reason }) => reason ?? 'not-known',
  };

  test('each breakdown adds up to the whole, and every child stands in one row of each', () => {
    fc.assert(
      fc.property(family, ({ all, third, day }) => {
        const { children } = censusOn(casesOf(all, third), calendarOf, policyPack, day);
        const figures = figuresOf(children, policy);
        for (const topic of TOPICS) {
          const rows = figures.filter((figure) => figure.topic === topic);
          for (const row of rows) for (const child of row.children) expect(said[topic](child)).toBe(row.id);
          const counted = rows.flatMap((row) => row.children.map(({ caseId }) => caseId));
          expect(counted.toSorted()).toEqual(children.map(({ caseId }) => caseId).toSorted());
          expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
        }
      }),
      { numRuns: 100 },
    );
  });
});

import fc from 'fast-check';
import { addDays, type LocalDate } from '../../../src/domain/calendar/date';
import { pupilOn } from '../../../src/domain/case/pupil-on';
import { putRightBy } from '../../../src/domain/case/put-right';
import { readFacts } from '../../../src/domain/case/reading';
import { YEAR_GROUPS, yearGroupOf } from '../../../src/domain/pupil/year-group';
import { aPupil, History } from '../../builders/case';

const FIRST: LocalDate = '2026-04-13';
const day = fc.integer({ min: 0, max: 1500 }).map((n) => addDays(FIRST, n));

interface Said {
  readonly on: LocalDate;
  /** 0: nobody says it. 1: reception, and so on. */
  readonly place: number;
}

const recorded = (all: readonly Said[], dateOfBirth: LocalDate | null) =>
  all
    .toSorted((a, b) => a.on.localeCompare(b.on))
    .reduce(
      (history, { on, place }) =>
        history.at(on, '09:00', {
          kind: 'pupil-described',
          pupil: aPupil({ dateOfBirth, yearGroup: YEAR_GROUPS[place - 1] ?? null }),
        }),
      new History(),
    ).facts;

/** Goes day by day from the one on which it was said, and puts the child up on each 1 September. */
function recounted(all: readonly Said[], lastOfAge: LocalDate | null, on: LocalDate): number | null {
  const last = all.toSorted((a, b) => a.on.localeCompare(b.on)).findLast((said) => said.on <= on);
  if (!last || last.place === 0) return null;
  let place: number | null = last.place;
  for (let passed = last.on; passed < on; passed = addDays(passed, 1)) {
    if (!addDays(passed, 1).endsWith('-09-01') || place === null) continue;
    const goesOn: boolean = lastOfAge === null ? place < 12 : passed < lastOfAge;
    place = goesOn && place < 14 ? place + 1 : null;
  }
  return place;
}

/** With the last Friday in June of the school year in which they turn 16. */
const CHILDREN = [
  { dateOfBirth: null, lastOfAge: null },
  { dateOfBirth: '2016-03-09', lastOfAge: '2032-06-25' },
  { dateOfBirth: '2011-08-31', lastOfAge: '2027-06-25' },
  { dateOfBirth: '2011-09-01', lastOfAge: '2028-06-30' },
] as const;

test('a year group moves up with each 1 September after it was said, until the child is over school age', () => {
  const seen = new Set<string>();
  const saying = fc.record({ on: day, place: fc.nat(14) });
  const sayings = fc.uniqueArray(saying, { selector: ({ on }) => on, minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(sayings, fc.constantFrom(...CHILDREN), day, (all, { dateOfBirth, lastOfAge }, on) => {
      const known = all.filter((said) => said.on <= on);
      const place = recounted(all, lastOfAge, on);
      const told = pupilOn(readFacts(recorded(known, dateOfBirth)), on)?.yearGroup ?? null;
      expect(told).toBe(place === null ? null : YEAR_GROUPS[place - 1]);
      const last = known.toSorted((a, b) => a.on.localeCompare(b.on)).at(-1);
      if (last && last.place > 0) seen.add(place === null ? 'no more' : String(place - last.place));
    }),
    { numRuns: 1500 },
  );
  expect([...seen].sort()).toEqual(['0', '1', '2', '3', '4', 'no more']);
});

test('what was said goes before the age, for a child who is taught out of year', () => {
  const taught = (yearGroup: string | null, on: LocalDate) =>
    yearGroupOf(
      pupilOn({ pupil: aPupil({ dateOfBirth: '2016-03-09', yearGroup }), described: '2026-04-27T08:40:00.000Z' }, on),
      on,
    );
  expect([taught('4', '2026-08-31'), taught('4', '2026-09-01'), taught('4', '2027-10-01')]).toEqual(['4', '5', '6']);
  expect([taught(null, '2026-08-31'), taught(null, '2026-09-01')]).toEqual(['5', '6']);
});

test.each<[string, LocalDate, string | null]>([
  ['in the last summer of school age', '2026-08-31', '11'],
  ['after it', '2026-09-01', null],
])('a child who has left is in no year group that anybody knows: %s', (_, on, year) => {
  const born = { dateOfBirth: '2010-03-01' } as const;
  const described = '2026-04-27T08:40:00.000Z';
  expect(yearGroupOf(pupilOn({ pupil: aPupil({ ...born, yearGroup: '11' }), described }, on), on)).toBe(year);
  expect(yearGroupOf(aPupil({ ...born, yearGroup: null }), on)).toBe(year);
  // Who is at school all the same is where somebody says.
  const said = { pupil: aPupil({ ...born, yearGroup: '12' }), described: '2026-09-14T08:40:00.000Z' } as const;
  expect(yearGroupOf(pupilOn(said, '2026-10-01'), '2026-10-01')).toBe('12');
});

test('a year group that has moved up is not put right by who writes it down as it is now, and a slip in it is', () => {
  const told = (then: number, now: number) => {
    const facts = recorded(
      [
        { on: '2026-04-27', place: then },
        { on: '2026-10-01', place: now },
      ],
      '2016-03-09',
    );
    const last = facts.at(-1)!;
    return last.kind === 'pupil-described' ? putRightBy(last, facts) : null;
  };
  expect(told(6, 7)).toEqual([]);
  expect(told(6, 6)).toEqual([{ field: 'yearGroup', was: '6', now: '5' }]);
});

import fc from 'fast-check';
import { addDays, type LocalDate } from '../../../src/domain/calendar/date';
import { londonInstant } from '../../../src/domain/calendar/london';
import { assess } from '../../../src/domain/case/assess';
import type { Fact, FactBody } from '../../../src/domain/case/fact';
import { PLACES } from '../../../src/domain/case/place';
import type { PolicyPack } from '../../../src/domain/policy/pack';
import { policyPack, policyPackIds } from '../../../src/domain/policy/policies';
import { anAbsence, aPupil, noRisk } from '../../builders/case';
import { aRemovalDecision } from '../../builders/removal';
import { liverpool } from '../calendar/liverpool';
import { BEFORE_ITS_DAY, reasonsToWait, STILL_OF_SCHOOL_AGE } from './removal-oracle';

const FIRST: LocalDate = '2026-04-27';
const on = (min: number, max: number) => fc.integer({ min, max }).map((days) => addDays(FIRST, days));
const pick = fc.constantFrom;

/** Found here or elsewhere, with the day and the answers or without, said anew, taken back; back in class; a decision. */
function found(policy: PolicyPack) {
  const asked = policy.found.places.flatMap(({ asks }) => asks);
  const somewhere = fc
    .record({
      since: on(0, 9),
      where: fc.oneof(pick('other-school', 'home-education'), pick(...PLACES)),
      day: fc.oneof({ weight: 6, arbitrary: on(4, 16) }, fc.constant('')),
      choice: pick(0, 0, 0, 1),
    })
    .map(({ where, since, day, choice }): FactBody => {
      const details = Object.fromEntries(
        asked.flatMap(({ id, kind, choices }) =>
          kind === 'date' ? [[id, day]] : kind === 'choice' ? [[id, choices[choice]!.id]] : [],
        ),
      );
      return { kind: 'located', located: { where, on: since, by: 'x', details, note: '', from: 'school' } };
    });
  const others = pick<FactBody>(
    { kind: 'attendance', mark: { code: '/', from: '2026-05-05', to: null, note: '' } },
    { kind: 'attendance', mark: { code: 'N', from: '2026-05-05', to: null, note: '' } },
    { kind: 'location-withdrawn', reason: 'x' },
    { kind: 'closed', reason: 'reported-in-error', note: 'x' },
    { kind: 'reopened', reason: 'x' },
  );
  const told = fc.record({ at: on(1, 9), body: fc.oneof({ weight: 5, arbitrary: somewhere }, others) });
  return fc
    .record({
      letter: fc.oneof(pick('a', 'f', 'g'), pick(...'bcdejklmno')),
      said: fc.array(told, { minLength: 1, maxLength: 4 }),
      pupil: fc.record({
        dateOfBirth: pick<LocalDate>('2016-03-09', '2016-03-09', '2019-08-31', '2019-09-01', '2020-11-09'),
        yearGroup: pick(null, null, 'R', '1', '5'),
      }),
      asOf: on(9, 18),
    })
    .map(({ letter, said, pupil, asOf }) => {
      const first: FactBody[] = [
        { kind: 'opened', way: 'missing' },
        { kind: 'triaged', triage: noRisk },
        { kind: 'pupil-described', pupil: aPupil(pupil) },
        { kind: 'absence-described', absence: anAbsence() },
      ];
      const decision = aRemovalDecision({ ground: letter, offRollOn: '2026-05-06' });
      const facts = [
        ...first.map((body) => ({ at: FIRST, body })),
        ...said.toSorted((a, b) => a.at.localeCompare(b.at)),
        { at: '2026-05-06' as LocalDate, body: { kind: 'removal-decided', decision } as const },
        {
          at: '2026-05-06' as LocalDate,
          body: { kind: 'deletion-return-sent', on: '2026-05-06', reference: '', notKnown: '' } as const,
        },
      ].map(({ at, body }, n): Fact => {
        return {
          ...body,
          id: `fact-${String(n).padStart(4, '0')}`,
          recordedAt: londonInstant(at, '09:00'),
          recordedBy: 'a',
        };
      });
      return { letter, facts, pupil, asOf };
    });
}

/** The last Friday in June of the school year in which each of these children turns sixteen. */
const LEAVES: Readonly<Partial<Record<LocalDate, LocalDate>>> = {
  '2016-03-09': '2032-06-25',
  '2019-08-31': '2035-06-29',
  '2019-09-01': '2036-06-27',
  '2020-11-09': '2037-06-26',
};

describe.each(policyPackIds())('under the pack %s', (id) => {
  const policy = policyPack(id);

  test('on no other ground is a name decided on or deleted while the child is here, nowhere, or before its day', () => {
    const seen = { open: 0, shut: 0 };
    fc.assert(
      fc.property(found(policy), ({ letter, facts, pupil, asOf }) => {
        const { gates, keeps } = assess(facts, liverpool, policy, asOf).removal;
        const gate = gates.find(({ ground }) => ground.letter === letter);
        const against = reasonsToWait(letter, facts, policy, asOf);
        seen[against.length === 0 ? 'open' : 'shut'] += 1;
        expect([gate?.open ?? false, keeps === null]).toEqual(Array(2).fill(against.length === 0));
        const day = gate?.notBefore?.known ? gate.notBefore.date : null;
        const waits = against.includes(BEFORE_ITS_DAY) || against.includes(STILL_OF_SCHOOL_AGE);
        if (waits) expect(day && day > asOf).toBe(true);
        else expect(day).toBe(against.length === 0 ? asOf : null);
        if (against.includes(STILL_OF_SCHOOL_AGE)) expect(day).toBe(LEAVES[pupil.dateOfBirth]);
      }),
      { numRuns: 600 },
    );
    expect([seen.open > 0, seen.shut > 0]).toEqual([true, true]);
  });
});

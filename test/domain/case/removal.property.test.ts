import fc from 'fast-check';
import { addDays, type LocalDate } from '../../../src/domain/calendar/date';
import { londonDate, londonInstant } from '../../../src/domain/calendar/london';
import type { SchoolCalendar } from '../../../src/domain/calendar/school-calendar';
import { assess } from '../../../src/domain/case/assess';
import type { Fact, FactBody } from '../../../src/domain/case/fact';
import type { PolicyPack } from '../../../src/domain/policy/pack';
import { policyPack, policyPackIds } from '../../../src/domain/policy/policies';
import { aCheck, anAbsence, aPupil, noRisk } from '../../builders/case';
import { aRemovalDecision, aSignature } from '../../builders/removal';
import { settledChecks } from '../../builders/settled';
import { liverpool } from '../calendar/liverpool';
import { dayAfterTheDaysOf, reasonsAgainst } from './removal-oracle';

const FIRST: LocalDate = '2026-04-27';
const on = (min: number, max: number) => fc.integer({ min, max }).map((days) => addDays(FIRST, days));
const pick = fc.constantFrom;

/** The same terms, and a school that was flooded, met on fewer days and closed for a poll. */
const flooded: SchoolCalendar = {
  ...liverpool,
  closures: [
    ...liverpool.closures,
    { kind: 'closure', from: '2026-05-07', to: '2026-05-08', note: 'Flood' },
    { kind: 'inset', from: '2026-06-05', to: '2026-06-05', note: '' },
  ],
};

interface Told {
  readonly day: LocalDate;
  readonly hour: number;
  readonly by: string;
  readonly body: FactBody;
}
const hour = pick(8, 9, 12);
const told = (day: fc.Arbitrary<LocalDate>, body: fc.Arbitrary<FactBody>, by: fc.Arbitrary<string> = pick('a')) =>
  fc.record({ day, hour, by, body });

const check = (item: string, outcome: string): FactBody => ({
  kind: 'check-recorded',
  item,
  check: aCheck({ outcome, evidence: { present: 'x', reason: 'x' } }),
});

/** What leads to an open gate when nothing comes in between: a little too early, now and then. */
function goodPath(policy: PolicyPack, day: fc.Arbitrary<LocalDate>) {
  const { items, settledWith } = policy.jointEnquiry;
  const review = settledWith.review[0]!;
  const settles = (item: string, good: string) =>
    fc.oneof(
      { weight: 6, arbitrary: fc.constant(good) },
      pick(...policy.checklist.find(({ id }) => id === item)!.outcomes),
    );
  const signs = (side: 'school' | 'authority') =>
    fc
      .record({
        conclusion: fc.oneof(
          { weight: 6, arbitrary: pick('not-found' as const) },
          pick('found-not-returning' as const),
        ),
        accepted: fc.boolean(),
      })
      .map(({ conclusion, accepted }): FactBody => {
        const closuresAccepted: LocalDate[] = accepted ? ['2026-05-07'] : [];
        return {
          kind: 'conclusion-signed',
          signature: aSignature({ side, conclusion, location: 'x', closuresAccepted }),
        };
      });
  const mark: FactBody = { kind: 'attendance', mark: { code: 'N', from: '2026-06-01', to: null, note: '' } };
  // Often on the day of the review itself, which is the last of the days now and then.
  const later = fc.tuple(day, fc.integer({ min: 0, max: 1 })).map(([at, days]) => addDays(at, days));
  const next = fc.tuple(day, pick(0, 1, 1, 1)).map(([at, days]) => addDays(at, days));
  const byB = fc.oneof({ weight: 8, arbitrary: pick('b') }, pick('a'));
  return fc.tuple(
    told(next, fc.constant(mark)),
    told(
      day,
      settles(items.review, review).map((outcome) => check(items.review, outcome)),
    ),
    told(
      next,
      settles(items.codes, settledWith.codes).map((outcome) => check(items.codes, outcome)),
    ),
    told(
      day,
      settles(items.sickness, settledWith.sickness).map((outcome) => check(items.sickness, outcome)),
    ),
    told(later, signs('school')),
    told(later, signs('authority'), byB),
  );
}

const disturbance = (policy: PolicyPack) =>
  told(
    on(0, 60),
    fc.oneof(
      fc
        .record({ code: pick('N', 'O', 'G', 'U', 'I', '/'), from: on(0, 60), length: pick(0, 1, 5, null) })
        .map(({ code, from, length }): FactBody => {
          return {
            kind: 'attendance',
            mark: { code, from, to: length === null ? null : addDays(from, length), note: '' },
          };
        }),
      fc
        .record({ on: on(0, 60), where: pick('at-school' as const, 'elsewhere' as const) })
        .map((seen): FactBody => ({ kind: 'seen', sighting: { ...seen, by: 'x', note: '' } })),
      fc
        .constantFrom(...policy.checklist.filter(({ settledBy }) => settledBy.length === 0))
        .chain((item) => pick(...item.outcomes).map((outcome) => check(item.id, outcome))),
      fc
        .record({ where: pick('in-area' as const, 'other-authority' as const), on: on(0, 60) })
        .map((place): FactBody => {
          return { kind: 'located', located: { ...place, by: 'x', details: {}, note: '', from: 'authority' } };
        }),
      pick(...policy.enquiries.list.slice(0, 2)).chain(({ id: enquiry }) =>
        pick(...policy.enquiries.outcomes).map(({ id: outcome }): FactBody => {
          return { kind: 'enquiry-answered', enquiry, answer: { on: '2026-06-01', by: 'x', outcome, note: '' } };
        }),
      ),
      pick<FactBody>(
        { kind: 'conclusion-withdrawn', side: 'authority', reason: 'x' },
        { kind: 'conclusion-withdrawn', side: 'school', reason: 'x' },
        { kind: 'check-skipped', item: policy.jointEnquiry.items.codes, reason: 'x' },
        { kind: 'absence-described', absence: anAbsence({ firstDayMissed: '2026-05-01', lastAttended: '2026-04-30' }) },
        { kind: 'triaged', triage: noRisk },
        { kind: 'pupil-described', pupil: aPupil({ dateOfBirth: '2023-03-09' }) },
        { kind: 'removal-decided', decision: aRemovalDecision() },
        { kind: 'removal-withdrawn', reason: 'x' },
        { kind: 'deletion-return-sent', on: '2026-06-02', reference: '', notKnown: '' },
        { kind: 'name-deleted', on: '2026-06-02' },
        { kind: 'closed', reason: 'reported-in-error', note: 'x' },
        { kind: 'joined', caseId: 'other', reference: 'WB-7K3M-2Q', since: null },
        { kind: 'parted', caseId: 'other', reference: 'WB-7K3M-2Q' },
      ),
    ),
  );

function history(policy: PolicyPack) {
  const settled = settledChecks(policy);
  const { items, settledWith } = policy.jointEnquiry;
  const leaveItem = policy.checklist.find((one) => one.id === items.leave)!;
  const refused = check(
    items.leave,
    leaveItem.outcomes.find((one) => one !== settledWith.leave)!,
  );
  return fc
    .record({
      leave: fc.boolean(),
      // Now and then one check is not made, or leave turns out not to have been granted.
      checks: fc.oneof(
        { weight: 4, arbitrary: fc.constant(settled) },
        fc.subarray(settled),
        pick([...settled, refused]),
      ),
      code: pick('N', 'O', 'G'),
      good: fc
        .oneof(pick<LocalDate>('2026-05-11', '2026-06-01'), on(10, 45))
        .chain((day) => goodPath(policy, fc.oneof({ weight: 5, arbitrary: fc.constant(day) }, on(8, 45)))),
      noise: fc.oneof(fc.constant([]), fc.array(disturbance(policy), { maxLength: 4 })),
      asOf: fc.oneof(pick<LocalDate>('2026-05-11', '2026-05-12', '2026-06-01', '2026-06-02'), on(35, 45), on(0, 60)),
    })
    .map(({ leave, code, checks, good, noise, asOf }) => {
      const absence = anAbsence({ code, leaveEnded: leave ? '2026-04-24' : null });
      const first: FactBody[] = [
        { kind: 'opened', way: 'missing' },
        { kind: 'triaged', triage: noRisk },
        { kind: 'pupil-described', pupil: aPupil() },
        { kind: 'absence-described', absence },
        ...checks,
      ];
      const facts = [...first.map((body) => ({ day: FIRST, hour: 7, by: 'a', body }) satisfies Told), ...good, ...noise]
        .map(({ day, hour: at, by, body }, n): Fact => {
          const recordedAt = londonInstant(day, `0${at}:00`.slice(-5) as `${number}:${number}`);
          return { ...body, id: `fact-${String(n).padStart(4, '0')}`, recordedAt, recordedBy: by };
        })
        .filter((fact) => londonDate(fact.recordedAt) <= asOf);
      return { facts, asOf };
    });
}

describe.each(policyPackIds())('under the pack %s', (id) => {
  const policy = policyPack(id);
  const calendars = [liverpool, flooded];

  test('ground H or I is never offered where any of its conditions fails, nor before its days are over', () => {
    const opened = { h: 0, i: 0 };
    fc.assert(
      fc.property(history(policy), pick(...calendars), ({ facts, asOf }, calendar) => {
        const { gates } = assess(facts, calendar, policy, asOf).removal;
        for (const letter of ['h', 'i'] as const) {
          if (!gates.some(({ ground, open }) => ground.letter === letter && open)) continue;
          opened[letter] += 1;
          expect(reasonsAgainst(letter, facts, calendar, policy, asOf)).toEqual([]);
        }
      }),
      { numRuns: 800 },
    );
    // A gate that never opens would pass as well.
    expect([opened.h > 0, opened.i > 0]).toEqual([true, true]);
  });

  test('the earliest day shown of ground H or I is today only where the ground is open, and otherwise that of its days', () => {
    const shown = { today: 0, later: 0, none: 0 };
    fc.assert(
      fc.property(history(policy), pick(...calendars), ({ facts, asOf }, calendar) => {
        const { gates } = assess(facts, calendar, policy, asOf).removal;
        for (const letter of ['h', 'i'] as const) {
          const gate = gates.find(({ ground }) => ground.letter === letter);
          const day = gate?.notBefore?.known ? gate.notBefore.date : null;
          shown[day === null ? 'none' : day > asOf ? 'later' : 'today'] += 1;
          if (gate?.open || day === asOf) {
            expect([day, reasonsAgainst(letter, facts, calendar, policy, asOf)]).toEqual([asOf, []]);
          } else if (day) expect(day).toBe(dayAfterTheDaysOf(letter, facts, calendar, asOf));
        }
      }),
      { numRuns: 800 },
    );
    expect(Object.values(shown).every((times) => times > 0)).toBe(true);
  });

  test('the same facts come to the same in whatever order they arrive', () => {
    const shuffled = history(policy).chain(({ facts, asOf }) =>
      fc.record({
        facts: fc.constant(facts),
        other: fc.shuffledSubarray(facts, { minLength: facts.length }),
        asOf: fc.constant(asOf),
      }),
    );
    fc.assert(
      fc.property(shuffled, pick(...calendars), ({ facts, other, asOf }, calendar) => {
        expect(assess(other, calendar, policy, asOf)).toEqual(assess(facts, calendar, policy, asOf));
      }),
      { numRuns: 150 },
    );
  });
});

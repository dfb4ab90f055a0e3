import fc from 'fast-check';
import { addDays, type LocalDate } from '../../../src/domain/calendar/date';
import type { FactBody } from '../../../src/domain/case/fact';
import { policyPack, policyPackIds } from '../../../src/domain/policy/policies';
import type { PolicyPack } from '../../../src/domain/policy/pack';
import { fateOf, type Fate } from '../../../src/domain/retention/fate';
import { standingOf } from '../../../src/domain/retention/standing';
import { together } from '../../../src/domain/retention/together';
import { aPupil, History, noRisk } from '../../builders/case';
import { atRiskUnder } from '../../builders/of-a-pack';
import { aReferral } from '../../builders/ways';

/** Another procedure beside the case, and by whom it was referred: of each one that names a risk, and one that does not. */
type Beside = 'looked-for' | 'not-attending' | 'by-social-care' | 'by-anybody';
/** Something that somebody said of a case, in words of this test. */
type Word =
  'risk' | 'no-risk' | 'call' | Beside | 'close' | 'reopen' | 'hold' | 'lift' | { readonly born: LocalDate | null };
interface Said {
  readonly word: Word;
  /** Days after the word before. */
  readonly later: number;
}

const FIRST: LocalDate = '2024-02-27';

/** Day by day, until the day of the year has come round so often. 29 February comes round on 1 March. */
const found = new Map<string, LocalDate>();
function comesRound(from: LocalDate, times: number): LocalDate {
  const before = found.get(`${from} ${times}`);
  if (before) return before;
  const isLeap = (day: LocalDate) => addDays(`${Number(day.slice(0, 4))}-03-01` as LocalDate, -1).endsWith('-29');
  let day = from;
  for (let left = times; left > 0;) {
    day = addDays(day, 1);
    const onIt = from.endsWith('-02-29') && !isLeap(day) ? '-03-01' : from.slice(4);
    if (day.slice(4) === onIt) left -= 1;
  }
  found.set(`${from} ${times}`, day);
  return day;
}

interface Known {
  closedOn: LocalDate | null;
  flagged: boolean;
  born: LocalDate | null;
  held: boolean;
}

const NAME_A_RISK: readonly Word[] = ['risk', 'call', 'looked-for', 'by-social-care'];

function known(history: readonly Said[]): Known {
  const so: Known = { closedOn: null, flagged: false, born: null, held: false };
  let day = FIRST;
  for (const { word, later } of history) {
    day = addDays(day, later);
    if (typeof word === 'object') so.born = word.born;
    else if (NAME_A_RISK.includes(word)) so.flagged = true;
    else if (word === 'close') so.closedOn = day;
    else if (word === 'reopen') so.closedOn = null;
    else if (word === 'hold') so.held = true;
    else if (word === 'lift') so.held = false;
  }
  return so;
}

/** The first day, counted up from the closing, on which nothing keeps them any more. */
function oracle(histories: readonly (readonly Said[])[], { retention }: PolicyPack, today: LocalDate): Partial<Fate> {
  const all = histories.map(known);
  if (all.some(({ held }) => held)) return { kind: 'on-hold' };
  if (all.some(({ closedOn }) => closedOn === null)) return { kind: 'open' };
  const ends = all.map(({ closedOn }) => comesRound(closedOn!, retention.closing.years));
  if (all.some(({ flagged }) => flagged)) {
    const births = all.flatMap(({ born }) => born ?? []);
    if (births.length === 0) return { kind: 'undecided', why: 'no-birthday' };
    ends.push(...births.map((born) => comesRound(born, retention.safeguarding.birthday)));
  }
  const last = ends.sort().at(-1)!;
  return today > last ? { kind: 'goes', since: addDays(last, 1) } : { kind: 'stays', last };
}

const words: fc.Arbitrary<Word> = fc.oneof(
  fc.constantFrom<Word>('risk', 'no-risk', 'call', 'close', 'close', 'close', 'reopen', 'hold', 'lift'),
  fc.constantFrom<Word>('looked-for', 'not-attending', 'not-attending', 'by-social-care', 'by-anybody', 'by-anybody'),
  fc.constantFrom<Word>(
    ...[null, '2008-02-29', '2016-03-09', '1999-12-31'].map((born) => ({ born: born as LocalDate | null })),
  ),
);
const histories = fc
  .array(fc.record({ word: words, later: fc.constantFrom(0, 1, 2, 40, 365) }), { maxLength: 7 })
  .chain((said) => fc.boolean().map((ends) => (ends ? [...said, { word: 'close' as const, later: 1 }] : said)));

const RUNAWAY: Readonly<Record<string, string>> = { liverpool: 'runaway', westmere: 'ran-away' };
const ATTENDANCE: Readonly<Record<string, string>> = { liverpool: 'whereabouts-known', westmere: 'seen-this-week' };

function factsOf(history: readonly Said[], policy: PolicyPack) {
  const bodies: Readonly<Record<Exclude<Word, object>, FactBody>> = {
    risk: { kind: 'triaged', triage: atRiskUnder(policy) },
    'no-risk': { kind: 'triaged', triage: noRisk },
    call: {
      kind: 'safeguarding-contacted',
      contact: { agency: 'police', reference: '', on: FIRST, at: '09:05', note: '' },
    },
    'looked-for': { kind: 'procedure-linked', procedure: RUNAWAY[policy.family]!, reference: 'MP-1' },
    'not-attending': { kind: 'procedure-linked', procedure: ATTENDANCE[policy.family]!, reference: '' },
    'by-social-care': { kind: 'referral-received', referral: { ...aReferral(), route: 'social-care' } },
    'by-anybody': { kind: 'referral-received', referral: { ...aReferral(), route: 'public' } },
    close: { kind: 'closed', reason: 'returned', note: 'Back' },
    reopen: { kind: 'reopened', reason: 'Missing again' },
    hold: { kind: 'legal-hold-begun', reason: 'An inquest' },
    lift: { kind: 'legal-hold-ended', reason: 'It is over' },
  };
  const facts = new History().at(FIRST, '08:00', { kind: 'opened', way: 'missing' });
  let day = FIRST;
  for (const { word, later } of history) {
    day = addDays(day, later);
    const described = typeof word === 'object' && {
      kind: 'pupil-described',
      pupil: aPupil({ dateOfBirth: word.born }),
    };
    // Between midnight in London and midnight in UTC in summer: the day is London's.
    facts.at(day, '00:20', described ? (described as FactBody) : bodies[word as Exclude<Word, object>]);
  }
  return facts.facts;
}

describe.each(policyPackIds())('how long a case is kept, by the rules of %s', (id) => {
  const policy = policyPack(id);

  test('is what somebody finds who counts the years day by day', () => {
    fc.assert(
      fc.property(
        fc.array(histories, { minLength: 1, maxLength: 3 }),
        fc.nat({ max: 2 }),
        fc.nat(),
        (all, near, far) => {
          const standings = all.map((history) => standingOf({ facts: factsOf(history, policy) }, policy));
          const fate = fateOf(standings, policy.retention, addDays(FIRST, far % 12_000));
          expect(fate).toMatchObject(oracle(all, policy, addDays(FIRST, far % 12_000)));
          // And on the last day, the one before and the one after.
          if (fate.kind !== 'goes' && fate.kind !== 'stays') return;
          const last = fate.kind === 'goes' ? addDays(fate.since, -1) : fate.last;
          const day = addDays(last, near - 1 + Number(near === 2));
          expect(fateOf(standings, policy.retention, day)).toMatchObject(oracle(all, policy, day));
        },
      ),
      { numRuns: 1_000 },
    );
  });
});

test('what was joined stays together however it is linked, and nothing else does', () => {
  const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
  const links = fc.array(fc.tuple(fc.constantFrom(...ids), fc.constantFrom(...ids, 'gone')), { maxLength: 7 });
  fc.assert(
    fc.property(links, (joined) => {
      const cases = ids.map((one) => ({
        id: one,
        standing: { oneWith: joined.filter(([from]) => from === one).map(([, to]) => to) },
      }));
      const found = together(cases).map((list) => list.map(({ id }) => id).sort());
      const isLinked = (a: string, b: string) =>
        a === b || joined.some(([from, to]) => (from === a && to === b) || (from === b && to === a));
      // From every case to every other, by as many steps as there are cases.
      const reached = (from: string) => {
        let there = [from];
        for (let step = 0; step < ids.length; step += 1)
          there = ids.filter((one) => there.some((known) => isLinked(known, one)));
        return there;
      };
      expect(found.flat().sort()).toEqual(ids);
      for (const list of found) for (const one of list) expect(list).toEqual(reached(one));
    }),
    { numRuns: 300 },
  );
});

import { londonDate } from '../calendar/london';
import type { LocalDate } from '../calendar/date';
import { unknownCode } from '../policy/codes';
import type { PolicyPack } from '../policy/pack';
import type { Fact } from './fact';
import { isSaidAfter, saidAt } from './moved';
import { readFacts, type FactOf, type Reading } from './reading';
import { codeOn, isPresent } from './register';

/**
 * The register as a search reads it. A code of presence is carried forward up to the day on which somebody says that the
 * search begins or goes on, and no further: from that day on the reason is not known, until the school says otherwise.
 * Ground 9(1)(i) does not count days of which no register speaks, so it is never read like this.
 */
export const asSearched = (reading: Reading, policy: PolicyPack): Reading =>
  reading.searchedAnew.reduce((known, word) => {
    const from = londonDate(saidAt(word));
    const before = known.marks.filter((fact) => isSaidAfter(word, fact));
    if (!isPresent(codeOn({ ...known, marks: before }, from), policy)) return known;
    const mark = { code: unknownCode(policy), from, to: null, note: '' };
    const { id, recordedBy } = word;
    const since: FactOf<'attendance'> = { kind: 'attendance', mark, id, recordedAt: saidAt(word), recordedBy };
    return { ...known, marks: [...before, since, ...known.marks.slice(before.length)] };
  }, reading);

export const readAsSearched = (facts: readonly Fact[], policy: PolicyPack): Reading =>
  asSearched(readFacts(facts), policy);

/** The day of the last word that the search begins or goes on. */
export function searchedSince({ searchedAnew }: Reading): LocalDate | null {
  const last = searchedAnew.at(-1);
  return last ? londonDate(saidAt(last)) : null;
}

/** Whether somebody has said after this that nobody knows where the child is. */
export const isSearchedAfter = ({ searchedAnew }: Reading, said: Fact): boolean =>
  searchedAnew.some((word) => isSaidAfter(word, said));

/**
 * The last word that the pupil is back in school, while nobody has said after it that it is missing: also on a day that
 * is no school day, when no code counts yet. What is told late of days before the search began ends no search.
 */
export function saidBack(reading: Reading, policy: PolicyPack, asOf: LocalDate): FactOf<'attendance'> | null {
  const back = reading.marks.findLast(({ mark }) => isPresent(mark.code, policy));
  if (!back) return null;
  const until = back.mark.to ?? asOf;
  const ended = reading.searchedAnew.some((word) => {
    const day = londonDate(saidAt(word));
    return day > until || (isSaidAfter(word, back) && day >= back.mark.from);
  });
  const missing = reading.marks.some(
    (fact) =>
      isSaidAfter(fact, back) &&
      policy.clocks.tenDayReturn.codes.includes(fact.mark.code) &&
      fact.mark.from <= asOf &&
      (fact.mark.to ?? asOf) >= asOf,
  );
  return ended || missing ? null : back;
}

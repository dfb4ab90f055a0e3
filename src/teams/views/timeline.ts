import type { CaseView } from '../../casework/casework';
import { openly } from '../../casework/shown-facts';
import { closingInWords } from '../../casework/told/policy-words';
import type { Told } from '../../casework/told/terms';
import { toldToAll } from '../../casework/told/told';
import { whatCameOf } from '../../casework/told/told-check';
import { inWords } from '../../domain/calendar/date';
import { londonDate, londonTime } from '../../domain/calendar/london';
import type { Fact } from '../../domain/case/fact';
import type { PolicyPack } from '../../domain/policy/pack';
import { capital } from '../../letters';
import type { History } from './history';
import { inSentences, short } from './words';

/** Names of people by their id. */
export type Names = ReadonlyMap<string, string>;

export interface TimelineEntry {
  /** `Mon 27 April 2026, 09:10 · Sam Green`. */
  readonly when: string;
  readonly what: string;
}

/** In the middle of a sentence, and safe to show. */
export const closedBecause = (reason: string, policy: PolicyPack): string => short(closingInWords(reason, policy), 120);

/** What a fact is told with: the words of the policy, and the names of the contacts. */
type Terms = Pick<CaseView, 'policy' | 'packs' | 'authority'> & { readonly names?: Names };

/** The newest facts first, from the nth on and no more than `most`; how many earlier ones there are stands beside them. */
export function timeline({ facts, marks }: History, names: Names, terms: Terms, most: number, from = 0) {
  const shown = facts.filter(({ kind }) => kind !== 'opened').toReversed();
  return {
    entries: shown.slice(from, from + most).map((fact): TimelineEntry => {
      const mark = marks.get(fact.id);
      return { when: `${mark ? `${mark} · ` : ''}${signed(fact, names)}`, what: told(fact, { ...terms, names }) };
    }),
    earlier: Math.max(0, shown.length - from - most),
  };
}

/** When, and by whom, something was recorded. */
export const signed = (fact: Fact, names: Names): string =>
  `${inWords(londonDate(fact.recordedAt))}, ${londonTime(fact.recordedAt)} · ${short(names.get(fact.recordedBy) ?? 'somebody who has left', 60)}`;

/** One fact in a line or two, as everybody may read it who sees the case. Everything that people typed is cut short. */
export const told = (fact: Fact, { names, ...terms }: Terms): string =>
  line(toldToAll(openly(fact), { ...terms, nameOf: (person) => names?.get(person) ?? null }), 190);

/** What came of a check, where its name stands beside it already. */
export const lastOfCheck = (fact: Fact, policy: PolicyPack): string =>
  fact.kind === 'check-recorded' || fact.kind === 'check-skipped' ? line(whatCameOf(fact, policy), 180) : '';

const line = ({ says }: Told, most: number): string => short(inSentences(...says.map(capital)), most);

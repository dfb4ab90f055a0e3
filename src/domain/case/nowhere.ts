import type { Fact } from './fact';
import { isAnothersEnquiry } from './matter';
import { isParting } from './parting';
import { standingDeletion, standsOnRoll } from './name';
import { readFacts, type FactOf } from './reading';

/** A child on no roll of whom somebody says that it is not where it was said to be: no school would notice. */
export interface Nowhere {
  /** Where the child was said to be. */
  readonly place: FactOf<'located'>;
  /** The word that it is not so, or that the case goes on. */
  readonly said: Fact;
}

export interface NowhereRead {
  /** Every word after which the child was nowhere, in the order of the facts. */
  readonly left: readonly Nowhere[];
  /** Null while the child is said to be somewhere, or its name stands in a register; also once it was deleted anew. */
  readonly now: Nowhere | null;
}

/**
 * Whether the child is on no roll and would be nowhere, were it not where it is said to be. Of a child for whom another
 * authority asks, that authority knows best.
 */
export const restsOnAPlace = (facts: readonly Fact[]): boolean => placeRestedOn(facts) !== null;

export function readNowhere(facts: readonly Fact[]): NowhereRead {
  const left = facts.flatMap((said, at): Nowhere[] => {
    const place = saysNotThere(said, facts) ? placeRestedOn(facts.slice(0, at)) : null;
    return place ? [{ place, said }] : [];
  });
  return { left, now: standingOf(left.at(-1), facts) };
}

export const nowhereNow = (facts: readonly Fact[]): Nowhere | null => readNowhere(facts).now;

const saysNotThere = (fact: Fact, facts: readonly Fact[]): boolean =>
  fact.kind === 'location-withdrawn' || (fact.kind === 'reopened' && !isParting(fact, facts));

function placeRestedOn(facts: readonly Fact[]): FactOf<'located'> | null {
  const reading = readFacts(facts);
  return standsOnRoll(reading.way, facts) || isAnothersEnquiry(reading) ? null : reading.located;
}

function standingOf(last: Nowhere | undefined, facts: readonly Fact[]): Nowhere | null {
  if (!last) return null;
  const { located, way } = readFacts(facts);
  if (located || standsOnRoll(way, facts)) return null;
  const deleted = standingDeletion(facts);
  return deleted && facts.indexOf(deleted) > facts.indexOf(last.said) ? null : last;
}

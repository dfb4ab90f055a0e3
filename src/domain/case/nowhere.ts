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

/**
 * Whether the child is on no roll and would be nowhere, were it not where it is said to be. Of a child for whom another
 * authority asks, that authority knows best.
 */
export function restsOnAPlace(facts: readonly Fact[]): boolean {
  const reading = readFacts(facts);
  return reading.located !== null && !standsOnRoll(reading.way, facts) && !isAnothersEnquiry(reading);
}

/** Every word after which the child was nowhere, in the order of the facts. */
export const leftNowhere = (facts: readonly Fact[]): Fact[] =>
  facts.filter(
    (fact, at) =>
      (fact.kind === 'location-withdrawn' || (fact.kind === 'reopened' && !isParting(fact, facts))) &&
      restsOnAPlace(facts.slice(0, at)),
  );

/** Null while the child is said to be somewhere, or its name stands in a register; also once it was deleted anew. */
export function nowhereNow(facts: readonly Fact[]): Nowhere | null {
  const { located, way } = readFacts(facts);
  const said = leftNowhere(facts).at(-1);
  if (!said || located || standsOnRoll(way, facts)) return null;
  const deleted = standingDeletion(facts);
  if (deleted && facts.indexOf(deleted) > facts.indexOf(said)) return null;
  const place = readFacts(facts.slice(0, facts.indexOf(said))).located;
  return place && { place, said };
}

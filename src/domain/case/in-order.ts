import type { Fact } from './fact';

/**
 * Facts in the order in which they were recorded, however they arrive. Of two that were recorded at one moment the one
 * with the smaller id comes first: ids are made so that they grow (`growingId`).
 */
export const inOrder = (facts: readonly Fact[]): readonly Fact[] => facts.toSorted(byMoment);

export const isAfter = (a: Fact, b: Fact): boolean => byMoment(a, b) > 0;

function byMoment(a: Fact, b: Fact): number {
  if (a.recordedAt !== b.recordedAt) return a.recordedAt < b.recordedAt ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

import type { StepKind } from '../domain/policy/unreached-policy';
import type { Step } from './chain/steps';

/** What alerts came to that did not arrive, or were not answered: kinds, levels and counts only. */
export interface Escalations {
  /** An alert was passed on; 1 for the first of the rule's next roles. */
  passedOn(level: number): void;
  /** A step of the chain was taken. */
  tookStep(to: StepKind, outcome: Step['outcome']): void;
  /** How many cases the last sweep could not look at. */
  notLookedAt(cases: number): void;
}

/** Where nobody asks. */
export const UNCOUNTED: Escalations = { passedOn: () => {}, tookStep: () => {}, notLookedAt: () => {} };

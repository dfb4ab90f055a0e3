import type { CaseView } from '../casework';
import type { PolicyPack } from '../../domain/policy/pack';

/** What a fact is told with: the words of the policy, the names of the contacts, and those of people. */
export interface Terms extends Pick<CaseView, 'policy' | 'packs' | 'authority'> {
  /** Beside which other facts it stands: left out where nobody asks what was put right since. */
  readonly case?: Pick<CaseView['case'], 'facts'>;
  /** Null: somebody who is not known any more. */
  readonly nameOf: (person: string) => string | null;
}

/** What tells one fact has these beside it: the rules that held when it was recorded, and those of all times. */
export interface Telling extends Terms {
  readonly then: PolicyPack;
}

/**
 * One fact in words, in parts that make a sentence each and begin as they stand within one. `says` is told wherever the
 * fact is; `inFull` is added where there is room for everything.
 */
export interface Told {
  readonly says: readonly string[];
  readonly inFull: readonly string[];
}

/** Parts that say nothing are left out. */
export const tell = (says: readonly (string | undefined)[], inFull: readonly (string | undefined)[] = []): Told => ({
  says: says.filter(isSaid),
  inFull: inFull.filter(isSaid),
});

const isSaid = (part: string | undefined): part is string => part !== undefined && part.trim() !== '';

/** `label what`, or nothing where there is nothing to say. */
export const named = (label: string, what: string | undefined): string => (what?.trim() ? `${label} ${what}` : '');

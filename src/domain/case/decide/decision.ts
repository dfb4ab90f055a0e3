import type { Fact, FactBody } from '../fact';

/** What an act on a case comes to: facts to record, a reason why not, or news that the person has to see first. */
export type Decision =
  | { readonly kind: 'facts'; readonly facts: readonly FactBody[] }
  | { readonly kind: 'refused'; readonly says: string }
  | { readonly kind: 'changed'; readonly facts: readonly Fact[] };

export const record = (...facts: FactBody[]): Extract<Decision, { kind: 'facts' }> => ({ kind: 'facts', facts });
export const refuse = (says: string): Extract<Decision, { kind: 'refused' }> => ({ kind: 'refused', says });

export const CASE_CLOSED =
  'This case is closed, so nothing can be added. If the pupil is missing again, make a new report.';

/** A decision that no news can hold up. */
export type Verdict = Exclude<Decision, { kind: 'changed' }>;

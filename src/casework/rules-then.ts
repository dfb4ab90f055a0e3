import type { CaseView } from './casework';
import type { Instant } from '../domain/calendar/date';
import type { AlertRule, PolicyPack } from '../domain/policy/pack';

type Ruled = Pick<CaseView, 'packs' | 'policy'>;

/** The rules that held for the case at a moment: what was asked and answered then is told in their words. */
export const rulesAt = (at: Instant, { packs, policy }: Ruled): PolicyPack =>
  packs.findLast(({ from }) => from <= at)?.policy ?? policy;

/** The rules under which the safeguarding questions were last answered. */
export const rulesOfTriage = (view: Ruled & Pick<CaseView, 'case'>): PolicyPack => {
  const triage = view.case.facts.findLast(({ kind }) => kind === 'triaged');
  return triage ? rulesAt(triage.recordedAt, view) : view.policy;
};

/** An alert of the rules of now or, where it was sent before the case was moved, of those before. */
export const alertRule = (id: string, { packs }: Ruled): AlertRule | undefined =>
  packs
    .toReversed()
    .flatMap(({ policy }) => policy.alerts)
    .find((rule) => rule.id === id);

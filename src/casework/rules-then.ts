import type { CaseView } from './casework';
import type { Instant } from '../domain/calendar/date';
import { readFacts } from '../domain/case/reading';
import type { AlertRule, PolicyPack } from '../domain/policy/pack';

type Ruled = Pick<CaseView, 'packs' | 'policy'>;

/** The rules that held for the case at a moment: what was asked and answered then is told in their words. */
export const rulesAt = (at: Instant, { packs, policy }: Ruled): PolicyPack =>
  packs.findLast(({ from }) => from <= at)?.policy ?? policy;

/**
 * The rules under which the safeguarding questions were last asked here. What another case brought along when it was
 * joined was asked there.
 */
export const rulesOfTriage = (view: Ruled & Pick<CaseView, 'case'>): PolicyPack => {
  const { triages } = readFacts(view.case.facts);
  const triage = triages.findLast(({ moved }) => !moved) ?? triages.at(-1);
  return triage ? rulesAt(triage.recordedAt, view) : view.policy;
};

/** Where the words of a safeguarding answer are looked for: its own rules first, then the newest of the case. */
export const rulesOfRisk = (answered: PolicyPack, { packs }: Pick<CaseView, 'packs'>): readonly PolicyPack[] => [
  answered,
  ...packs.map(({ policy }) => policy).toReversed(),
];

/** The rules under which the case began. */
export const rulesAtStart = ({ packs, policy }: Ruled): PolicyPack => packs[0]?.policy ?? policy;

/** The newest rules of the case that know this; where none does, those of now. */
export const rulesKnowing = (knows: (policy: PolicyPack) => boolean, { packs, policy }: Ruled): PolicyPack =>
  packs.map((period) => period.policy).findLast(knows) ?? policy;

/** An alert of the rules of now or, where it was sent before the case was moved, of those before. */
export const alertRule = (id: string, { packs }: Pick<Ruled, 'packs'>): AlertRule | undefined =>
  packs
    .toReversed()
    .flatMap(({ policy }) => policy.alerts)
    .find((rule) => rule.id === id);

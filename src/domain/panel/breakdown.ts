import type { Assessment } from '../case/assessment';
import { published } from '../census/published';
import type { PolicyPack } from '../policy/pack';
import { countsInOrder } from './counts-in-order';
import { stageOf, stagesInOrder } from './stage';

/** How many open cases there are of something; what there is none of is left out. */
export interface LabelledCount {
  readonly label: string;
  readonly cases: number;
}

/** Open cases by main reason, as the DfE would publish them: they may stand in a channel. */
export interface ByReason {
  readonly rounded: readonly LabelledCount[];
  /** Of each of these there are so few that a figure would tell too much. */
  readonly few: readonly string[];
  /** How few, in a word. */
  readonly low: string;
}

/** By stage, in the order of the stages. */
export const byStage = (open: readonly Assessment[], pack: PolicyPack): LabelledCount[] =>
  counted(open.map(stageOf), stagesInOrder(pack));

/** By how long the child is missing education or, on a roll, has not been seen at school: the DfE's bands, shortest first. */
export const byDuration = (open: readonly Assessment[], pack: PolicyPack): LabelledCount[] =>
  counted(
    open.map(({ dfe: { band, awayBand } }) => band ?? awayBand ?? pack.dfe.unknownBand),
    [...pack.dfe.bands.map(({ label }) => label), pack.dfe.unknownBand],
  );

export const REASON_NOT_KNOWN = 'No reason yet';

export function byReason(open: readonly Assessment[], pack: PolicyPack): ByReason {
  const order = [...pack.dfe.reasons.map(({ label }) => label), REASON_NOT_KNOWN];
  const reasons = counted(
    open.map(({ dfe }) => dfe.reason?.label ?? REASON_NOT_KNOWN),
    order,
  );
  const told = reasons.map(({ label, cases }) => ({ label, cases: Number(published(cases, pack)) }));
  return {
    rounded: told.filter(({ cases }) => !Number.isNaN(cases)),
    few: told.filter(({ cases }) => Number.isNaN(cases)).map(({ label }) => label),
    low: pack.dfe.published.low,
  };
}

/** What a case of older rules calls otherwise stands after what the rules of today know. */
const counted = (found: readonly string[], order: readonly string[]): LabelledCount[] =>
  countsInOrder(found, order).map(([label, cases]) => ({ label, cases }));

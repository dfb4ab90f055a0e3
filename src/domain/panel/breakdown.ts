import type { Assessment } from '../case/assessment';
import { isOfFew, published } from '../census/published';
import type { PolicyPack } from '../policy/pack';
import { countsInOrder } from './counts-in-order';
import { stageOf, stagesInOrder } from './stage';

/** How many open cases there are of something; what there is none of is left out. */
export interface LabelledCount {
  readonly label: string;
  readonly cases: number;
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

/**
 * By main reason, rounded as the DfE publishes it, for a channel where references stand beside it. A reason of few cases is
 * not named: who knows which case has changed would know whose it is. Nor is any where all but few have one and the same,
 * which would be told of each of them; and what is left over is counted as one, unless it is of few.
 */
export function byReason(open: readonly Assessment[], pack: PolicyPack): LabelledCount[] {
  const order = [...pack.dfe.reasons.map(({ label }) => label), REASON_NOT_KNOWN];
  const reasons = counted(
    open.map(({ dfe }) => dfe.reason?.label ?? REASON_NOT_KNOWN),
    order,
  );
  const isTold = (cases: number) => cases > 0 && !isOfFew(cases, pack);
  const most = Math.max(0, ...reasons.map(({ cases }) => cases));
  if (!isTold(most) || !isTold(open.length - most)) return [];
  const named = reasons.filter(({ cases }) => isTold(cases));
  const others = named.reduce((left, { cases }) => left - cases, open.length);
  const label = `Other reasons, ${pack.dfe.published.low} each`;
  return [...named, ...(isTold(others) ? [{ label, cases: others }] : [])].map((one) => ({
    label: one.label,
    cases: Number(published(one.cases, pack)),
  }));
}

/** What a case of older rules calls otherwise stands after what the rules of today know. */
const counted = (found: readonly string[], order: readonly string[]): LabelledCount[] =>
  countsInOrder(found, order).map(([label, cases]) => ({ label, cases }));

import type { PolicyPack } from '../policy/pack';

/** Something that is counted, and how many children are behind it: one child may have ten late actions. */
export interface Figure {
  readonly count: number;
  readonly children: number;
}

/**
 * A figure as the DfE publishes it: rounded by itself, so that nobody finds a small one by taking the others from the
 * whole. What is rounded to nothing and is not nothing is told in a word.
 */
export function published(count: number, { dfe: { published: rule } }: PolicyPack): string {
  const rounded = Math.round(count / rule.roundTo) * rule.roundTo;
  return rounded === 0 && count > 0 ? rule.low : String(rounded);
}

/** Of so few children their number is told in a word; nothing that is broken down further is. */
export const isOfFew = (children: number, pack: PolicyPack): boolean =>
  published(children, pack) === pack.dfe.published.low;

/** The same of what is counted by something else than children: it is as small as they are few. */
export const publishedFigure = ({ count, children }: Figure, pack: PolicyPack): string =>
  isOfFew(children, pack) ? pack.dfe.published.low : published(count, pack);

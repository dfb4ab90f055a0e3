import type { PolicyPack } from '../policy/pack';

/**
 * A figure as the DfE publishes it: rounded by itself, so that nobody finds a small one by taking the others from the
 * whole. What is rounded to nothing and is not nothing is told in a word.
 */
export function published(count: number, { dfe: { published: rule } }: PolicyPack): string {
  const rounded = Math.round(count / rule.roundTo) * rule.roundTo;
  return rounded === 0 && count > 0 ? rule.low : String(rounded);
}

import type { Outcome } from '../../domain/panel/outcome';
import { plain } from '../rendering/escape-markdown';
import { count } from './words';

/** What was decided at a meeting, line by line. Nothing in it changes with the day on which it is read. */
export function outcomeInWords({ listed, undecided, decided, unnamed }: Outcome): string[] {
  const made = decided.reduce((sum, one) => sum + one.count, unnamed);
  return [
    ...(listed === null ? [] : [`${count(listed, 'case')} stood on the agenda when it was closed.`]),
    made === 0 ? 'No decision has been recorded.' : `${count(made, 'decision')} recorded:`,
    ...decided.map(({ title, count: times }) => `${times} × ${plain(title)}`),
    ...(unnamed > 0 ? [`${unnamed} × A decision that stands on the case`] : []),
    ...(listed !== null && undecided > 0 ? [`${count(undecided, 'case')} without a decision.`] : []),
  ];
}

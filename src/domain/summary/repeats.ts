import { asItStood, asItStoodOn } from '../case/as-it-stood';
import type { Case } from '../case/case';
import { DUPLICATE } from '../case/closing';
import { readFacts } from '../case/reading';
import { sameChild } from '../pupil/same-child';
import type { LocalDate } from '../calendar/date';
import type { CaseInPeriod } from './in-period';

type New = Pick<CaseInPeriod, 'id' | 'openedAt' | 'pupil' | 'isDuplicate'>;

/**
 * Whether a new case is a repeat episode: its child had one before that was closed when this one was opened. One that was
 * opened twice is no episode of its own. `others`: what may be of the same child; `asOf`: by what was known of it then.
 */
export const isRepeat = (one: New, others: readonly Case[], asOf: LocalDate): boolean =>
  !one.isDuplicate && others.some((other) => other.id !== one.id && wasBefore(other, one, asOf));

function wasBefore(other: Case, { openedAt, pupil }: New, asOf: LocalDate): boolean {
  const then = asItStood(other, (at) => at < openedAt);
  const closed = then && readFacts(then.facts).closed;
  if (!closed || closed.reason === DUPLICATE) return false;
  return sameChild(pupil, readFacts(asItStoodOn(other, asOf)?.facts ?? []).pupil);
}

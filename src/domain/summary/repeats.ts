import { asItStood, asItStoodOn } from '../case/as-it-stood';
import type { Case } from '../case/case';
import { DUPLICATE } from '../case/closing';
import { readFacts } from '../case/reading';
import { standsInError } from '../census/in-error';
import type { Policies } from '../policy/policies';
import { sameChild } from '../pupil/same-child';
import type { LocalDate } from '../calendar/date';
import type { CaseInPeriod } from './in-period';

type New = Pick<CaseInPeriod, 'id' | 'openedAt' | 'pupil' | 'isDuplicate'>;

/**
 * Whether a new case is a repeat episode: its child had one before that was closed when this one was opened. One that was
 * opened twice is no episode of its own, nor is one that was closed since no child was missing. `others`: what may be of the same child; `asOf`: by what was known of it then.
 */
export const isRepeat = (one: New, others: readonly Case[], asOf: LocalDate, policies: Policies): boolean =>
  !one.isDuplicate && others.some((other) => other.id !== one.id && wasBefore(other, one, asOf, policies));

function wasBefore(other: Case, { openedAt, pupil }: New, asOf: LocalDate, policies: Policies): boolean {
  const then = asItStood(other, (at) => at < openedAt);
  const closed = then && readFacts(then.facts).closed;
  if (!closed || closed.reason === DUPLICATE || standsInError(then, policies)) return false;
  return sameChild(pupil, readFacts(asItStoodOn(other, asOf)?.facts ?? []).pupil);
}

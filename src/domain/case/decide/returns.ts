import { inWords, type LocalDate } from '../../calendar/date';
import type { SchoolCalendar } from '../../calendar/school-calendar';
import type { PolicyPack } from '../../policy/pack';
import { isOurs } from '../dfe';
import { startingDay, startsTheSchoolYear } from '../entry';
import type { Fact } from '../fact';
import type { ReturnKind } from '../facts/returns-facts';
import { standingDeletion } from '../name';
import { readFacts } from '../reading';
import { CASE_CLOSED, record, refuse, type Verdict } from './decision';

interface Sent {
  readonly return: ReturnKind;
  readonly on: LocalDate;
  readonly reference: string;
  readonly note: string;
  readonly exempt?: true;
}

interface Given {
  readonly calendar: SchoolCalendar;
  readonly today: LocalDate;
}

export function decideReturnSent(facts: readonly Fact[], sent: Sent, { calendar, today }: Given): Verdict {
  if (readFacts(facts).closed) return refuse(CASE_CLOSED);
  if (sent.on > today) return refuse('The day is in the future. Give the day on which it was sent.');
  const started = startingDay(facts);
  if (sent.exempt && !(sent.return === 'new-pupil' && started && startsTheSchoolYear(started, calendar)))
    return refuse('Only of a pupil who starts on the first day of the school year it may be that no return is needed.');
  return record({ kind: 'return-sent', ...sent });
}

/** On the starting day, at or before the first session: a name is not entered for a day to come. */
export function decideNameEntered(facts: readonly Fact[], on: LocalDate, today: LocalDate): Verdict {
  const { closed } = readFacts(facts);
  if (closed) return refuse(CASE_CLOSED);
  if (on > today) return refuse('The day is in the future. Give the day on which the name was entered.');
  const deleted = standingDeletion(facts);
  if (deleted && on < deleted.on)
    return refuse(`The name was deleted on ${inWords(deleted.on)}. Give the day on which it was entered again.`);
  const before = facts.findLast((fact) => fact.kind === 'name-entered');
  if (before?.on === on) return refuse(`It is on record already that the name was entered on ${inWords(on)}.`);
  return record({ kind: 'name-entered', on });
}

/** May be said of a closed case too: the termly return counts who was missing at some time in the year. */
export function decideDfeReason(facts: readonly Fact[], reason: string, policy: PolicyPack): Verdict {
  if (!isOurs(readFacts(facts).way, policy)) return refuse('Another authority counts this child. Nothing has changed.');
  return policy.dfe.reasons.some(({ id }) => id === reason)
    ? record({ kind: 'dfe-reason', reason })
    : refuse('Choose one of the reasons listed.');
}

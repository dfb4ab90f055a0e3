import { inWords, type LocalDate } from '../../calendar/date';
import type { PolicyPack } from '../../policy/pack';
import { LocalDateSchema } from '../../calendar/date';
import { londonDate } from '../../calendar/london';
import type { Fact, FactBody } from '../fact';
import type { FollowUp, Located } from '../facts/outcome-facts';
import { presentCode } from '../../policy/codes';
import { firstDayOfSeeing } from '../first-days';
import { standsOnRoll } from '../name';
import { isOffered, notAPlaceHere } from '../place-offered';
import { readFacts } from '../reading';
import { stepsOf } from '../whereabouts';
import { CASE_CLOSED, record, refuse, type Verdict } from './decision';

/**
 * The child has been found. `steps`: what was done about it already. Back at school, the school's own word marks the
 * register too, so that nobody is asked twice.
 */
export function decideLocated(
  facts: readonly Fact[],
  located: Located,
  steps: readonly FollowUp[],
  policy: PolicyPack,
  today: LocalDate,
): Verdict {
  const { closed, absence, way } = readFacts(facts);
  if (closed) return refuse(CASE_CLOSED);
  const place = policy.found.places.find(({ id }) => id === located.where);
  if (!place) return refuse('Choose one of the places listed.');
  if (!isOffered(place, { way, onRoll: standsOnRoll(way, facts) })) return refuse(notAPlaceHere(place));
  if (located.on > today) return refuse('The day is in the future. Give the day since which this is known.');
  const earliest = absence?.lastAttended ?? absence?.firstDayMissed;
  if (earliest && located.on < earliest)
    return refuse(`The absence began after ${inWords(earliest)}. Give a day from then on.`);
  const unanswered = place.asks.find(({ id, required }) => required && !located.details[id]?.trim());
  if (unanswered) return refuse(`Please fill in “${unanswered.label}”.`);
  const notADay = place.asks.find(({ id, kind }) => kind === 'date' && !isDay(located.details[id] ?? ''));
  if (notADay) return refuse(`Give a date for “${notADay.label}”, such as 27/04/2026.`);
  const wrongDay = steps.map(({ on }) => whatIsWrongWith(on, facts, today)).find((wrong) => wrong !== null);
  if (wrongDay) return refuse(wrongDay);
  const marksRegister = located.where === 'back-at-school' && located.from === 'school' && absence !== null;
  const from = absence && located.on < absence.firstDayMissed ? absence.firstDayMissed : located.on;
  return record(
    { kind: 'located', located },
    ...steps.map((followUp): FactBody => ({ kind: 'location-step', followUp })),
    ...(marksRegister
      ? [{ kind: 'attendance', mark: { code: presentCode(policy), from, to: null, note: '' } } as const]
      : []),
  );
}

/** Nobody confirms where a missing child is before the child was missing. */
function whatIsWrongWith(on: LocalDate, facts: readonly Fact[], today: LocalDate): string | null {
  if (on > today) return 'The day is in the future. Give the day on which it was done.';
  const { absence } = readFacts(facts);
  const first = firstDayOfSeeing(absence, facts[0] ? londonDate(facts[0].recordedAt) : today);
  return on < first ? `${inWords(on)} is too long ago for this absence. Give a day from ${inWords(first)} on.` : null;
}

const isDay = (typed: string): boolean => typed === '' || LocalDateSchema.safeParse(typed).success;

/** An answer that says that the child is not there takes the place back with it. */
export function decideFollowUp(
  facts: readonly Fact[],
  followUp: FollowUp,
  policy: PolicyPack,
  today: LocalDate,
): Verdict {
  const reading = readFacts(facts);
  const { closed, located } = reading;
  if (closed) return refuse(CASE_CLOSED);
  const step = located && stepsOf(located, reading, policy).find((state) => state.step.id === followUp.step)?.step;
  if (!step) return refuse('This is no longer asked on this case. Open the case to see how it stands.');
  const answer = step.answers.find(({ id }) => id === followUp.answer);
  if (!answer) return refuse('Choose one of the answers listed.');
  const wrongDay = whatIsWrongWith(followUp.on, facts, today);
  if (wrongDay) return refuse(wrongDay);
  if (step.settledBy === 'name-deleted' && followUp.note.trim() === '')
    return refuse('Say in a sentence why the name stays for now. It stays on the record.');
  return record(
    { kind: 'location-step', followUp },
    ...(answer.withdraws ? [{ kind: 'location-withdrawn', reason: `${step.title}: ${answer.label}` } as const] : []),
  );
}

export function decideWithdrawLocation(facts: readonly Fact[], reason: string): Verdict {
  const { closed, located } = readFacts(facts);
  if (closed) return refuse(CASE_CLOSED);
  if (!located) return refuse('No place is on record for this child. Open the case to see how it stands.');
  if (reason.trim() === '') return refuse('Say in a sentence why the child is not there. It stays on the record.');
  return record({ kind: 'location-withdrawn', reason: reason.trim() });
}

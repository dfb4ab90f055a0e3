import type { LocalDate } from '../../calendar/date';
import type { Pupil } from '../../pupil/pupil';
import type { Absence, ClosedReason, Fact, FactBody, SafeguardingContact, Triage } from '../fact';
import { readFacts } from '../reading';
import { CASE_CLOSED, record, refuse, type Decision } from './decision';

/** An urgent triage opens the case before the absence is known; the rest follows. */
export const opening = (triage: Triage, pupil: Pupil, absence: Absence | null): FactBody[] => [
  { kind: 'opened' },
  { kind: 'triaged', triage },
  { kind: 'pupil-described', pupil },
  ...(absence ? [{ kind: 'absence-described', absence } as const] : []),
];

/** Facts that any open case takes. */
export function decideOnOpen(facts: readonly Fact[], ...bodies: FactBody[]): Decision {
  return readFacts(facts).closed ? refuse(CASE_CLOSED) : record(...bodies);
}

export function decideAbsence(facts: readonly Fact[], absence: Absence, today: LocalDate): Decision {
  if (absence.firstDayMissed > today) return refuse('The first day missed is in the future. Give a day up to today.');
  return decideOnOpen(facts, { kind: 'absence-described', absence });
}

export function decideContact(facts: readonly Fact[], contact: SafeguardingContact, today: LocalDate): Decision {
  if (contact.on > today) return refuse('The date of the call is in the future. Give the day on which it was made.');
  return decideOnOpen(facts, { kind: 'safeguarding-contacted', contact });
}

export function decideClose(facts: readonly Fact[], reason: ClosedReason, note: string): Decision {
  if (note.trim() === '') return refuse('Say in a sentence how the case ended. It stays on the record.');
  return decideOnOpen(facts, { kind: 'closed', reason, note: note.trim() });
}

/** The urgent report of a pupil who has an open case already: its triage moves there, and this one ends. */
export function mergeInto(other: string, triage: Triage | null): { here: FactBody[]; there: FactBody[] } {
  return {
    here: [{ kind: 'closed', reason: 'duplicate', note: 'The pupil already had an open case.', duplicateOf: other }],
    there: triage ? [{ kind: 'triaged', triage }] : [],
  };
}

import type { LocalDate } from '../../calendar/date';
import type { PolicyPack } from '../../policy/pack';
import { deathOf } from '../death';
import type { Fact } from '../fact';
import type { DeathTold } from '../facts/death-facts';
import { readFacts } from '../reading';
import { CASE_CLOSED, record, refuse, type Verdict } from './decision';

export function decideDeathTold(
  facts: readonly Fact[],
  told: DeathTold,
  policy: PolicyPack,
  today: LocalDate,
): Verdict {
  if (readFacts(facts).closed) return refuse(CASE_CLOSED);
  if (deathOf(facts, policy)) return refuse('It is on record already. Nothing more is asked of you.');
  if (told.by.trim() === '') return refuse('Say who told it: a name, a post or an agency.');
  if (told.known.trim() === '') return refuse('Say in a few words how it is known.');
  if (told.on && told.on > today) return refuse('The day is in the future. Give the day on which it was told.');
  return record({ kind: 'death-told', told: { ...told, by: told.by.trim(), known: told.known.trim() } });
}

/** Said in error: the search goes on, and every clock stands as it would have. */
export function decideDeathWithdrawn(facts: readonly Fact[], reason: string, policy: PolicyPack): Verdict {
  if (readFacts(facts).closed) return refuse(CASE_CLOSED);
  if (!deathOf(facts, policy)) return refuse('Nobody says on this case that the child has died. Nothing has changed.');
  if (reason.trim() === '') return refuse('Say in a sentence how you know. It stays on the record.');
  return record({ kind: 'death-withdrawn', reason: reason.trim() });
}

import { authorityOf } from '../../casework/desk';
import { addDays, type Instant, type LocalDate } from '../../domain/calendar/date';
import { londonDate, londonInstant } from '../../domain/calendar/london';
import type { PolicyPack } from '../../domain/policy/pack';
import { lastDayUnfinished } from '../../domain/retention/unfinished';
import type { Authority } from '../../people/directory';
import type { Storage, Stores } from '../../stores';
import type { AuditNote } from '../audit/entry';
import { operatorNote } from '../audit/operator-note';
import type { Unfinished } from './retention-store';

/** An unfinished report whose time is over. */
export interface UnfinishedGoing extends Unfinished {
  /** Since when it may be deleted. */
  readonly since: LocalDate;
}

/** Of the schools of this authority and of its own desk, oldest first. Those of a desk that nobody knows go with the first authority. */
export async function unfinishedGoing(
  { code }: Pick<Authority, 'code'>,
  schedule: PolicyPack['retention'],
  on: LocalDate,
  { retention, directory }: Pick<Stores, 'retention' | 'directory'>,
): Promise<UnfinishedGoing[]> {
  const going: UnfinishedGoing[] = [];
  for (const one of await retention.unfinished(londonInstant(on, '00:00'))) {
    const last = lastDayUnfinished(londonDate(one.savedAt), schedule);
    if (last < on && (await authorityOf(one.school, directory)) === code)
      going.push({ ...one, since: addDays(last, 1) });
  }
  return going;
}

export interface UnfinishedDeleted {
  readonly id: string;
  /** False: somebody has gone on with it since it was looked at. */
  readonly done: boolean;
}

/** Each with its entry on the trail, or not at all. */
export async function* deleteUnfinished(
  going: readonly UnfinishedGoing[],
  authority: string,
  now: Instant,
  storage: Pick<Storage, 'transaction'>,
): AsyncGenerator<UnfinishedDeleted> {
  for (const one of going) {
    const entry = deletedNote(one, authority, now);
    yield { id: one.id, done: await storage.transaction(({ retention }) => retention.eraseUnfinished(one, entry)) };
  }
}

/** Its id is that of the case which it would have become; of the child, and of what was typed, nothing. */
const deletedNote = ({ id, school, savedAt }: Unfinished, authority: string, at: Instant): AuditNote => ({
  ...operatorNote('retention-delete-report', authority, at),
  outcome: 'discarded',
  cases: [id],
  fields: [`desk.${school}`, `last-saved.${londonDate(savedAt)}`],
  reason: 'days-since-saved',
});

import type { LocalDate } from '../../src/domain/calendar/date';
import { londonDate } from '../../src/domain/calendar/london';
import { answersFor } from '../builders/ends-of-a-pack';
import { aRemovalDecision } from '../builders/removal';
import type { Casework } from '../../src/casework/casework';
import type { Person } from '../../src/people/directory';
import type { MainJobBot } from './main-job-bot';

/** The grounds of a child who is known to be elsewhere, has died, or is too old for school. */
export type GroundElsewhere = 'a' | 'f' | 'g' | 'k' | 'l';

export const TAKEN_OFF = ['removal-decided', 'deletion-return-sent', 'name-deleted'];

/** A child who is known to be elsewhere leaves the register today: decided, told to the authority, and done. */
export const takeOff = ({ bot, casework, people }: MainJobBot, reference: string, ground: GroundElsewhere) =>
  takeOffOn(londonDate(bot.clock.now()), { casework, people }, reference, ground);

interface AtSchool {
  readonly casework: Casework;
  readonly people: Readonly<Record<'head' | 'lead', Person>>;
}

/** Every question is answered as the ground wants it. */
export async function takeOffOn(
  today: LocalDate,
  { casework, people }: AtSchool,
  reference: string,
  ground: GroundElsewhere,
): Promise<void> {
  const { policy } = await casework.see(people.head, reference);
  const decision = aRemovalDecision({ ground, answers: answersFor(policy, ground), offRollOn: today });
  await casework.removal.decide(people.head, reference, decision);
  await casework.removal.recordReturn(people.lead, reference, { on: today, reference: 'DR 17', notKnown: '-' });
  await casework.removal.recordDeletion(people.lead, reference, false);
}

import type { Clock } from '../clock';
import { londonDate, londonTime, type LocalTime } from '../domain/calendar/london';
import type { Person } from '../people/directory';
import type { Stores } from '../stores';
import type { WaitingToBeSeen } from './figures';
import type { Quiet } from './quiet';
import { CLOSED, isOf, type Reference } from './references';

type Reads = Pick<Stores, 'outbox' | 'directory' | 'references'>;

/**
 * Makes due again what waits for those whom Teams gives no way to, and whom Microsoft Graph could not help: what it lacked
 * (a consent, the app in the catalogue) may be there now. Not for whoever has shut the bot out.
 * @param bot see `isOfAnotherBot`.
 * @param isTime left out: for everybody.
 * @returns for how many people.
 */
export async function askAgain(
  { outbox, directory, references }: Reads,
  bot: string | null,
  isTime: (one: WaitingToBeSeen) => Promise<boolean> = async () => true,
): Promise<number> {
  const waiting = await outbox.waitingToBeSeen();
  const ids = waiting.map(({ recipient }) => recipient);
  const kept = new Map((await references.ofMany(ids)).map((reference) => [reference.recipient, reference]));
  const people = new Map((await directory.peopleHere(ids)).map((person) => [person.id, person]));
  let asked = 0;
  for (const one of waiting) {
    const person = people.get(one.recipient);
    if (!person || isShut(person, kept.get(one.recipient), bot) || !(await isTime(one))) continue;
    await outbox.reachable(one.recipient);
    asked += 1;
  }
  return asked;
}

const isShut = (person: Person, kept: Reference | undefined, bot: string | null): boolean =>
  kept !== undefined && isOf(kept, person, bot) && CLOSED.includes(kept.state);

const ASKED_ON = 'asked-again';
/** By then the people of schools and of offices may be told. */
const ASKED_AT: LocalTime = '09:00';

interface Deps {
  readonly storage: Reads & Pick<Stores, 'settings'>;
  readonly quiet: Quiet;
  readonly clock: Clock;
  /** See `isOfAnotherBot`. */
  readonly bot: string | null;
}

/**
 * Once a day, in the morning: for whom a child may be at risk on every day, for all others on the days on which they may
 * be told. Two instances may both ask, which does no harm.
 */
export async function askEachMorning({ storage, quiet, clock, bot }: Deps): Promise<void> {
  const now = clock.now();
  const today = londonDate(now);
  if (londonTime(now) < ASKED_AT || (await storage.settings.get(ASKED_ON)) === today) return;
  await askAgain(storage, bot, async ({ recipient, urgent }) => {
    return (await quiet.until({ kind: 'alert', caseId: null, recipient, urgent })) === null;
  });
  await storage.settings.set(ASKED_ON, today);
}

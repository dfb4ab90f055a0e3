import type { Clock } from '../clock';
import { londonDate, londonTime, type LocalTime } from '../domain/calendar/london';
import type { Stores } from '../stores';
import type { WaitingToBeSeen } from './figures';
import type { Quiet } from './quiet';
import { CLOSED, isOf, mayBeBack, type Reference } from './references';

type Reads = Pick<Stores, 'outbox' | 'directory' | 'references'>;

/**
 * Microsoft Graph helps: makes due again what waits for those whom Teams gives no way to, and whom Graph could not help.
 * What it lacked (a consent, the app in the catalogue) may be there now. Not for whoever has shut the bot out.
 * @param bot see `isOfAnotherBot`.
 * @returns for how many people.
 */
export async function askAgain(reads: Reads, bot: string | null): Promise<number> {
  const asked = (await whoWaits(reads, bot)).filter(({ own }) => !own || !CLOSED.includes(own.state));
  for (const { recipient } of asked) await reads.outbox.reachable(recipient);
  return asked.length;
}

/** Somebody for whom something waits, and where they could be written to before. */
interface Waiting extends WaitingToBeSeen {
  readonly own: Reference | null;
}

async function whoWaits({ outbox, directory, references }: Reads, bot: string | null): Promise<Waiting[]> {
  const waiting = await outbox.waitingToBeSeen();
  const ids = waiting.map(({ recipient }) => recipient);
  const kept = new Map((await references.ofMany(ids)).map((reference) => [reference.recipient, reference]));
  const people = new Map((await directory.peopleHere(ids)).map((person) => [person.id, person]));
  return waiting.flatMap((one) => {
    const [person, own] = [people.get(one.recipient), kept.get(one.recipient)];
    return person ? [{ ...one, own: own && isOf(own, person, bot) ? own : null }] : [];
  });
}

const ASKED_ON = 'asked-again';
/** By then the people of schools and of offices may be told. */
const ASKED_AT: LocalTime = '09:00';

interface Deps {
  readonly storage: Reads & Pick<Stores, 'settings'>;
  readonly quiet: Quiet;
  readonly clock: Clock;
  /** See `isOfAnotherBot`. */
  readonly bot: string | null;
  /** Whether the app can be installed for somebody who has not got it. */
  readonly installs: boolean;
}

/**
 * Once a day, in the morning: for whom a child may be at risk on every day, for all others on the days on which they may
 * be told. Whom Teams refused is tried with one alert, and gets the others once it is taken. Two instances may both ask,
 * which does no harm.
 */
export async function askEachMorning({ storage, quiet, clock, bot, installs }: Deps): Promise<void> {
  const now = clock.now();
  const today = londonDate(now);
  if (londonTime(now) < ASKED_AT || (await storage.settings.get(ASKED_ON)) === today) return;
  for (const { recipient, urgent, own } of await whoWaits(storage, bot)) {
    if ((await quiet.until({ kind: 'alert', caseId: null, recipient, urgent })) !== null) continue;
    const isThere = own?.state === 'reachable';
    if (own && !isThere && mayBeBack(own)) await storage.outbox.tryOne(recipient);
    else if (isThere || installs) await storage.outbox.reachable(recipient);
  }
  await storage.settings.set(ASKED_ON, today);
}

import type { Logger } from 'pino';
import type { Clock } from '../clock';
import type { Person } from '../people/directory';
import type { Storage, Stores } from '../stores';
import { askingTogether } from './asking-together';
import { atWork } from './awake';
import { isMadeByChain } from './chain/ids';
import { ALERT_FIRST, ALERT_FIRST_SECONDS, isTriedFirst } from './chain/turns';
import { fewAtOnce, type FewAtOnce } from './few-at-once';
import type { Held, NoticeSender, NotSent, Ready } from './notice-sender';
import { LEFT, OVERTAKEN } from './endings';
import { FOR_A_PERSON, HELD, isOfReplaced, WAITING, type Delivery } from './outbox';
import type { Quiet } from './quiet';
import type { Reaching, StepsAside } from './reaching';
import { holdersOf } from './recipients';
import type { Reference } from './references';
import { bearerIn } from './shared-card';
import type { SteadyClock } from './steady-clock';
import { NOBODY_HOLDS_IT, vacancyOf, type Vacancy } from './vacancy';

export interface PrepareDeps {
  readonly storage: Storage;
  readonly reads: Reads;
  readonly sender: NoticeSender;
  readonly reaching: Reaching;
  readonly quiet: Quiet;
  readonly clock: Clock;
  readonly steady: SteadyClock;
  readonly log: Logger;
}

/** What is read for each, and drawn for a few at a time, so that a crowd does not keep the process from all else. */
export interface Reads {
  personHere(id: string): Promise<Person | null>;
  addressOf(recipient: string): Promise<Reference | null>;
  readonly drawing: FewAtOnce;
}

const DRAWN_AT_ONCE = 16;

export function createReads({ directory, references }: Stores): Reads {
  return {
    personHere: askingTogether(
      (ids) => directory.peopleHere(ids),
      ({ id }) => id,
    ),
    addressOf: askingTogether(
      (recipients) => references.ofMany(recipients),
      ({ recipient }) => recipient,
    ),
    drawing: fewAtOnce(DRAWN_AT_ONCE),
  };
}

/** What a claim is to be written as, and where; or why it is not. */
export interface Prepared {
  readonly made: Ready | NotSent | Held;
  readonly address: Reference | null;
}

/** @param stepsAside asked before it waits for somebody else than Teams. */
export async function prepare(delivery: Delivery, deps: PrepareDeps, stepsAside: StepsAside): Promise<Prepared> {
  const { reads, sender, reaching, log } = deps;
  try {
    if (delivery.kind === 'edit') return await prepareEdit(delivery, deps);
    const held = await heldBack(delivery, deps);
    if (held) return { made: held, address: null };
    const vacancy = vacancyOf(delivery.recipient);
    if (vacancy) return await prepareVacancy(delivery, vacancy, deps);
    const instead = isMadeByChain(delivery.id) ? await givesWay(delivery, deps) : null;
    if (instead) return { made: instead, address: null };
    const isForPerson = FOR_A_PERSON.includes(delivery.kind);
    const person = isForPerson ? await reads.personHere(delivery.recipient) : null;
    if (isForPerson && !person) return { made: { kind: 'dead', error: LEFT }, address: null };
    const kept = await reads.addressOf(delivery.recipient);
    const address = await reaching.addressOf(delivery, person, kept, stepsAside);
    if ('kind' in address) return { made: address, address: null };
    const made = await drawn(delivery.urgent, deps, () => sender.prepare(delivery, address));
    return { made, address };
  } catch (error) {
    const code = error instanceof Error ? error.name : 'unknown';
    log.error({ notice: delivery.id, code }, 'a notice could not be made');
    return { made: { kind: 'retry', afterSeconds: null, error: code }, address: null };
  }
}

/** While one waits to be able to write at all, it takes up no place of those that are drawn. */
const drawn = async (
  urgent: boolean,
  { reads, sender }: PrepareDeps,
  draw: () => Promise<Ready | NotSent>,
): Promise<Ready | NotSent> => (await sender.ready()) ?? reads.drawing(urgent, draw);

/** The term dates may be put right meanwhile, and the demo's clock may be moved. */
const LONGEST_HELD_MS = 3_600_000;

async function heldBack(delivery: Delivery, { quiet, clock }: PrepareDeps): Promise<Held | null> {
  const until = await quiet.until(delivery);
  return until && { kind: 'held', forMs: Math.min(Date.parse(until) - Date.parse(clock.now()), LONGEST_HELD_MS) };
}

/**
 * Others are told of what cannot be brought to somebody. Once it was, they need not be; and where its next try is due,
 * as it is when Teams is back, it goes first, unless it has been due for too long and nothing came of it.
 */
async function givesWay({ id }: Delivery, { storage, steady }: PrepareDeps): Promise<NotSent | null> {
  const steps = await storage.steps.carriedBy(id);
  const alerts = (await Promise.all(steps.map(({ noticeId }) => storage.outbox.byId(noticeId)))).filter((one) => !!one);
  if (alerts.length > 0 && alerts.every(({ state }) => state === 'sent')) return { kind: 'dead', error: OVERTAKEN };
  const now = steady.now();
  const since = await atWork(storage.settings, now);
  const isFirst = alerts.some((alert) => isTriedFirst(alert, since, now));
  return isFirst ? { kind: 'retry', afterSeconds: ALERT_FIRST_SECONDS, error: ALERT_FIRST } : null;
}

/** Once somebody holds the role, they are told in their own right when the case is looked at. */
async function prepareVacancy(delivery: Delivery, vacancy: Vacancy, { storage }: PrepareDeps): Promise<Prepared> {
  const holders = await holdersOf(
    vacancy.roles,
    { authority: delivery.authority, school: vacancy.school },
    storage.directory,
  );
  if (holders.length === 0)
    return { made: { kind: 'unreachable', error: NOBODY_HOLDS_IT, barrier: 'never-seen' }, address: null };
  return { made: { kind: 'dead', error: OVERTAKEN }, address: null };
}

const LOOK_AGAIN_SECONDS = 1;
const LOOK_AGAIN_AT_WAITING_SECONDS = 60;

/** A card is edited where it stands, though its person may be written to elsewhere by now. */
async function prepareEdit(edit: Delivery, deps: PrepareDeps): Promise<Prepared> {
  const { storage, reads, sender } = deps;
  const isReplaced = isOfReplaced(edit);
  const sent = await (isReplaced ? bearerIn(edit.occurrence, storage.outbox) : storage.outbox.byId(edit.occurrence));
  const current = await reads.addressOf(edit.recipient);
  if (!sent || !current) return { made: { kind: 'dead', error: OVERTAKEN }, address: null };
  const { conversationId, serviceUrl } = isReplaced ? edit : sent;
  const wait = (isReplaced && untilNewer(sent)) || (HELD.includes(sent.state) ? beingSent(LOOK_AGAIN_SECONDS) : null);
  if (wait) return { made: wait, address: null };
  // One that is still to be sent says then what is so.
  if ((!isReplaced && sent.state !== 'sent') || !conversationId || !serviceUrl) {
    return { made: { kind: 'dead', error: OVERTAKEN }, address: null };
  }
  const newest = current.conversationId === conversationId ? current.serviceUrl : serviceUrl;
  const address = { ...current, conversationId, serviceUrl: newest };
  const standing = { ...edit, cardHash: edit.cardHash ?? sent.cardHash };
  return { made: await drawn(false, deps, () => sender.correct(sent, standing, address)), address };
}

const beingSent = (afterSeconds: number): NotSent => ({ kind: 'retry', afterSeconds, error: 'being-sent' });

/** A card that was replaced points to the newer one, so that one goes first; the older serves until then. */
function untilNewer({ state }: Delivery): NotSent | null {
  if (state === 'unreachable') return { kind: 'unreachable', error: 'being-sent', barrier: 'never-seen' };
  return WAITING.includes(state) ? beingSent(LOOK_AGAIN_AT_WAITING_SECONDS) : null;
}

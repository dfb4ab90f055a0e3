import type { Clock } from '../clock';
import { describeError, type Log } from '../log';
import type { Stores } from '../stores';
import type { Person } from '../people/directory';
import { readAction, type Action } from './action';
import type { Command } from './actions';
import type { HttpAnswer } from './adapter';
import { cardAnswer, lasts, refusalAnswer, textAnswer, type Answer } from './answer';
import { createDuplicates } from './duplicates';
import { onRecordAllTheSame, sorry } from './faults';
import { greeting } from './help';
import { identify, UNKNOWN_PERSON } from './identify';
import type { Incoming } from './incoming';
import { notImplemented, readExecute, readTask } from './invokes';
import { createOnce, type Asked, type Given } from './once';
import type { References } from './references';
import type { Host } from './rendering/hosts';
import type { Router } from './router';
import { SLOW, type Slow } from './slow';
import { Stale } from './stale';
import { activityKey, keyFor, submitKey } from './submit-key';
import { createStrangers } from './strangers';
import type { Late, Surfaces } from './surfaces';
import { within } from '../time-limit';
import type { Turn } from './turn';

interface Deps {
  readonly storage: Stores;
  readonly clock: Clock;
  readonly log: Log;
  readonly references: References;
  readonly router: Router;
  readonly surfaces: Surfaces;
  readonly commands: readonly Command[];
  readonly composing: (incoming: Incoming) => Way | null;
  readonly invokeLimitMs?: number;
}

export interface Conversations {
  /** @param spentMs so many milliseconds ago it came. */
  handle(incoming: Incoming, spentMs: number): Promise<HttpAnswer>;
  /** Waits for everything that is being worked out, also what was answered as taking longer. */
  idle(): Promise<void>;
}

/** How one kind of activity is answered. */
export interface Way {
  run(turn: Turn, late: Late): Promise<Given>;
  /** In place of an answer: that we do not know this person, or that something failed. */
  say(text: string, late?: Late, person?: Person): Promise<HttpAnswer>;
  /** In place of an answer that is not there in time. */
  readonly slow: Slow;
  /** What it puts on record; null when it only reads. */
  readonly submit: Submit | null;
  /** Not a conversation with the bot, so nobody is written to there later. */
  readonly isElsewhere?: boolean;
}

export interface Submit {
  /** By which it is known when it comes again. */
  readonly key: string;
  /** In place of `run`, for what came before, and is on record. */
  recorded(turn: Turn, late: Late): Promise<HttpAnswer>;
}

type Show = (incoming: Incoming, answer: Answer, late?: Late, person?: Person) => Promise<HttpAnswer>;

const isOfDialog = ({ name }: Incoming): boolean => name === 'task/fetch' || name === 'task/submit';
const hostOf = (incoming: Incoming): Host => (isOfDialog(incoming) ? 'dialog' : 'chat');

const DONE: HttpAnswer = { status: 200 };
/**
 * Teams wants the answer of an invoke within 3 s, tells the person after a while that the app is gone, and after about
 * 15 s sends it again. The work goes on behind, and its answer comes as a message or in place of the card (`owed.ts`).
 */
const INVOKE_TIME_LIMIT_MS = 2_500;

/** From an activity that has been let in to what goes back to Teams. */
export function createConversations(deps: Deps): Conversations {
  const { storage, clock, log, references, router, surfaces, commands, composing } = deps;
  const { invokeLimitMs = INVOKE_TIME_LIMIT_MS } = deps;
  const arrivedAlready = createDuplicates<HttpAnswer>();
  const noteStranger = createStrangers({ storage, clock });
  const { once, idle: allIsKept } = createOnce({ answers: storage.answers, log });
  const underWay = new Set<Promise<unknown>>();

  const clicked = async (turn: Turn, action: Action | null, host: Host): Promise<Answer> =>
    action ? router.clicked(turn, action, host) : refusalAnswer(new Stale(), 'new');

  function wayOf(incoming: Incoming): Way | null {
    const { type, name, text, value } = incoming;
    const submitOf = (action: Action | null) => (action && router.records(action) ? submitKey(incoming, action) : null);
    const way = (
      answer: (turn: Turn) => Promise<Answer>,
      show: Show,
      action: Action | null,
      slow: Slow,
      key = submitOf(action),
    ): Way => ({
      run: async (turn, late) => {
        const given = await answer(turn);
        return { answer: await show(incoming, given, late, turn.person), lasts: lasts(given) };
      },
      say: (words, late, person) => show(incoming, textAnswer(words), late, person),
      submit: key === null ? null : { key, recorded: (turn, late) => recorded(turn, late, action, show) },
      slow,
    });
    const recorded = async (turn: Turn, late: Late, action: Action | null, show: Show): Promise<HttpAnswer> =>
      show(incoming, await router.recorded(turn, action, hostOf(incoming)), late, turn.person);
    if (type === 'message') {
      const action = readAction(value);
      const answer = (turn: Turn) => (action ? router.clicked(turn, action, 'chat') : router.said(turn, text));
      const isOnRecord = !action && incoming.id !== null && router.recordsSaid(text);
      return way(answer, surfaces.message, action, SLOW.onCard, isOnRecord ? activityKey(incoming) : undefined);
    }
    if (type !== 'invoke') return null;
    if (name === 'adaptiveCard/action') {
      const execute = readExecute(value);
      const action = readAction(execute?.data);
      if (action && router.asksForOwnView(action))
        return way((turn) => router.ownView(turn, action), surfaces.refresh, null, SLOW.onlySeen);
      const answer = (turn: Turn) => clicked(turn, action, 'chat');
      if (execute?.automatic) return way(answer, surfaces.refresh, action, SLOW.onlySeen);
      return way(answer, surfaces.execute, action, SLOW.onCard);
    }
    if (isOfDialog(incoming)) {
      const action = readAction(readTask(value));
      return way((turn) => clicked(turn, action, 'dialog'), surfaces.dialog, action, SLOW.inDialog);
    }
    return composing(incoming);
  }

  /** Not to know where to write to somebody later is no reason not to answer them now. */
  async function remember(keep: () => Promise<void>, person?: string): Promise<void> {
    try {
      await keep();
    } catch (error) {
      log.error({ ...describeError(error), person }, 'reference not kept');
    }
  }

  const askedOf = ({ name, type }: Incoming, way: Way, submit: Submit, turn: Turn, late: Late): Asked => ({
    work: () => way.run(turn, late),
    recorded: () => submit.recorded(turn, late),
    unshown: (error) => way.say(onRecordAllTheSame(log, error, { activity: name || type }), late, turn.person),
  });

  async function toStranger(incoming: Incoming, way: Way, late: Late): Promise<HttpAnswer> {
    log.info({ activity: incoming.type }, 'unknown person');
    await noteStranger(incoming);
    if (!way.isElsewhere && !incoming.isFromGuest) await remember(() => references.met(incoming));
    return way.say(UNKNOWN_PERSON, late);
  }

  async function toPerson(turn: Turn, incoming: Incoming, way: Way, late: Late): Promise<HttpAnswer> {
    const { person } = turn;
    const answer = way.submit
      ? once(keyFor(person, way.submit.key), activityKey(incoming), askedOf(incoming, way, way.submit, turn, late))
      : way.run(turn, late).then(({ answer }) => answer);
    return (await Promise.all([answer, way.isElsewhere ? null : remember(() => references.seen(turn), person.id)]))[0];
  }

  /** Nobody is left without an answer: what fails on our side is said, and found again by its number. */
  const failed = (error: unknown, { name, type }: Incoming, way: Way, late: Late, person?: Person) =>
    way.say(sorry(log, error, { activity: name || type }), late, person);

  /**
   * Who asks is looked up each time, also where the answer is in memory: it is given again to whoever they were when it
   * was given, and not to somebody who has left since or has another role.
   */
  async function respond(incoming: Incoming, way: Way, late: Late): Promise<HttpAnswer> {
    let turn: Turn | null;
    try {
      turn = await identify(storage.directory, clock, incoming);
    } catch (error) {
      return failed(error, incoming, way, late);
    }
    const answer = turn ? () => toPerson(turn, incoming, way, late) : () => toStranger(incoming, way, late);
    const work = () => answer().catch((error: unknown) => failed(error, incoming, way, late, turn?.person));
    return incoming.id ? arrivedAlready(arrivalOf(incoming, turn), work) : work();
  }

  const arrivalOf = (incoming: Incoming, turn: Turn | null): string =>
    turn ? keyFor(turn.person, activityKey(incoming)) : `stranger ${activityKey(incoming)}`;

  /** Added to a personal chat: greeted once, although Teams and the Playground announce it in more than one way. */
  async function greet(incoming: Incoming): Promise<HttpAnswer> {
    const isThere = await references.told(incoming);
    const turn = await identify(storage.directory, clock, incoming);
    const added = incoming.botAdded || (incoming.type === 'installationUpdate' && incoming.action.startsWith('add'));
    // Who takes the app out has not been seen in the chat that it leaves behind.
    if (!isThere) return DONE;
    if (!turn) {
      if (!incoming.isFromGuest) await references.met(incoming);
      return DONE;
    }
    await references.seen(turn, added ? 'anew' : undefined);
    if (!added || turn.where !== 'personal' || !(await references.mayGreet(turn))) return DONE;
    return surfaces.message(incoming, cardAnswer(greeting(turn, commands), 'new'));
  }

  /** What nobody said or pressed. Its answer has nothing in it. */
  function heard(incoming: Incoming): Promise<HttpAnswer> {
    if (incoming.type === 'invoke') return Promise.resolve(notImplemented);
    return incoming.id ? arrivedAlready(activityKey(incoming), () => greet(incoming)) : greet(incoming);
  }

  return {
    handle(incoming, spentMs) {
      const way = wayOf(incoming);
      let isLate = false;
      const answer = way ? respond(incoming, way, () => isLate) : heard(incoming);
      if (!way || incoming.type !== 'invoke') return answer;
      const done = answer.catch(() => {}).finally(() => underWay.delete(done));
      underWay.add(done);
      return within(Math.max(0, invokeLimitMs - spentMs), answer, () => {
        isLate = true;
        return way.say(way.slow);
      });
    },
    async idle() {
      while (underWay.size > 0) await Promise.all(underWay);
      await allIsKept();
    },
  };
}

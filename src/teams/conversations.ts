import type { Clock } from '../clock';
import { describeError, type Log } from '../log';
import type { Stores } from '../stores';
import { readAction } from './action';
import type { Command } from './actions';
import type { HttpAnswer } from './adapter';
import { cardAnswer, refusalAnswer, textAnswer, type Answer } from './answer';
import { createDuplicates } from './duplicates';
import { sorry } from './faults';
import { greeting } from './help';
import { identify, UNKNOWN_PERSON } from './identify';
import type { Incoming } from './incoming';
import { notImplemented, readExecute, readTask } from './invokes';
import type { References } from './references';
import type { Host } from './rendering/hosts';
import type { Router } from './router';
import { Stale } from './stale';
import type { Surfaces } from './surfaces';
import { within } from './time-limit';
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
}

/** How one kind of activity is answered. */
export interface Way {
  run(turn: Turn): Promise<HttpAnswer>;
  /** In place of an answer: that we do not know this person, or that something failed. */
  say(text: string): Promise<HttpAnswer>;
  /** Not a conversation with the bot, so nobody is written to there later. */
  readonly isElsewhere?: boolean;
}

type Show = (incoming: Incoming, answer: Answer) => Promise<HttpAnswer>;

const DONE: HttpAnswer = { status: 200 };
/** Teams sends an invoke again after about 15 s, and tells the person that the app is gone somewhat earlier. */
const INVOKE_TIME_LIMIT_MS = 8_000;
const SLOW = 'This is taking longer than it should. Please look again in a minute before you repeat it.';

/** From an activity that has been let in to what goes back to Teams. */
export function createConversations(deps: Deps): { handle(incoming: Incoming): Promise<HttpAnswer> } {
  const { storage, clock, log, references, router, surfaces, commands, composing } = deps;
  const once = createDuplicates<HttpAnswer>();

  async function clicked(turn: Turn, data: unknown, host: Host): Promise<Answer> {
    const action = readAction(data);
    return action ? router.clicked(turn, action, host) : refusalAnswer(new Stale(), 'new');
  }

  function wayOf(incoming: Incoming): Way | null {
    const { type, name, text, value } = incoming;
    const way = (answer: (turn: Turn) => Promise<Answer>, show: Show): Way => ({
      run: async (turn) => show(incoming, await answer(turn)),
      say: (words) => show(incoming, textAnswer(words)),
    });
    if (type === 'message') {
      const action = readAction(value);
      const answer = (turn: Turn) => (action ? router.clicked(turn, action, 'chat') : router.said(turn, text));
      return way(answer, surfaces.message);
    }
    if (type !== 'invoke') return null;
    if (name === 'adaptiveCard/action') {
      const execute = readExecute(value);
      const show = execute?.automatic ? surfaces.refresh : surfaces.execute;
      return way((turn) => clicked(turn, execute?.data, 'chat'), show);
    }
    if (name === 'task/fetch' || name === 'task/submit') {
      return way((turn) => clicked(turn, readTask(value), 'dialog'), surfaces.dialog);
    }
    return composing(incoming);
  }

  /** Not to know where to write to somebody later is no reason not to answer them now. */
  async function remember(turn: Turn): Promise<void> {
    try {
      await references.seen(turn);
    } catch (error) {
      log.error({ ...describeError(error), person: turn.person.id }, 'reference not kept');
    }
  }

  async function respond(incoming: Incoming, way: Way): Promise<HttpAnswer> {
    const turn = await identify(storage.directory, clock, incoming);
    if (!turn) {
      log.info({ activity: incoming.type }, 'unknown person');
      return way.say(UNKNOWN_PERSON);
    }
    const [answered] = await Promise.all([way.run(turn), way.isElsewhere ? null : remember(turn)]);
    return answered;
  }

  /** Nobody is left without an answer: what fails on our side is said, and found again by its number. */
  async function respondKindly(incoming: Incoming, way: Way): Promise<HttpAnswer> {
    try {
      return await respond(incoming, way);
    } catch (error) {
      return way.say(sorry(log, error, { activity: incoming.name || incoming.type }));
    }
  }

  /** Added to a personal chat: greeted once, although Teams and the Playground announce it in more than one way. */
  async function greet(incoming: Incoming): Promise<HttpAnswer> {
    const isThere = await references.told(incoming);
    const turn = await identify(storage.directory, clock, incoming);
    const added = incoming.botAdded || (incoming.type === 'installationUpdate' && incoming.action.startsWith('add'));
    // Who takes the app out has not been seen in the chat that it leaves behind.
    if (!turn || !isThere) return DONE;
    await references.seen(turn, added ? 'anew' : undefined);
    if (!added || turn.where !== 'personal' || !(await references.mayGreet(turn))) return DONE;
    return surfaces.message(incoming, cardAnswer(greeting(turn, commands), 'new'));
  }

  function work(incoming: Incoming): Promise<HttpAnswer> {
    const way = wayOf(incoming);
    if (!way) return incoming.type === 'invoke' ? Promise.resolve(notImplemented) : greet(incoming);
    if (incoming.type !== 'invoke') return respondKindly(incoming, way);
    return within(INVOKE_TIME_LIMIT_MS, respondKindly(incoming, way), () => way.say(SLOW));
  }

  return {
    handle(incoming) {
      const { id, conversation } = incoming;
      return id ? once(`${conversation.conversationId} ${id}`, () => work(incoming)) : work(incoming);
    },
  };
}

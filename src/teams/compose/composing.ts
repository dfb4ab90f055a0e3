import { Refusal } from '../../errors';
import { readAction, type Action } from '../action';
import { lasts, refusalAnswer, textAnswer, type Answer } from '../answer';
import type { Way } from '../conversations';
import type { Incoming } from '../incoming';
import { readTask } from '../invokes';
import type { Render } from '../rendering/render';
import type { Person } from '../../people/directory';
import type { Gate } from '../gate';
import type { Router } from '../router';
import { SLOW } from '../slow';
import { Stale } from '../stale';
import { submitKey } from '../submit-key';
import type { Late, Surfaces } from '../surfaces';
import type { Turn } from '../turn';
import { composeMessage, readCommand, readQuery, resultsAnswer } from './answers';
import type { Compose } from './compose';

interface Deps {
  readonly gate: Gate;
  readonly compose: Compose;
  readonly router: Router;
  readonly surfaces: Surfaces;
  readonly render: Render;
}

const NOTHING = 'Nothing found that you can see.';

/** Answers what people do from the compose box of any chat or channel, whether the bot is a member there or not. */
export function createComposing({ gate, compose, router, surfaces, render }: Deps) {
  async function find(turn: Turn, typed: string) {
    try {
      await gate(turn, compose.needs);
      const results = await compose.find(turn, typed);
      return results.length === 0 ? composeMessage(NOTHING) : resultsAnswer(results, render);
    } catch (error) {
      if (error instanceof Refusal) return composeMessage(error.says);
      throw error;
    }
  }

  function inDialog(incoming: Incoming, answer: (turn: Turn) => Promise<Answer>, action: Action | null = null): Way {
    const key = action && router.records(action) ? submitKey(incoming, action) : null;
    // A dialog is seen by this person alone, wherever it was opened.
    const alone = (turn: Turn): Turn => ({ ...turn, where: 'personal' });
    const show = (given: Answer, late?: Late, person?: Person) => surfaces.dialog(incoming, given, late, person);
    const recorded = async (turn: Turn, late: Late) =>
      show(await router.recorded(alone(turn), action, 'dialog'), late, turn.person);
    return {
      run: async (turn, late) => {
        const given = await answer(alone(turn));
        return { answer: await show(given, late, turn.person), lasts: lasts(given) };
      },
      say: (text, late, person) => show(textAnswer(text), late, person),
      submit: key === null ? null : { key, recorded },
      slow: SLOW.inDialog,
      isElsewhere: true,
    };
  }

  return (incoming: Incoming): Way | null => {
    const { name, value } = incoming;
    if (name === 'composeExtension/query') {
      return {
        run: async (turn) => ({ answer: await find(turn, readQuery(value)), lasts: false }),
        submit: null,
        slow: SLOW.onlySeen,
        say: async (text) => composeMessage(text),
        isElsewhere: true,
      };
    }
    if (name === 'composeExtension/fetchTask') {
      return inDialog(incoming, (turn) => router.saidInDialog(turn, compose.wordsFor(turn, readCommand(value))));
    }
    if (name === 'composeExtension/submitAction') {
      const action = readAction(readTask(value));
      const clicked = async (turn: Turn) =>
        action ? router.clicked(turn, action, 'dialog') : refusalAnswer(new Stale(), 'new');
      return inDialog(incoming, clicked, action);
    }
    return null;
  };
}

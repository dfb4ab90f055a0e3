import { describeError, type Log } from '../log';
import type { HttpAnswer } from './adapter';
import { messageCard, NAME, type Answer } from './answer';
import type { Address, Connector } from './connector';
import type { Incoming } from './incoming';
import { dialogCard, dialogMessage, executeCard, executeMessage } from './invokes';
import { cardMessage, perhapsAgain, textMessage } from './message';
import type { Owed } from './owed';
import { plain } from './rendering/escape-markdown';
import type { Person } from '../people/directory';
import type { PersonalChat } from './personal-chat';
import type { Render } from './rendering/render';
import { HAD_BEFORE, standsTwice } from './views/repeat';
import { within } from '../time-limit';

/** Whether the activity has been answered meanwhile, with a word that the answer takes longer. */
export type Late = () => boolean;

/** Puts an answer before a person, each in the way that the thing they did asks for. */
export interface Surfaces {
  /** Something was said, or a button of an old client came as a message. */
  message(incoming: Incoming, answer: Answer): Promise<HttpAnswer>;
  /** A button on a card in a conversation. */
  execute(incoming: Incoming, answer: Answer, late?: Late): Promise<HttpAnswer>;
  /** Teams shows a card anew by itself: it gets a card and nothing else, or it would ask again without end. */
  refresh(incoming: Incoming, answer: Answer): Promise<HttpAnswer>;
  /** `person`: in whose own chat the answer is put when the dialog has closed before it was there. */
  dialog(incoming: Incoming, answer: Answer, late?: Late, person?: Person): Promise<HttpAnswer>;
}

interface Deps {
  readonly connector: Connector;
  readonly render: Render;
  readonly personalChat: PersonalChat;
  readonly owed: Owed;
  readonly log: Log;
}

type Message = Parameters<Connector['send']>[1];

const DONE: HttpAnswer = { status: 200 };
/** The answer of an invoke does not wait longer than this for an edit: Teams wants it within 3 s. */
const PATIENCE_MS = 1_500;
/** A button of a card in the chat that asks for a dialog. */
const OPENS_DIALOG = 'task/fetch';
const BELOW = 'My answer is below.';
const IN_TIME: Late = () => false;

export function createSurfaces({ connector, render, personalChat, owed, log }: Deps): Surfaces {
  const messageOf = (answer: Answer): Message =>
    answer.kind === 'text' ? textMessage(answer.text) : cardMessage(render(answer.card, 'chat'), answer.card.summary);

  async function post(incoming: Incoming, message: Message): Promise<void> {
    await connector.send(addressOf(incoming), message);
  }

  /** There is no second way to somebody whose conversation takes no message, so nothing more is tried. */
  const postOrLog = (incoming: Incoming, message: Message): Promise<void> =>
    post(incoming, message).catch((error: unknown) => log.error(describeError(error), 'answer not delivered'));

  /** True when the clicked card has been changed. It may have been deleted, and then there is nothing to change. */
  async function edit(incoming: Incoming, message: Message): Promise<boolean> {
    if (!incoming.replyToId) return false;
    try {
      await connector.update(addressOf(incoming), incoming.replyToId, message);
      return true;
    } catch (error) {
      log.warn(describeError(error), 'card not edited');
      return false;
    }
  }

  /** True when it stands in place of the clicked card; false where it does not belong there. */
  const inPlace = async (incoming: Incoming, answer: Answer, message: Message): Promise<boolean> =>
    answer.kind === 'card' && answer.place !== 'new' && (await edit(incoming, message));

  /** As a message, unless it stands in place of the card. So is what is tried again: the card may have moved on since. */
  const owe = (incoming: Incoming, message: Message, edited: Promise<boolean>): void =>
    owed.give(async (mayBeThere) => {
      if (await edited) return;
      await post(incoming, mayBeThere ? perhapsAgain(message, repeatSays(incoming)) : message);
    });

  /** The answer of the invoke does not wait for an edit that hangs; should it fail when nobody waits any more, it is put below. */
  async function editForGood(incoming: Incoming, message: Message, late: Late): Promise<void> {
    const edited = edit(incoming, message);
    await within(PATIENCE_MS, edited, async () => false);
    if (late()) owe(incoming, message, edited);
  }

  return {
    async message(incoming, answer) {
      const message = messageOf(answer);
      if (!(await inPlace(incoming, answer, message))) await postOrLog(incoming, message);
      return DONE;
    },

    async execute(incoming, answer, late = IN_TIME) {
      const message = messageOf(answer);
      if (late()) owe(incoming, message, inPlace(incoming, answer, message));
      else if (answer.kind === 'card' && answer.place === 'new') {
        await post(incoming, message);
        return executeMessage(BELOW);
      } else if (answer.kind === 'card' && answer.place === 'for-good') await editForGood(incoming, message, late);
      // Of a late answer this is for whoever sends the same again, because the message has not come: the answer itself.
      return answer.kind === 'text' ? executeMessage(answer.text) : executeCard(render(answer.card, 'chat'));
    },

    async refresh(_incoming, answer) {
      return executeCard(render(answer.kind === 'card' ? answer.card : messageCard(answer.text), 'chat'));
    },

    async dialog(incoming, answer, late = IN_TIME, person) {
      if (takesPlaceInChat(incoming, answer) && !late()) await editForGood(incoming, messageOf(answer), IN_TIME);
      if (late() && person) {
        const card = answer.kind === 'card' ? answer.card : messageCard(plain(answer.text));
        owed.give((mayBeThere) => personalChat.put(person, card, mayBeThere));
      }
      if (answer.kind === 'text') return dialogMessage(answer.text);
      return dialogCard(answer.title || NAME, render(answer.card, 'dialog'));
    },
  };
}

/**
 * What comes in place of a card when a dialog was asked for takes the card's place in the chat, too. A dialog is private
 * wherever it is opened: what it shows is put into no conversation but the person's own.
 */
const takesPlaceInChat = ({ name, where }: Incoming, answer: Answer): boolean =>
  name === OPENS_DIALOG && where === 'personal' && answer.kind === 'card' && answer.place === 'for-good';

const repeatSays = ({ where }: Incoming): string => (where === 'personal' ? HAD_BEFORE : standsTwice('This message'));

const addressOf = ({ conversation, thread }: Incoming): Address => ({ ...conversation, thread });

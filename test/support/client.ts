import { randomUUID } from 'node:crypto';
import type { Person } from '../../src/people/directory';
import type { LoopbackConnector, Message } from './connector';
import { buttonOn, pressed, textOn } from './cards';

type Json = Record<string, any>;
type Typed = Readonly<Record<string, string>>;

interface Wire {
  post(body: unknown): Promise<Response>;
  readonly connector: LoopbackConnector;
}

/** A card as a person has it before them. */
export interface Shown {
  /** Id of the message on which it stands; null in a dialog. */
  readonly id: string | null;
  readonly title: string;
  readonly card: Json;
  readonly text: string;
}

/** What a click came to: a card in place, a line under the card, a dialog; and the messages that came with it. */
export interface Clicked {
  readonly status: number;
  readonly body: Json;
  readonly shown: Shown | null;
  readonly line: string;
  readonly messages: readonly Shown[];
}

/** One person's Teams client in one conversation. */
export interface Client {
  readonly conversationId: string;
  /** The same person elsewhere: in a channel (with a thread) or a group. */
  in(conversation: { id: string; conversationType: 'personal' | 'groupChat' | 'channel' }): Client;
  /** Says something; returns the messages that came. */
  say(text: string, extra?: Json): Promise<Shown[]>;
  /** Presses a button on a card in the chat: Action.Execute. */
  click(on: Shown, title: string, typed?: Typed): Promise<Clicked>;
  /** The same from a client that knows no Action.Execute. */
  clickOnOldClient(on: Shown, title: string, typed?: Typed): Promise<Shown[]>;
  /** Presses a button that opens a dialog, or one inside a dialog. */
  openDialog(on: Shown, title: string): Promise<Clicked>;
  submitDialog(on: Shown, title: string, typed?: Typed): Promise<Clicked>;
  invoke(name: string, value: unknown, extra?: Json): Promise<Clicked>;
  send(activity: Json): Promise<Response>;
  /** Everything that stands in the conversation now. */
  history(): Shown[];
}

export function conversationWith(person: Person, wire: Wire, place?: Json): Client {
  const conversation: Json = place ?? { id: `a:${person.entraId}`, conversationType: 'personal' };
  const conversationId = conversation['id'] as string;

  const activity = (more: Json): Json => ({
    id: randomUUID(),
    channelId: 'msteams',
    serviceUrl: wire.connector.serviceUrl,
    from: { id: `29:${person.entraId}`, name: person.name, aadObjectId: person.entraId },
    recipient: { id: '28:bot', name: 'Whereabouts' },
    conversation: { tenantId: person.tenantId, ...conversation },
    channelData: { tenant: { id: person.tenantId } },
    ...more,
  });
  const send = (more: Json) => wire.post(activity(more));
  const everything = () => wire.connector.messages(conversationId);

  async function meanwhile<T>(work: () => Promise<T>): Promise<[T, Shown[]]> {
    const before = new Set(everything().map(({ id }) => id));
    const result = await work();
    return [
      result,
      everything()
        .filter(({ id }) => !before.has(id))
        .map(shownMessage),
    ];
  }

  async function invoke(name: string, value: unknown, extra: Json = {}): Promise<Clicked> {
    const [response, messages] = await meanwhile(() => send({ type: 'invoke', name, value, ...extra }));
    const body = (await response.json().catch(() => ({}))) as Json;
    return { status: response.status, body, ...readBody(body, (extra['replyToId'] as string) ?? null), messages };
  }

  return {
    conversationId,
    in: (elsewhere) => conversationWith(person, wire, elsewhere),
    async say(text, extra = {}) {
      const [, messages] = await meanwhile(() => send({ type: 'message', text, ...extra }));
      return messages;
    },
    click(on, title, typed) {
      const { verb, data: _, ...button } = buttonOf(on, title, 'Action.Execute');
      const action = {
        type: 'Action.Execute',
        verb,
        title,
        ...button,
        data: pressed(on.card, buttonOn(on.card, title), typed),
      };
      return invoke('adaptiveCard/action', { action, trigger: 'manual' }, { replyToId: on.id });
    },
    async clickOnOldClient(on, title, typed) {
      const { fallback } = buttonOf(on, title, 'Action.Execute');
      const value = pressed(on.card, fallback as Json, typed);
      const [, messages] = await meanwhile(() => send({ type: 'message', value, replyToId: on.id }));
      return messages;
    },
    openDialog(on, title) {
      const button = buttonOf(on, title, 'Action.Submit');
      if (on.id !== null && button['data']?.msteams?.type !== 'task/fetch')
        throw new Error(`'${title}' opens no dialog`);
      const value = { data: pressed(on.card, button), context: { theme: 'default' } };
      return invoke('task/fetch', value, on.id === null ? {} : { replyToId: on.id });
    },
    submitDialog(on, title, typed) {
      const data = pressed(on.card, buttonOf(on, title, 'Action.Submit'), typed);
      return invoke('task/submit', { data, context: { theme: 'default' } });
    },
    invoke,
    send,
    history: () => everything().map(shownMessage),
  };
}

function buttonOf(on: Shown, title: string, type: string): Json {
  const button = buttonOn(on.card, title);
  if (button['type'] !== type) throw new Error(`'${title}' is ${button['type']}, not ${type}`);
  return button;
}

/** What stands on a card is read off it when it is asked for: of most messages in a conversation it never is. */
const shown = (id: string | null, title: string, card: Json, text?: string): Shown => ({
  ...{ id, title, card },
  get text() {
    return text ?? textOn(card);
  },
});

export function shownMessage({ id, activity }: Message): Shown {
  const card = (activity['attachments']?.[0]?.content ?? {}) as Json;
  return shown(id, '', card, activity['text'] as string | undefined);
}

/** The three kinds of answer that Teams knows: a card or a line for Action.Execute, a dialog. */
function readBody(body: Json, messageId: string | null): { shown: Shown | null; line: string } {
  const task = body['task'] as Json | undefined;
  if (task?.['type'] === 'continue') {
    const { title, card } = task['value'] as Json;
    return { shown: shown(null, title as string, card.content), line: '' };
  }
  if (task) return { shown: null, line: String(task['value']) };
  if (body['type'] === 'application/vnd.microsoft.card.adaptive') {
    const card = body['value'] as Json;
    return { shown: shown(messageId, '', card), line: '' };
  }
  return { shown: null, line: String(body['value'] ?? '') };
}

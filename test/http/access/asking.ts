import { randomUUID } from 'node:crypto';
import type { Needs } from '../../../src/domain/access/table';
import type { Client, Shown } from '../../support/client';
import type { Repertoire } from '../../../src/teams/repertoire';

/** Nobody presses as fast as a test that asks everything. */
export const FAST = { LIMIT_PER_PERSON: '0' };

/** What a client may send to reach one thing of the repertoire. */
export interface Asking {
  readonly what: string;
  readonly needs: Needs;
  ask(client: Client): Promise<string>;
}

/** No case, alert, draft or paper has these. */
const ABSENT = 'WB-ZZZZ-ZZ';
const IDS = { reference: ABSENT, delivery: randomUUID(), draft: randomUUID(), paper: randomUUID() };
const ARGS = { case: ABSENT, ...IDS, item: 'S04', ground: 'i', step: 'x', enquiry: 'x' };

/** How each command is said. One that is missing here is found by the test. */
const SAID: Readonly<Record<string, string>> = {
  report: 'report',
  refer: 'refer',
  checklist: `checklist ${ABSENT}`,
  case: `case ${ABSENT}`,
  'my-cases': 'my cases',
  'cases-of-school': 'cases at Nowhere',
  duplicates: 'duplicates',
  awaited: 'answers awaited',
  find: 'find Nobody',
  rules: 'rules',
  away: 'away',
  back: 'I am back',
  deliveries: 'deliveries',
  register: 'register',
  census: 'census',
  summary: 'summary',
  'one-upload': 'one upload',
  agenda: 'agenda',
  meetings: 'meetings',
  minutes: 'minutes',
  'post-agenda': 'post the agenda here',
  'post-alerts': 'post alerts here',
};

const STEPS = ['', 'next', 'back', 'save'] as const;

export const pressed = async (client: Client, data: object): Promise<string> =>
  textOf(await client.invoke('adaptiveCard/action', { action: { type: 'Action.Execute', data }, trigger: 'manual' }));

export const inDialog = async (client: Client, name: 'task/fetch' | 'task/submit', data: object): Promise<string> =>
  textOf(await client.invoke(name, { data, context: { theme: 'default' } }));

export const said = async (client: Client, text: string): Promise<string> => last(await client.say(text));

const last = (messages: readonly Shown[]): string => messages.at(-1)?.text ?? '';
const textOf = ({ shown, messages, line }: Awaited<ReturnType<Client['invoke']>>): string =>
  shown?.text ?? (messages.length > 0 ? last(messages) : line);

const queried = async (client: Client, typed: string): Promise<string> => {
  const value = { commandId: 'find', parameters: [{ name: 'text', value: typed }] };
  const { body } = await client.invoke('composeExtension/query', value);
  return String(body['composeExtension'].text ?? JSON.stringify(body));
};

/** Every way into every command, button, page and search that there is. */
export function everything({ commands, verbs, pages, compose }: Repertoire): Asking[] {
  return [
    ...commands.map(({ id, needs }): Asking => {
      const text = SAID[id] ?? `no words for ${id}`;
      return { what: `command ${id}`, needs, ask: (client) => said(client, text) };
    }),
    ...commands.map(({ id, needs }): Asking => {
      const text = SAID[id] ?? '';
      return { what: `button that says ${id}`, needs, ask: (client) => pressed(client, { verb: 'say', text }) };
    }),
    ...verbs.map(({ id, needs }): Asking => {
      return { what: `verb ${id}`, needs, ask: (client) => pressed(client, { verb: id, ...IDS, answer: 'returned' }) };
    }),
    ...pages.flatMap(({ id: page, needs }) =>
      STEPS.flatMap((step): Asking[] => {
        const data = { verb: 'page', page, args: ARGS, step };
        const what = `page ${page}, ${step === '' ? 'opened' : step}`;
        if (step === '') return [{ what, needs, ask: (client) => inDialog(client, 'task/fetch', data) }];
        if (step === 'next') return [{ what, needs, ask: (client) => inDialog(client, 'task/submit', data) }];
        return [{ what, needs, ask: (client) => pressed(client, data) }];
      }),
    ),
    { what: 'the compose box, opened', needs: compose.needs, ask: (client) => queried(client, '') },
    { what: 'search from the compose box', needs: compose.needs, ask: (client) => queried(client, 'Nobody') },
  ];
}

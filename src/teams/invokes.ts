import { z } from 'zod';
import type { HttpAnswer } from './adapter';

/** The bodies that Teams expects as the answer of an invoke, and the data that it sends with one. */

const CARD = 'application/vnd.microsoft.card.adaptive';
const MESSAGE = 'application/vnd.microsoft.activity.message';

const ok = (body: unknown): HttpAnswer => ({ status: 200, body });

/** Action.Execute: this card takes the place of the one that was clicked. */
export const executeCard = (card: object): HttpAnswer => ok({ statusCode: 200, type: CARD, value: card });

/** Action.Execute: a line under the card. */
export const executeMessage = (text: string): HttpAnswer => ok({ statusCode: 200, type: MESSAGE, value: text });

export const dialogCard = (title: string, card: object): HttpAnswer =>
  ok({
    task: {
      type: 'continue',
      value: { title, height: 'large', width: 'medium', card: { contentType: CARD, content: card } },
    },
  });

/** The dialog closes and Teams shows the text in its place. */
export const dialogMessage = (text: string): HttpAnswer => ok({ task: { type: 'message', value: text } });

export const notImplemented: HttpAnswer = { status: 501, body: {} };

const ExecuteValue = z.object({
  action: z.object({ data: z.unknown().optional(), verb: z.string().nullish() }),
  trigger: z.string().nullish(),
});

/** `automatic` when no person clicked: Teams refreshes the card by itself. */
export function readExecute(value: unknown): { data: unknown; automatic: boolean } | null {
  const parsed = ExecuteValue.safeParse(value);
  if (!parsed.success) return null;
  const { action, trigger } = parsed.data;
  return { data: action.data, automatic: trigger === 'automatic' };
}

const TaskValue = z.object({ data: z.unknown().optional() });

export const readTask = (value: unknown): unknown => TaskValue.safeParse(value).data?.data;

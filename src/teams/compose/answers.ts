import { z } from 'zod';
import type { HttpAnswer } from '../adapter';
import type { Render } from '../rendering/render';
import type { Result } from './compose';

/** What Teams sends and wants back when somebody searches from the compose box. */

const CARD = 'application/vnd.microsoft.card.adaptive';
const PREVIEW = 'application/vnd.microsoft.card.thumbnail';

/** `content` is what goes into the conversation; only the searching person sees `preview`. */
export const resultsAnswer = (results: readonly Result[], render: Render): HttpAnswer =>
  composed({
    type: 'result',
    attachmentLayout: 'list',
    attachments: results.map(({ title, text, card }) => ({
      contentType: CARD,
      content: render(card, 'chat'),
      preview: { contentType: PREVIEW, content: { title, text } },
    })),
  });

/** A line in place of the list. */
export const composeMessage = (text: string): HttpAnswer => composed({ type: 'message', text });

const composed = (composeExtension: object): HttpAnswer => ({ status: 200, body: { composeExtension } });

const QueryValue = z.object({
  parameters: z.array(z.object({ name: z.string(), value: z.unknown().optional() })).default([]),
});

/** What was typed; empty when the box has just been opened. */
export function readQuery(value: unknown): string {
  const { parameters = [] } = QueryValue.safeParse(value).data ?? {};
  const typed = parameters.find(({ name }) => name === 'text')?.value;
  return typeof typed === 'string' ? typed.slice(0, 200) : '';
}

const CommandValue = z.object({ commandId: z.string().max(100).default('') });

export const readCommand = (value: unknown): string => CommandValue.safeParse(value).data?.commandId ?? '';

import { z } from 'zod';
import type { Typed } from './pages/page';
import type { PageArgs } from './turn';
import { OFFERED } from './views/buttons';

/** A button that was pressed, with the ids that it carries and the values of the inputs beside it. */
export interface Action {
  readonly verb: string;
  readonly page: string;
  readonly args: PageArgs;
  /** Empty when the button opens the page. */
  readonly step: '' | 'next' | 'back' | 'save';
  readonly typed: Typed;
  /** It stands on a card of a case, and works only while the case offers it. */
  readonly whileOffered: boolean;
  /** Of the form as it was drawn once; null for a button that stands on no form. */
  readonly token: string | null;
}

const MOST_FIELDS = 200;
const MOST_CHARACTERS = 30_000;
const LONGEST_ID = 200;
const word = z.string().max(LONGEST_ID);

const ActionSchema = z.looseObject({
  verb: word.min(1),
  page: word.default(''),
  args: z.record(word, z.string().max(2_000)).default({}),
  step: z.enum(['', 'next', 'back', 'save']).default(''),
  token: word.min(1).optional(),
  while: word.optional(),
});

/** Reads the data of a button; null for anything that none of our cards sends. */
export function readAction(data: unknown): Action | null {
  const parsed = ActionSchema.safeParse(data);
  if (!parsed.success || Object.keys(parsed.data).length > MOST_FIELDS) return null;
  const { verb, page, args, step, token = null, while: during, msteams: _msteams, ...inputs } = parsed.data;
  return { verb, page, args, step, whileOffered: during === OFFERED, token, typed: textsOf(inputs) };
}

/** Clients send numbers and ticks as text or as themselves; to us everything that was typed is text. */
function textsOf(inputs: Readonly<Record<string, unknown>>): Typed {
  const typed = Object.entries(inputs).flatMap(([id, value]) => {
    const text = textOf(value);
    return text === null || id === '__proto__' || id.length > LONGEST_ID ? [] : [[id, text] as const];
  });
  return Object.fromEntries(typed);
}

function textOf(value: unknown): string | null {
  if (typeof value === 'string') return value.slice(0, MOST_CHARACTERS);
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : null;
}

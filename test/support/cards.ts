type Json = Record<string, any>;

/** Every object within, the card itself first. */
export const parts = (node: unknown): Json[] => gathered(node, () => true);

/** What a person reads on a card, in order. */
export const textOn = (card: unknown): string =>
  shownParts(card)
    .flatMap(({ type, text, title, value, label }) => {
      if (typeof type === 'string' && type.startsWith('Input.')) return [label];
      return [text, title, type === undefined ? value : undefined];
    })
    .filter((word) => typeof word === 'string')
    .join('\n');

/** Buttons that a client shows; older forms of them (`fallback`) are not. */
export const buttonsOn = (card: unknown): Json[] =>
  shownParts(card).filter(({ type }) => typeof type === 'string' && type.startsWith('Action.'));

export const inputsOn = (card: unknown): Json[] =>
  parts(card).filter(({ type }) => typeof type === 'string' && type.startsWith('Input.'));

export function buttonOn(card: unknown, title: string): Json {
  const buttons = buttonsOn(card);
  const found = buttons.find((button) => button['title'] === title);
  if (!found) throw new Error(`no button '${title}' among: ${buttons.map((button) => button['title']).join(', ')}`);
  return found;
}

/** What a client sends with a button: its data, and the inputs with what was typed over what stood in them. */
export function pressed(card: unknown, button: Json, typed: Readonly<Record<string, string>> = {}): Json {
  const inputs = inputsOn(card);
  for (const id of Object.keys(typed)) {
    if (!inputs.some((input) => input['id'] === id)) throw new Error(`no input '${id}' on this card`);
  }
  const stood = inputs.flatMap(({ id, value }) => (value === undefined || value === '' ? [] : [[id, String(value)]]));
  return { ...button['data'], ...Object.fromEntries(stood), ...typed };
}

/** What no client shows: older forms of a button, and what is only sent back. */
const UNSEEN = new Set(['fallback', 'refresh', 'data']);

const shownParts = (node: unknown): Json[] => gathered(node, (field) => !UNSEEN.has(field));

/** Into one list, since a conversation is read again and again. */
function gathered(node: unknown, looksInto: (field: string) => boolean, found: Json[] = []): Json[] {
  if (Array.isArray(node)) for (const one of node) gathered(one, looksInto, found);
  else if (typeof node === 'object' && node !== null) {
    found.push(node);
    for (const field of Object.keys(node)) if (looksInto(field)) gathered((node as Json)[field], looksInto, found);
  }
  return found;
}

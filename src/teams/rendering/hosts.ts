import type { Config } from '../../config';

/** Where a card is shown: in a conversation, or in a dialog that Teams opens over it. */
export type Host = 'chat' | 'dialog';

/** A card or a part of one, as JSON. */
export type Json = null | boolean | number | string | Json[] | Fields;
export interface Fields {
  [name: string]: Json | undefined;
}

/**
 * Templates know one kind of button, Action.Execute. This makes of it what the host needs, and drops what a template
 * left empty (`null`), which some clients refuse. Changes the card in place: it is drawn for every turn.
 */
export function adaptToHost(card: Fields, host: Host, pages: Config['pages']): Fields {
  adaptParts(card, host, pages);
  return card;
}

function adaptParts(parts: Fields | Json[], host: Host, pages: Config['pages']): void {
  const fields = parts as Fields;
  for (const name of Object.keys(parts)) {
    const part = fields[name];
    if (part === null) delete fields[name];
    if (typeof part !== 'object' || part === null) continue;
    if (isFields(part) && part['type'] === 'Action.Execute') fields[name] = button(part, host, pages);
    else adaptParts(part, host, pages);
  }
}

function button(action: Fields, host: Host, pages: Config['pages']): Fields {
  const { verb: _verb, fallback: _fallback, ...shared } = action;
  const data = isFields(action['data']) ? action['data'] : {};
  // Action.Execute does nothing inside a dialog: Teams returns Action.Submit as task/submit there.
  if (host === 'dialog') return { ...shared, type: 'Action.Submit' };
  if (pages === 'dialog' && opensPage(data)) {
    return { ...shared, type: 'Action.Submit', data: { ...data, msteams: { type: 'task/fetch' } } };
  }
  // Clients from before Action.Execute send the same data as a message.
  return { ...shared, verb: data['verb'] ?? '', fallback: { ...shared, type: 'Action.Submit' } };
}

/** A page button without a step opens the page; with one it submits the page on which it stands. */
function opensPage(data: Fields): boolean {
  return data['verb'] === 'page' && data['step'] === undefined;
}

const isFields = (node: Json | undefined): node is Fields =>
  typeof node === 'object' && node !== null && !Array.isArray(node);

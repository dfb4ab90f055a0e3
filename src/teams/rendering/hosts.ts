import type { Config } from '../../config';

/** Where a card is shown: in a conversation, or in a dialog that Teams opens over it. */
export type Host = 'chat' | 'dialog';

/** A card or a part of one, as JSON. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };
type Fields = { readonly [name: string]: Json };

/**
 * Templates know one kind of button, Action.Execute. This makes of it what the host needs, and drops what a template
 * left empty (`null`), which some clients refuse.
 */
export function forHost(node: Json, host: Host, pages: Config['pages']): Json {
  if (Array.isArray(node)) return node.map((part: Json) => forHost(part, host, pages));
  if (!isFields(node)) return node;
  if (node['type'] === 'Action.Execute') return button(node, host, pages);
  // A dialog is never refreshed; in a chat the refresh is the platform's own and needs no older form.
  const { refresh, ...rest } = node;
  const entries = Object.entries(rest).filter(([, value]) => value !== null);
  const rewritten = Object.fromEntries(entries.map(([name, value]) => [name, forHost(value, host, pages)]));
  return refresh && host === 'chat' ? { ...rewritten, refresh } : rewritten;
}

function button(action: Fields, host: Host, pages: Config['pages']): Json {
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
  return data['verb'] === 'open' || (data['verb'] === 'page' && data['step'] === undefined);
}

const isFields = (node: Json | undefined): node is Fields =>
  typeof node === 'object' && node !== null && !Array.isArray(node);

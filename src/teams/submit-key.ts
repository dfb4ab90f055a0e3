import { createHash } from 'node:crypto';
import type { Person } from '../people/directory';
import type { Action } from './action';
import type { Incoming } from './incoming';

const hash = (...parts: unknown[]): string => createHash('sha256').update(JSON.stringify(parts)).digest('base64url');

/**
 * The same for everything that is the same submit: a form as it was drawn once, sent by one person with the same words
 * in it. Other words in the same form are another submit. A button that stands on no form is told by its activity; null
 * where there is none, and then nothing tells it from another.
 */
export function submitKey({ tenantId, entraId, id }: Incoming, action: Action): string | null {
  const { token, verb, page, args, step, typed } = action;
  const by = token ?? id;
  return by && hash(tenantId, entraId, by, verb, page, step, sorted(args), sorted(typed));
}

/**
 * The same for as long as the person is who they were: what was answered to them in a role that they have no longer, or at
 * another school, is not given to them again.
 */
export const keyFor = ({ id, authority, school, roles }: Person, submit: string): string =>
  hash(submit, id, authority, school, [...roles].sort());

/** Whose it is counts too: what one person was answered is for nobody else, whatever their activity is called. */
export const activityKey = ({ tenantId, entraId, conversation, id }: Incoming): string =>
  hash(tenantId, entraId ?? conversation.userId, conversation.conversationId, id);

const sorted = (values: Readonly<Record<string, string>>): [string, string][] =>
  Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1));

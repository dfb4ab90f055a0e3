import type { AskedOfPanel } from '../../domain/panel/asked';

/**
 * What the panel is asked about a case, in the fewest words: they stand in a channel, and tell no more of a child than
 * the stage beside them does.
 */
export const ASKED_OF_PANEL: Readonly<Record<AskedOfPanel, string>> = {
  'take-up': 'To decide: whether to take it up',
  place: 'To decide: a place',
  'at-once': 'To decide: what is done at once',
  'what-next': 'To decide: how it goes on',
  'further-checks': 'To decide: further checks',
  'who-answers': 'To decide: who answers the alert',
  'hear-answer': 'To hear: the late answer',
  'hear-done': 'To hear: what has been done',
  'note-done': 'To note: done since',
  'note-safer': 'To note: no longer high risk',
  'note-found': 'To note: found',
  'may-close': 'To decide: whether it can be closed',
  ratify: 'To ratify: the closure',
  'note-closed': 'To note: closed since',
};

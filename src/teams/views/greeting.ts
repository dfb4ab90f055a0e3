import type { Command } from '../actions';
import { plain } from '../rendering/escape-markdown';
import type { CardSpec, Turn } from '../turn';
import { sayButtons } from './say-buttons';

/** The first card in a personal chat. */
export const greetingView = ({ person }: Turn, commands: readonly Command[]): CardSpec => ({
  template: 'greeting',
  summary: 'Whereabouts is ready',
  model: { name: plain(person.name), buttons: sayButtons(commands) },
});

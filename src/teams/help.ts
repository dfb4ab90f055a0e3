import { mayAtAll } from '../domain/access/table';
import type { Command } from './actions';
import type { CardSpec, Turn } from './turn';
import { greetingView } from './views/greeting';
import { helpView } from './views/help';

/** `help` and anything that asks for it without knowing: a greeting, or the bot's name and nothing else. */
export const helpCommand = (commands: () => readonly Command[]): Command => ({
  id: 'help',
  usage: 'help',
  helps: 'Shows this list.',
  pattern: /^(?:help|hello|hi|start|menu|what can you do|)$/,
  needs: 'nothing',
  run: async (turn) => ({ kind: 'card', card: helpView(turn, offeredTo(turn, commands())) }),
});

export const greeting = (turn: Turn, commands: readonly Command[]): CardSpec =>
  greetingView(turn, offeredTo(turn, commands));

const offeredTo = (turn: Turn, commands: readonly Command[]): Command[] =>
  commands.filter(({ needs, offered }) => mayAtAll(turn.person, needs) && (offered?.(turn) ?? true));

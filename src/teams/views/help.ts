import { ROLE_NAMES } from '../../domain/access/roles';
import type { Command } from '../actions';
import { plain } from '../rendering/escape-markdown';
import type { CardSpec, Turn } from '../turn';
import { sayButtons } from './say-buttons';

/** What this person can say here, and in which role they are known. */
export function helpView(turn: Turn, commands: readonly Command[]): CardSpec {
  const roles = turn.person.roles.map((role) => ROLE_NAMES[role]).join(', ');
  return {
    template: 'help',
    summary: 'What Whereabouts can do for you',
    model: {
      knownAs: roles === '' ? 'You have no role yet.' : `I know you as: ${roles}.`,
      commands: commands.map(({ usage, helps }) => ({ usage: plain(usage), helps })),
      buttons: sayButtons(commands),
    },
  };
}

import type { Command } from '../actions';
import type { PageDeps } from '../pages/deps';
import { rulesCard } from '../views/rules';
import { privately } from './shown';

/** Which rules hold, and which open cases stand under others. The answer names children. */
export const rulesCommand = ({ casework }: PageDeps): Command => ({
  id: 'rules',
  usage: 'rules',
  helps: 'See which rules hold, and which open cases stand under earlier ones.',
  pattern: /^(?:rules|packs|policy packs)$/i,
  needs: 'move-policy',
  run: async (turn) =>
    privately(rulesCard(await casework.rules.ofNow(turn.person), turn.person, turn.today), 'The rules'),
});

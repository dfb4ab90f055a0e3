import type { Panel } from '../../panel/panel';
import type { Command } from '../actions';
import { meetingsCard } from '../views/meetings';
import { privately } from './shown';

/** When the panel meets next, and what has become of it; whoever may, moves or cancels a meeting from there. */
export const meetingsCommand = ({ panel }: { readonly panel: Panel }): Command => ({
  id: 'meetings',
  usage: 'meetings',
  helps: 'See when the panel meets next. The tracking officer moves or cancels a meeting there',
  pattern: /^(?:show )?(?:the )?(?:panel(?:[’']s)? )?meetings$/i,
  needs: 'see-agenda',
  run: async ({ person }) => privately(meetingsCard(await panel.meetings(person), person), 'The next meetings'),
});

import type { PanelMinutes } from '../../panel/minutes';
import type { Panel } from '../../panel/panel';
import type { Command } from '../actions';
import { meetingsCard } from '../views/meetings';
import type { CardSpec } from '../turn';
import type { Person } from '../../people/directory';
import { privately } from './shown';

/** When the panel meets next, and what has become of it; whoever may, adds, moves or cancels a meeting from there. */
export const meetingsCommand = (deps: MeetingsDeps): Command => ({
  id: 'meetings',
  usage: 'meetings',
  helps: 'See when the panel meets next. The tracking officer adds, moves or cancels a meeting there',
  pattern: /^(?:show )?(?:the )?(?:panel(?:[’']s)? )?meetings$/i,
  needs: 'see-agenda',
  run: async ({ person }) => privately(await meetingsFor(person, deps), 'The next meetings'),
});

export interface MeetingsDeps {
  readonly panel: Panel;
  readonly minutes: PanelMinutes;
}

/** The meetings to come, and the minutes of the last one. */
export const meetingsFor = async (person: Person, { panel, minutes }: MeetingsDeps): Promise<CardSpec> =>
  meetingsCard(await panel.meetings(person), person, await minutes.last(person));

import type { PanelMinutes } from '../../panel/minutes';
import type { Command } from '../actions';
import { DAY, dayTyped } from './day-typed';
import { handedOut, type HandoutDeps } from './handouts';

/** The minutes of a meeting that has been, as a file: the link to it is for this person alone. */
export const minutesCommand = (deps: HandoutDeps & { readonly minutes: PanelMinutes }): Command => ({
  id: 'minutes',
  usage: 'minutes',
  helps: 'Get the minutes of the panel’s last meeting as a PDF. Or say “minutes 21/05/2026” for that one.',
  pattern: new RegExp(`^(?:show )?(?:the )?minutes(?: (?:on |of |for )?(?:the )?${DAY})?$`, 'i'),
  needs: 'see-minutes',
  async run({ person }, match) {
    const on = await deps.minutes.dayOf(person, dayTyped(match[1], 'minutes', 'the last meeting'));
    return handedOut(person, { kind: 'minutes-pdf', on }, deps);
  },
});

import { inWords } from '../../domain/calendar/date';
import { ROLE_NAMES } from '../../domain/access/roles';
import { lower } from '../../letters';
import type { Shown } from '../shown-facts';
import { named, tell, type Telling, type Told } from './terms';

/** What the panel decided, who does it by when, and what became of it. Why, and who saw it otherwise, is the authority's own. */
export const TOLD_OF_PANEL = {
  'panel-decided': (
    { title, meeting, owner, person, due, reason, dissent }: Shown<'panel-decided'>,
    { nameOf }: Telling,
  ) => {
    const who = person === null ? `the ${lower(ROLE_NAMES[owner])}` : (nameOf(person) ?? 'a colleague');
    return tell(
      [`the panel decided on ${inWords(meeting)}: ${lower(title)}`, `to be done by ${who} by ${inWords(due)}`],
      [reason, named('seen otherwise:', dissent)],
    );
  },
  'panel-ratified': ({ title, meeting, note, dissent }: Shown<'panel-ratified'>) =>
    tell([`the panel decided on ${inWords(meeting)}: ${lower(title)}`], [note, named('seen otherwise:', dissent)]),
  'panel-decision-done': ({ on, note }: Shown<'panel-decision-done'>) =>
    tell([`what the panel decided was done on ${inWords(on)}`], [note]),
  'panel-decision-withdrawn': ({ reason }: Shown<'panel-decision-withdrawn'>) =>
    tell(['a decision of the panel was withdrawn'], [reason]),
} satisfies Record<string, (...given: never[]) => Told>;

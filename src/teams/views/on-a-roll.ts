import type { CardSpec } from '../turn';
import { does } from './buttons';
import { statementCard } from './statement';

/** A child on a school's roll is that school's to look for, together with the authority: no case is opened here. */
export const onARollCard = (): CardSpec =>
  statementCard({
    title: 'This child is on a school’s roll',
    lines: [
      'No case has been opened. A pupil on roll is looked for by the school and the authority together, from the school’s own report.',
      'Please ask the school to report the pupil here. A child on a roll who waits for an appeal stays with that school until there is another place.',
    ],
    buttons: [does('Another child on no roll', 'say', { text: 'refer' })],
    summary: 'No case was opened',
  });

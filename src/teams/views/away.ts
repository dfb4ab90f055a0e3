import { inWords, type LocalDate } from '../../domain/calendar/date';
import type { Cover } from '../../notices/absence';
import { messageCard } from '../answer';
import type { CardSpec } from '../turn';
import { allOf, short } from './words';

export const coverInWords = ({ standIns }: Cover): string =>
  standIns.length === 0
    ? 'There is nobody now who could stand in for you, so your alerts still come to you. Please agree with a colleague who looks at them.'
    : `Your alerts go to ${allOf(standIns.map(({ name }) => short(name, 60)))}.`;

/** After somebody has said that they are away. Names of staff, and of no child. */
export const awayCard = (until: LocalDate, cover: Cover): CardSpec => ({
  ...messageCard(
    [
      `You are away until **${inWords(until)}**, the day on which you are back.`,
      coverInWords(cover),
      'An alert of a child who may be at risk comes to you as well. On your return you get one list of what there was. Back earlier? Say **I am back**.',
    ].join('\n\n'),
  ),
  summary: `Away until ${inWords(until)}`,
});

import { momentInWords } from '../domain/calendar/london';
import type { Instant } from '../domain/calendar/date';
import type { Playground } from './playground';

/** What stands in the terminal once everything runs. */
export function welcome(playgrounds: readonly Playground[], now: Instant, keptIn: string): string {
  const people = playgrounds.map(({ face, address }) => [`${address}  ${face.name}, ${face.is}`, `  ${face.tries}`]);
  return [
    '',
    `Whereabouts is running. Here it is ${momentInWords(now)}.`,
    'Three invented people, each in a window of their own. Open the three addresses:',
    '',
    ...people.flatMap((lines) => [...lines, '']),
    `What you do is kept in ${keptIn}: a second npm start finds it again.`,
    'Ctrl+C stops everything.',
    '',
  ].join('\n');
}

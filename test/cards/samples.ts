import { agendaSamples } from './agenda-samples';
import { againSamples } from './again-samples';
import { answersSamples } from './answers-samples';
import { besideSamples } from './beside-samples';
import { everyPackSamples } from './every-pack-samples';
import { findingSamples } from './finding-samples';
import { groundsSamples } from './grounds-samples';
import { waysSamples } from './ways-samples';
import { laterSamples } from './later-samples';
import { mainJobSamples } from './main-job-samples';
import { deathSamples } from './death-samples';
import { outcomesSamples } from './outcomes-samples';
import { packsSamples } from './packs-samples';
import { officerSamples } from './officer-samples';
import { calendarSamples } from './calendar-samples';
import { meetingsSamples } from './meetings-samples';
import { panelSamples } from './panel-samples';
import { papersSamples } from './papers-samples';
import { removalSamples } from './removal-samples';
import { registerSamples } from './register-samples';
import { oneSamples } from './one-samples';
import { censusSamples } from './census-samples';
import type { Sample } from './sample';
import type { Words } from './words';

type Maker = (words: Words) => Promise<Sample[]>;

/** Each card once, under the first pack. */
const ONCE: readonly Maker[] = [
  mainJobSamples,
  papersSamples,
  outcomesSamples,
  deathSamples,
  removalSamples,
  findingSamples,
  packsSamples,
  officerSamples,
  panelSamples,
  meetingsSamples,
  calendarSamples,
  agendaSamples,
  waysSamples,
  besideSamples,
  groundsSamples,
  answersSamples,
  againSamples,
  laterSamples,
  registerSamples,
  censusSamples,
  oneSamples,
];

/** What is looked at as a picture: another pack's words change what a card says, and not how it is built. */
export const samplesToDraw = once((words) => madeBy(ONCE, words));

/** Every card that people meet, made by the real services from what these people typed. */
export const samples = once(async (words) => [...(await samplesToDraw(words)), ...(await everyPackSamples(words))]);

async function madeBy(makers: readonly Maker[], words: Words): Promise<Sample[]> {
  const made: Sample[] = [];
  for (const make of makers) made.push(...(await make(words)));
  return made;
}

/** For the same words the same cards: whoever draws one changes nothing of it. */
function once(make: Maker): Maker {
  const made = new Map<Words, Promise<Sample[]>>();
  return (words) => {
    const known = made.get(words) ?? make(words);
    made.set(words, known);
    return known;
  };
}

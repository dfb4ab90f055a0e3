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
import { panelSamples } from './panel-samples';
import { papersSamples } from './papers-samples';
import { removalSamples } from './removal-samples';
import { registerSamples } from './register-samples';
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
  waysSamples,
  besideSamples,
  groundsSamples,
  answersSamples,
  againSamples,
  laterSamples,
  registerSamples,
  censusSamples,
];

/** Every card that people meet, made by the real services from what these people typed. */
export const samples = (words: Words): Promise<Sample[]> => madeBy([...ONCE, everyPackSamples], words);

/** What is looked at as a picture: another pack's words change what a card says, and not how it is built. */
export const samplesToDraw = (words: Words): Promise<Sample[]> => madeBy(ONCE, words);

async function madeBy(makers: readonly Maker[], words: Words): Promise<Sample[]> {
  const made: Sample[] = [];
  for (const make of makers) made.push(...(await make(words)));
  return made;
}

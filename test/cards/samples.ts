import { everyPackSamples } from './every-pack-samples';
import { findingSamples } from './finding-samples';
import { waysSamples } from './ways-samples';
import { mainJobSamples } from './main-job-samples';
import { outcomesSamples } from './outcomes-samples';
import { packsSamples } from './packs-samples';
import { officerSamples } from './officer-samples';
import { papersSamples } from './papers-samples';
import { removalSamples } from './removal-samples';
import type { Sample } from './sample';
import type { Words } from './words';

const MAKERS: readonly ((words: Words) => Promise<Sample[]>)[] = [
  mainJobSamples,
  papersSamples,
  outcomesSamples,
  removalSamples,
  findingSamples,
  packsSamples,
  officerSamples,
  waysSamples,
  everyPackSamples,
];

/** Every card that people meet, made by the real services from what these people typed. */
export async function samples(words: Words): Promise<Sample[]> {
  const made: Sample[] = [];
  for (const make of MAKERS) made.push(...(await make(words)));
  return made;
}

import { WAYS, type Way } from '../../../src/domain/case/way';
import { policyPackIds } from '../../../src/domain/policy/policies';
import { WALKS } from './ends';
import { REFUSALS } from './refusals';
import type { End } from './table';
import { setOut, type Walk } from './walk';

/** One square of the table under one pack. */
export type SquareOfPack = readonly [pack: string, way: Way, end: End];

/** What it is called in the list of tests. */
export const ENDS_SO = 'under the pack %s a case that begins as %s ends: %s';

/** Under every pack, for every way in, these ends. */
export const squares = (endsOf: (way: Way) => readonly End[]): SquareOfPack[] =>
  policyPackIds().flatMap((pack) => WAYS.flatMap((way) => endsOf(way).map((end) => [pack, way, end] as const)));

/** Both hosts of the pages for every pack, and the other one for the same way. */
const pagesFor = (pack: string, way: Way): 'dialog' | 'chat' =>
  (policyPackIds().indexOf(pack) + WAYS.indexOf(way)) % 2 === 0 ? 'dialog' : 'chat';

/** Still of school age in May 2026, and over it in July. */
const SIXTEEN = '2010-01-15';
const bornFor = (end: End) => (end === 'over-age' ? SIXTEEN : undefined);

/** Where a case is walked from its first word by the people concerned, through pages and buttons; closed after each test. */
export function walks(): Record<'toTheEnd' | 'toTheRefusal', (...square: SquareOfPack) => Promise<void>> {
  let walk: Walk;
  afterEach(() => walk.house.bot.close());
  return {
    toTheEnd: async (pack, way, end) => {
      walk = await setOut(pack, way, pagesFor(pack, way), bornFor(end));
      await WALKS[end](walk);
    },
    toTheRefusal: async (pack, way, end) => {
      walk = await setOut(pack, way, pagesFor(pack, way));
      await REFUSALS[end]!(walk);
    },
  };
}

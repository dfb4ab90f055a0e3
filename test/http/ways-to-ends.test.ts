import { WAYS } from '../../src/domain/case/way';
import { policyPackIds } from '../../src/domain/policy/policies';
import { WALKS } from './ways-to-ends/ends';
import { REFUSALS } from './ways-to-ends/refusals';
import { notOffered, walked, type End } from './ways-to-ends/table';
import { setOut, type Walk } from './ways-to-ends/walk';

/** Still of school age in May 2026, and over it in July. */
const SIXTEEN = '2010-01-15';
const bornFor = (end: End) => (end === 'over-age' ? SIXTEEN : undefined);

const CASES = policyPackIds().flatMap((pack) => WAYS.map((way) => [pack, way] as const));

/** Every way in to every end that fits it, under every pack, by the people concerned, through pages and buttons. */
describe.each(CASES)('under the pack %s a case that begins as %s', (pack, way) => {
  // Both hosts of the pages for every pack, and the other one for the same way.
  const pages = (policyPackIds().indexOf(pack) + WAYS.indexOf(way)) % 2 === 0 ? 'dialog' : 'chat';
  let walk: Walk;
  afterEach(() => walk.house.bot.close());

  test.each(walked(way))('ends: %s', async (end) => {
    walk = await setOut(pack, way, pages, bornFor(end));
    await WALKS[end](walk);
  });

  test.each(notOffered(way))('does not end: %s', async (end) => {
    walk = await setOut(pack, way, pages);
    await REFUSALS[end]!(walk);
  });
});

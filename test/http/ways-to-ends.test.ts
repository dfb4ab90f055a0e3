import { WAYS } from '../../src/domain/case/way';
import { WALKS } from './ways-to-ends/ends';
import { REFUSALS } from './ways-to-ends/refusals';
import { notOffered, walked, type End } from './ways-to-ends/table';
import { setOut, type Walk } from './ways-to-ends/walk';

/** Still of school age in May 2026, and over it in July. */
const SIXTEEN = '2010-01-15';
const bornFor = (end: End) => (end === 'over-age' ? SIXTEEN : undefined);

/** Every way in to every end that fits it, by the people concerned, through pages and buttons. */
describe.each(WAYS)('a case that begins as %s', (way) => {
  const pages = WAYS.indexOf(way) % 2 === 0 ? 'dialog' : 'chat';
  let walk: Walk;
  afterEach(() => walk.house.bot.close());

  test.each(walked(way))('ends: %s', async (end) => {
    walk = await setOut(way, pages, bornFor(end));
    await WALKS[end](walk);
  });

  test.each(notOffered(way))('does not end: %s', async (end) => {
    walk = await setOut(way, pages);
    await REFUSALS[end]!(walk);
  });
});

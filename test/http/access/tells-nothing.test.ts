import type { Person } from '../../../src/people/directory';
import { pressed, said } from './asking';
import { countingReads } from './reads';
import { ABSENT, aWorldOfCases, type CaseKind, type Ids, type WorldOfCases } from './world';

/**
 * Forbidden and absent are one answer, and as much is looked up for it: how long it takes tells nothing either. Reads are
 * counted rather than timed, since they are what takes time, and a count is the same on every machine.
 */
describe('a case that may not be seen', () => {
  let world: WorldOfCases;
  let reads: ReturnType<typeof countingReads>;
  beforeAll(async () => {
    world = await aWorldOfCases();
    reads = countingReads(world.house.storage, ['directory']);
  });
  afterAll(() => world.close());

  const forbidden: [keyof WorldOfCases['house']['people'], CaseKind][] = [
    ['lead', 'another-school'],
    ['lead', 'no-school'],
    ['lead', 'other-authority'],
    ['officer', 'other-authority'],
    ['panel', 'not-on-agenda'],
    ['panel', 'other-authority'],
  ];

  const ASKED: Readonly<Record<string, (person: Person, ids: Ids) => Promise<string>>> = {
    'said to be shown': (person, { reference }) => said(world.house.as(person), `case ${reference}`),
    'pressed to be shown': (person, { reference }) => pressed(world.house.as(person), { verb: 'show-case', reference }),
    'its checklist': (person, { reference }) => said(world.house.as(person), `checklist ${reference}`),
    'a page opened': (person, { reference }) =>
      pressed(world.house.as(person), { verb: 'page', page: 'check', args: { case: reference, item: 'S04' } }),
    'a page submitted': (person, { reference }) =>
      pressed(world.house.as(person), {
        ...{ verb: 'page', page: 'check', args: { case: reference, item: 'S04', seen: '' }, step: 'next' },
        ...{ outcome: 'no-answer', on: '2026-04-27', token: `${person.id} ${reference}` },
      }),
    'a page saved': (person, { reference }) =>
      pressed(world.house.as(person), {
        verb: 'page',
        page: 'check',
        args: { case: reference, item: 'S04' },
        step: 'save',
      }),
    'an alert answered': (person, { others }) =>
      pressed(world.house.as(person), { verb: 'acknowledge', delivery: others }),
    'an alert put off': (person, { others }) =>
      pressed(world.house.as(person), { verb: 'page', page: 'snooze', args: { delivery: others } }),
  };

  test.each(forbidden)('to %s, %s, is told and looked up like one that there is not', async (who, kind) => {
    const person = world.house.people[who];
    const ids = await world.idsFor(kind, person);
    for (const [what, ask] of Object.entries(ASKED)) {
      // An alert is answered by whoever it was sent to, and by everybody who works on the case; the panel has none.
      const looked = async (given: Ids) => {
        const before = reads.total();
        const text = (await ask(person, given)).replaceAll(given.reference, 'the reference');
        return { what, text, reads: reads.since(before).sort() };
      };
      expect(await looked(ids)).toEqual(await looked(ABSENT));
    }
  });
});

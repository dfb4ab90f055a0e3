import type { Person } from '../../../src/people/directory';
import { pressed } from './asking';
import { aWorldOfCases, type WorldOfCases } from './world';

/** A home visit of the authority's at which the child was seen is told of on a page of its own, by those who may. */
describe('a check with which a child is seen', () => {
  let world: WorldOfCases;
  let reference: string;
  beforeEach(async () => {
    world = await aWorldOfCases();
    ({ reference } = world.cases['no-school']);
  });
  afterEach(() => world.close());

  const visited = (person: Person) =>
    pressed(world.house.as(person), {
      ...{ verb: 'page', page: 'check', args: { case: reference, item: 'A08', seen: '' }, step: 'next' },
      ...{ outcome: 'seen-child', on: '2026-04-27', spokeTo: 'The mother', note: 'At the door' },
    });
  const isRecorded = async () => {
    const { facts } = (await world.house.storage.cases.byId(world.cases['no-school'].id))!;
    return facts.some((fact) => fact.kind === 'check-recorded' && fact.item === 'A08');
  };

  test('leads on whoever may say where it was seen', async () => {
    expect(await visited(world.house.people.officer)).toContain('say here where the child was seen');
    expect(await isRecorded()).toBe(true);
  });

  test('is recorded by whoever may not, who is told whom to ask, and led to no page that would refuse them', async () => {
    const text = await visited(world.house.people.manager);
    expect(text).toContain('When and where is still to be said on the case');
    expect(text).toContain('Please ask one who does: education welfare officer, pupil tracking officer or caseworker.');
    expect(text).not.toContain('Your role does not allow this');
    expect(await isRecorded()).toBe(true);
  });
});

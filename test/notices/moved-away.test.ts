import { londonInstant } from '../../src/domain/calendar/london';
import { addDays, type LocalDate } from '../../src/domain/calendar/date';
import { policyPack } from '../../src/domain/policy/policies';
import { putOff } from '../../src/notices/put-off';
import { aWorld } from '../casework/world';
import { runHere } from '../cli/run-here';

describe('the moment at which a case is looked at next', () => {
  let world: Awaited<ReturnType<typeof aWorld>>;
  let caseId: string;
  let version: number;
  beforeEach(async () => {
    world = await aWorld();
    const { case: theCase } = await world.report();
    [caseId, version] = [theCase.id, theCase.version];
  });
  const found = async () => {
    const moved: string[] = [];
    const { storage, clock } = world;
    for await (const one of putOff('341', clock.now(), storage, policyPack)) moved.push(`${one.caseId} ${one.stands}`);
    return moved;
  };

  it('is never later than what follows on any later day, at any hour, whether or not it was looked at by then', async () => {
    let day: LocalDate = '2026-04-27';
    for (let n = 0; n < 60; n += 1) {
      for (const time of ['08:40', '13:00', '19:00', '23:30'] as const) {
        world.at(day, time);
        expect(await found()).toEqual([]);
        if (n % 3 !== 0) await world.sweep();
        expect(await found()).toEqual([]);
      }
      day = addDays(day, 1);
    }
  });

  it.each([
    ['away for good', null],
    ['to a later day', londonInstant('2031-01-01', '08:30')],
  ])('is found where it was put %s, and no one else’s is', async (_where, moment) => {
    await world.report({ pupil: { surname: 'Another', upn: null } });
    await world.storage.cases.setNextDue(caseId, version, moment);
    expect(await found()).toEqual([`${caseId} ${moment}`]);
  });

  it('may lie earlier: the case is looked at once more then', async () => {
    await world.storage.cases.setNextDue(caseId, version, world.clock.now());
    expect(await found()).toEqual([]);
  });

  it('is reckoned by the demo’s clock where that is behind: by the database’s nothing may be to come any more', async () => {
    const { storage, clock, casework, people } = world;
    const { reference } = (await storage.cases.byId(caseId))!;
    const seen = { on: '2026-04-27', where: 'elsewhere', by: 'the caretaker', note: '' } as const;
    await casework.recordSighting(people.lead, reference, seen);
    await storage.settings.set('clock', clock.now());
    await storage.cases.setNextDue(caseId, (await storage.cases.byId(caseId))!.version, null);
    expect((await runHere(storage, 'audit', 'verify', '--authority', '341')).code).toBe(1);
  });

  it('is told by the operator’s command', async () => {
    const { storage, clock } = world;
    await storage.settings.set('clock', clock.now());
    await storage.cases.setNextDue(caseId, version, null);
    const { code, warned } = await runHere(storage, 'audit', 'verify', '--authority', '341');
    expect(warned).toMatch(
      new RegExp(`^Authority 341, the case ${caseId} is looked at never again, and by its facts on `),
    );
    expect(code).toBe(1);
  });
});

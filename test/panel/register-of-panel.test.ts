import { seenAmong } from '../../src/casework/seeing';
import type { LocalDate } from '../../src/domain/calendar/date';
import type { Storage } from '../../src/stores';
import { createRegister } from '../../src/panel/create-register';
import { mark } from '../builders/case';
import { aWorld } from '../casework/world';

const WHOLE = { on: null, by: 'days', reason: null, risk: null, school: null } as const;
const [WHY, UNSENT] = ['Another child was meant.', 'No return is owed of this child.'];

/** The same storage, which writes down the ids of the cases that are opened. */
function watching(storage: Storage, opened: string[]): Storage {
  const byIds = async (ids: readonly string[]) => {
    opened.push(...ids);
    return storage.cases.byIds(ids);
  };
  const cases = new Proxy(storage.cases, {
    get: (all, name) => (name === 'byIds' ? byIds : (Reflect.get(all, name) as unknown)),
  });
  return new Proxy(storage, { get: (all, name) => (name === 'cases' ? cases : (Reflect.get(all, name) as unknown)) });
}

/** The register, as a member of the panel gets it and as every case by itself says that they may see it. */
async function aRegister() {
  const world = await aWorld();
  const { deps, people, storage, clock } = world;
  const opened: string[] = [];
  const register = createRegister({ ...deps, storage: watching(storage, opened) });
  const shown = async (on: LocalDate | null = null): Promise<string[]> => {
    const { rows } = await register.look(people.panel, { ...WHOLE, on }, 0, 50);
    return rows.map(({ reference }) => reference).toSorted();
  };
  const oneByOne = async (on: LocalDate | null = null): Promise<string[]> => {
    const { rows } = await register.look(people.officer, { ...WHOLE, on }, 0, 50);
    const all = await storage.cases.byIds(rows.map(({ caseId }) => caseId));
    const seen = await seenAmong(people.panel, all, storage, deps, clock.now(), 'see-register');
    return seen.map(({ reference }) => reference).toSorted();
  };
  const report = async (forename: string) =>
    (await world.report({ pupil: { forename, upn: null, upnUnknown: 'other' } })).case.reference;
  return { ...world, register, opened, shown, oneByOne, report };
}

describe('the register of a member of the panel', () => {
  test('is what stands on the agenda, whatever was recorded since the last look and whatever day has come', async () => {
    const { at, clock, sweep, shown, oneByOne, report, casework, people } = await aRegister();
    const came: string[][] = [];
    /** Of today, and of a day on which one that is closed since was on the register. */
    const look = async () => {
      expect(await shown()).toEqual(await oneByOne());
      const then = clock.now() < '2026-05-12' ? null : '2026-05-11';
      came.push(await shown(then));
      expect(came.at(-1)).toEqual(await oneByOne(then));
    };
    const first = await report('Ash');
    await report('Birch');
    await look();
    at('2026-05-12', '09:00');
    await sweep();
    await look();
    await casework.close(people.officer, first, 'reported-in-error', WHY, UNSENT);
    await look();
    await report('Cedar');
    for (const day of ['2026-05-13', '2026-05-22', '2026-06-03', '2026-06-10'] as const) {
      at(day, '09:00');
      await look();
    }
    // Closed before the last meeting: on the register of that day, and before the panel no more.
    expect(came.at(-1)).not.toContain(first);
    await casework.outcomes.reopen(people.officer, first, 'It was this child after all.', null);
    await look();
    expect(came.at(-1)).toContain(first);
  });

  async function fourReported() {
    const world = await aRegister();
    const references: string[] = [];
    for (const forename of ['Ash', 'Birch', 'Cedar', 'Elm']) references.push(await world.report(forename));
    world.at('2026-05-12', '09:00');
    await world.sweep();
    const timesOpened = async () => {
      world.opened.length = 0;
      await world.shown();
      return world.opened.length;
    };
    return { ...world, references, timesOpened };
  }

  const FLOOD = { school: null, kind: 'closure', from: '2026-05-11', to: '2026-05-12', note: 'Flood' } as const;
  const floodIn = (authority: string, storage: Storage) =>
    storage.transaction(({ directory }) => directory.saveCalendar([{ ...FLOOD, authority }]));

  test('opens a case once a day, and again when something is recorded on it or its calendar is another one', async () => {
    const { at, timesOpened, references, casework, people, storage, deps } = await fourReported();
    // The index is brought up to date by another instance, which has a memory of its own.
    const elsewhere = createRegister(deps);
    await elsewhere.reckon();
    // All of them to know which stand there, and then only the lines of the page.
    expect([await timesOpened(), await timesOpened()]).toEqual([8, 4]);
    await casework.markAttendance(people.lead, references[0]!, mark('N', '2026-05-11').mark);
    await elsewhere.reckon();
    expect([await timesOpened(), await timesOpened()]).toEqual([5, 4]);
    await floodIn(people.officer.authority, storage);
    await storage.cases.reckonAnew();
    await elsewhere.reckon();
    expect([await timesOpened(), await timesOpened()]).toEqual([8, 4]);
    at('2026-05-13', '09:00');
    expect([await timesOpened(), await timesOpened()]).toEqual([8, 4]);
  });

  test('opens the lines of a page alone once the bot has swept, also at the first look of a day', async () => {
    const { at, timesOpened, references, casework, people, storage, register } = await fourReported();
    await register.reckon();
    expect(await timesOpened()).toBe(4);
    await casework.markAttendance(people.lead, references[0]!, mark('N', '2026-05-11').mark);
    await floodIn(people.officer.authority, storage);
    await storage.cases.reckonAnew();
    await register.reckon();
    expect(await timesOpened()).toBe(4);
    at('2026-05-13', '09:00');
    await register.reckon();
    expect(await timesOpened()).toBe(4);
  });

  test('is not looked at beforehand by a bot that is about to stop, and of an authority without a panel', async () => {
    const { timesOpened, register, people, storage, opened, deps } = await fourReported();
    await createRegister(deps).reckon();
    opened.length = 0;
    const begun = register.reckon();
    await register.idle();
    await begun;
    expect(opened).toEqual([]);
    const { panel } = people;
    await storage.transaction(({ directory }) => directory.savePeople(panel.authority, [{ ...panel, roles: [] }]));
    await register.reckon();
    expect(opened).toEqual([]);
    await storage.transaction(({ directory }) => directory.savePeople(panel.authority, [panel]));
    expect(await timesOpened()).toBe(8);
  });
});

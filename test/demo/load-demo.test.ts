import { ROLES } from '../../src/domain/access/roles';
import { nthSchoolDay, schoolDaysBetween } from '../../src/domain/calendar/school-days';
import { DEMO_TENANT, FACES } from '../../src/demo/faces';
import { loadDemo } from '../../src/demo/load-demo';
import { memoryStorage } from '../../src/memory-storage';

const NOW = '2026-04-27T07:30:00.000Z';

describe('the invented authority of the demo', () => {
  it('knows the people whom visitors stand in for', async () => {
    const { directory } = await loaded();
    const people = await Promise.all(FACES.map(({ entraId }) => directory.personByEntraId(DEMO_TENANT, entraId)));
    expect(people.map((person) => person?.name)).toEqual(FACES.map(({ name }) => name));
    expect(people.map((person) => person?.roles)).toEqual([
      ['attendance-lead'],
      ['tracking-officer'],
      ['panel-member'],
    ]);
    expect((await directory.school(people[0]!.school!))?.name).toBe('Harbour Lights Primary School');
  });

  it('has three schools, each with somebody in every role of a school, and every role at the authority', async () => {
    const { directory } = await loaded();
    const schools = await directory.schools('341');
    expect(schools).toHaveLength(3);
    for (const { urn } of schools) {
      for (const role of ROLES) expect(await directory.withRoles('341', urn, [role])).not.toEqual([]);
    }
  });

  it('keeps Liverpool’s calendar, with five INSET days at each school', async () => {
    const { directory } = await loaded();
    const first = await directory.calendar('999901');
    expect([5, 6, 10, 20].map((n) => nthSchoolDay(first, '2026-04-27', n))).toEqual(
      ['2026-05-01', '2026-05-05', '2026-05-11', '2026-06-01'].map((date) => ({ known: true, date })),
    );
    expect([6, 10, 20].map((n) => nthSchoolDay(first, '2025-10-13', n))).toEqual(
      ['2025-10-20', '2025-10-24', '2025-11-14'].map((date) => ({ known: true, date })),
    );
    const counts = await Promise.all(
      ['999901', '999902', '999903'].map(async (urn) =>
        schoolDaysBetween(await directory.calendar(urn), '2025-09-01', '2026-08-31'),
      ),
    );
    // one of the second school's is taken by a polling station
    expect(counts).toEqual([190, 189, 190]);
  });

  it('has only numbers that ring nowhere', async () => {
    const { directory } = await loaded();
    const numbers = (await directory.authority('341'))!.urgentContacts.map(({ telephone }) => telephone);
    for (const number of numbers) expect(number).toMatch(/^0151 496 0\d{3}$/);
  });

  it('is loaded once, and never into a database that has an authority', async () => {
    const storage = await loaded();
    const before = await storage.directory.personByEntraId(DEMO_TENANT, FACES[0]!.entraId);
    await storage.directory.savePeople('341', []);
    expect(await loadDemo(storage, NOW)).toBe(false);
    expect(await storage.directory.personByEntraId(DEMO_TENANT, FACES[0]!.entraId)).toBeNull();
    expect(before).not.toBeNull();
  });
});

async function loaded() {
  const storage = memoryStorage();
  expect(await loadDemo(storage, NOW)).toBe(true);
  return storage;
}

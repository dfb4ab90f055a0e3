import { randomUUID } from 'node:crypto';
import type { LocalDate } from '../../src/domain/calendar/date';
import type { Authority, CalendarEntry, Person } from '../../src/people/directory';
import type { Storage } from '../../src/stores';
import { storages, type TestStorage } from '../support/databases';
import { fresh } from './cases';

const TENANT = '11111111-1111-4111-8111-111111111111';

const somebody = (over: Partial<Person> = {}): Omit<Person, 'id'> => {
  const { id: _, ...person } = { id: '', ...over };
  return {
    tenantId: TENANT,
    entraId: randomUUID(),
    name: 'Ash Lead',
    authority: '341',
    school: null,
    roles: ['caseworker'],
    ...person,
  };
};

describe.each(storages)('the directory in %s', (_name, open) => {
  let opened: TestStorage;
  let storage: Storage;
  beforeAll(async () => {
    opened = await open();
    storage = opened.storage;
  });
  afterAll(() => opened.close());

  const find = (person: Omit<Person, 'id'>) => storage.directory.personByEntraId(person.tenantId, person.entraId);

  test('knows an authority with its contacts, and replaces it', async () => {
    const authority: Authority = {
      code: fresh('authority'),
      name: 'Example City Council',
      policy: 'liverpool',
      urgentContacts: [{ id: 'police', name: 'Police', telephone: '999', hours: 'day and night' }],
      panelAnchor: '2026-04-23',
    };
    await storage.directory.saveAuthority(authority);
    expect(await storage.directory.authority(authority.code)).toEqual(authority);
    await storage.directory.saveAuthority({ ...authority, panelAnchor: '2026-05-07', urgentContacts: [] });
    expect(await storage.directory.authority(authority.code)).toMatchObject({ panelAnchor: '2026-05-07' });
    await storage.directory.saveAuthority({ ...authority, panelSkipsClosedWeeks: true });
    expect(await storage.directory.authority(authority.code)).toEqual({ ...authority, panelSkipsClosedWeeks: true });
    const panelCalendar = 'copp@example.gov.uk';
    await storage.directory.saveAuthority({ ...authority, panelCalendar });
    expect(await storage.directory.authority(authority.code)).toEqual({ ...authority, panelCalendar });
    await storage.directory.saveAuthority(authority);
    expect(await storage.directory.authority(authority.code)).toEqual(authority);
    expect((await storage.directory.authorities()).filter(({ code }) => code === authority.code)).toHaveLength(1);
    expect(await storage.directory.authority('none')).toBeNull();
  });

  test('knows schools, and keeps those that an import does not name', async () => {
    const authority = fresh('authority');
    const [sample, example] = ['Sample High', 'Example Primary'].map((name) => ({
      urn: fresh('urn'),
      authority,
      name,
      dfeNumber: '3419999',
    })) as [School, School];
    await storage.directory.saveSchools([sample, example]);
    await storage.directory.saveSchools([{ ...sample, name: 'Sample Academy' }]);
    expect(await storage.directory.school(sample.urn)).toEqual({ ...sample, name: 'Sample Academy' });
    expect(await storage.directory.schools(authority)).toEqual([example, { ...sample, name: 'Sample Academy' }]);
    expect(await storage.directory.school('none')).toBeNull();
  });

  test('knows a person by tenant and Entra id, and by both', async () => {
    const authority = fresh('authority');
    const ash = somebody({ authority, school: 's1', roles: ['attendance-lead', 'safeguarding-lead'] });
    await storage.directory.savePeople(authority, [ash]);
    const found = await find(ash);
    expect(found).toEqual({ ...ash, id: found!.id });
    expect(await storage.directory.person(found!.id)).toEqual(found);
    expect(await storage.directory.people([found!.id, 'nobody'])).toEqual([found]);
    expect(await storage.directory.personByEntraId('another tenant', ash.entraId)).toBeNull();
  });

  test('marks as left who is no longer in the import, keeps their name, and takes them back under the same id', async () => {
    const authority = fresh('authority');
    const [ash, bo] = [somebody({ authority }), somebody({ authority, name: 'Bo Guard' })];
    await storage.directory.savePeople(authority, [ash, bo]);
    const before = await find(bo);
    await storage.directory.savePeople(authority, [{ ...ash, name: 'Ash Leader' }]);
    expect(await find(ash)).toMatchObject({ name: 'Ash Leader' });
    expect(await find(bo)).toBeNull();
    expect(await storage.directory.person(before!.id)).toBeNull();
    expect(await storage.directory.people([before!.id])).toEqual([before]);
    expect(await storage.directory.withRoles(authority, null, ['caseworker'])).toHaveLength(1);
    const here = await storage.directory.savePeople(authority, [ash, bo]);
    expect(await find(bo)).toEqual(before);
    expect(here).toEqual([await find(ash), before]);
  });

  test('leaves the people of other authorities alone', async () => {
    const [one, other] = [fresh('authority'), fresh('authority')];
    const ash = somebody({ authority: one });
    await storage.directory.savePeople(one, [ash]);
    await storage.directory.savePeople(other, []);
    expect(await find(ash)).not.toBeNull();
  });

  test('finds who holds a role: at the school for school roles, in the authority for the others', async () => {
    const authority = fresh('authority');
    await storage.directory.savePeople(authority, [
      somebody({ authority, name: 'A', school: 's1', roles: ['attendance-lead'] }),
      somebody({ authority, name: 'B', school: 's2', roles: ['attendance-lead', 'head-teacher'] }),
      somebody({ authority, name: 'C', roles: ['tracking-officer', 'service-manager'] }),
    ]);
    const names = async (...[school, roles]: [string | null, Person['roles']]) =>
      (await storage.directory.withRoles(authority, school, roles)).map(({ name }) => name);
    expect(await names('s1', ['attendance-lead', 'head-teacher'])).toEqual(['A']);
    expect(await names('s1', ['attendance-lead', 'tracking-officer'])).toEqual(['A', 'C']);
    expect(await names(null, ['tracking-officer', 'attendance-lead'])).toEqual(['C']);
    expect(await names('s2', ['safeguarding-lead'])).toEqual([]);
  });

  describe('calendars', () => {
    const summer = (authority: string, school: string | null): CalendarEntry => ({
      authority,
      school,
      kind: 'term',
      from: '2026-04-13',
      to: '2026-07-20',
      note: 'Summer',
    });
    const aSchool = async () => {
      const school = { urn: fresh('urn'), authority: fresh('authority'), name: 'Example', dfeNumber: '3419999' };
      await storage.directory.saveSchools([school]);
      return school;
    };

    test('are the authority’s with the school’s own over them', async () => {
      const { urn, authority } = await aSchool();
      await storage.directory.saveCalendar([summer(authority, null)]);
      expect(await storage.directory.calendar(urn)).toMatchObject({
        terms: [{ from: '2026-04-13', to: '2026-07-20' }],
        closures: [],
      });
      const inset = { ...summer(authority, urn), kind: 'inset' as const, to: '2026-04-13' as const, note: 'INSET' };
      await storage.directory.saveCalendar([inset]);
      expect(await storage.directory.calendar(urn)).toMatchObject({
        terms: [{ from: '2026-04-13', to: '2026-07-20' }],
        closures: [{ kind: 'inset', from: '2026-04-13', to: '2026-04-13', note: 'INSET' }],
      });
      expect((await storage.directory.calendar(urn)).bankHolidays).toContain('2026-05-04');
      expect(await storage.directory.calendarEntries(authority)).toEqual([summer(authority, null), inset]);
    });

    test('replace only the rows of those they name', async () => {
      const { urn, authority } = await aSchool();
      await storage.directory.saveCalendar([summer(authority, null), { ...summer(authority, urn), kind: 'inset' }]);
      await storage.directory.saveCalendar([{ ...summer(authority, null), to: '2026-07-17' }]);
      const { terms, closures } = await storage.directory.calendar(urn);
      expect(terms).toEqual([{ from: '2026-04-13', to: '2026-07-17' }]);
      expect(closures).toHaveLength(1);
    });

    test('seen inside a transaction that imports them do not outlive its roll-back', async () => {
      const { urn, authority } = await aSchool();
      await storage.directory.saveCalendar([summer(authority, null)]);
      const inside = storage.transaction(async ({ directory }) => {
        await directory.saveCalendar([{ ...summer(authority, null), to: '2026-06-30' }]);
        throw new Error((await directory.calendar(urn)).terms[0]!.to);
      });
      await expect(inside).rejects.toThrow('2026-06-30');
      expect((await storage.directory.calendar(urn)).terms).toEqual([{ from: '2026-04-13', to: '2026-07-20' }]);
    });

    test('of a school that is not there are empty', async () => {
      expect(await storage.directory.calendar('none')).toMatchObject({ terms: [], closures: [] });
    });
  });

  test('knows who is away, whatever is imported, and who is to be welcomed back', async () => {
    const authority = fresh('authority');
    const [lead, other] = [somebody({ authority }), somebody({ authority })];
    await storage.directory.savePeople(authority, [lead, other]);
    const person = (await find(lead))!;
    expect(person).not.toHaveProperty('away');
    const away = { since: '2026-04-27T08:00:00.000Z', until: '2026-05-05', backAt: null } as const;
    await storage.directory.setAway(person.id, away);
    await storage.directory.savePeople(authority, [lead, other]);
    expect(await find(lead)).toEqual({ ...person, away });
    expect(await storage.directory.withRoles(authority, null, ['caseworker'])).toContainEqual({ ...person, away });
    const backBy = async (day: LocalDate) => (await storage.directory.backBy(day)).map(({ id }) => id);
    expect(await backBy('2026-05-04')).not.toContain(person.id);
    expect(await backBy('2026-05-05')).toContain(person.id);
    const back = { ...away, backAt: '2026-05-05T07:30:00.000Z' } as const;
    await storage.directory.setAway(person.id, back);
    expect(await backBy('2026-05-06')).not.toContain(person.id);
    expect(await find(lead)).toMatchObject({ away: back });
  });
});

type School = Parameters<Storage['directory']['saveSchools']>[0][number];

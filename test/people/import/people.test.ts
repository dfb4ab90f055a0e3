import { importPeople } from '../../../src/people/import/people';
import { addRestingCases, anAuthority, NOW, problemsOf } from './an-authority';

const HEADING = 'tenant_id,entra_id,name,authority,school_urn,roles';
const TENANT = '11111111-1111-4111-8111-111111111111';
const entra = (n: number) => `44444444-4444-4444-8444-44444444440${n}`;
const person = (n: number, rest: string, name = `Person ${n}`) => `${TENANT},${entra(n)},${name},341,${rest}`;
const file = (...lines: string[]) => [HEADING, ...lines].join('\n');

describe('the import of people', () => {
  it('knows them by tenant and Entra id from then on', async () => {
    const storage = await anAuthority();
    const text = file(person(1, '999901,attendance-lead; Head-Teacher').toUpperCase().replace('PERSON', 'Person'));
    await importPeople(storage, text.replace(HEADING.toUpperCase(), HEADING), NOW);
    expect(await storage.directory.personByEntraId(TENANT, entra(1))).toMatchObject({
      name: 'Person 1',
      authority: '341',
      school: '999901',
      roles: ['attendance-lead', 'head-teacher'],
    });
  });

  it('knows an auditor of the authority', async () => {
    const storage = await anAuthority();
    await importPeople(storage, file(person(1, ',auditor')), NOW);
    expect(await storage.directory.personByEntraId(TENANT, entra(1))).toMatchObject({
      roles: ['auditor'],
      school: null,
    });
    expect(await problemsOf(importPeople(storage, file(person(1, '999901,auditor')), NOW))).toEqual([
      'line 2, school_urn: Auditor is a role at the authority: leave the URN empty.',
    ]);
  });

  it('lets whoever is not in the file any more do nothing any more', async () => {
    const storage = await anAuthority();
    await importPeople(storage, file(person(1, ',caseworker'), person(2, ',tracking-officer')), NOW);
    await importPeople(storage, file(person(2, ',tracking-officer')), NOW);
    expect(await storage.directory.personByEntraId(TENANT, entra(1))).toBeNull();
    expect(await storage.directory.personByEntraId(TENANT, entra(2))).not.toBeNull();
  });

  it('says all that is wrong at once, by line and column, and changes nothing', async () => {
    const storage = await anAuthority();
    await importPeople(storage, file(person(1, ',caseworker')), NOW);
    const text = file(
      person(2, ',teacher;tracking-officer'),
      person(3, ',attendance-lead'),
      person(4, '999901,tracking-officer'),
      person(5, '999901,head-teacher;panel-member'),
      person(6, '999909,head-teacher'),
      person(7, '999901,'),
      person(3, ',caseworker'),
      `not-a-guid,${entra(8)},,341,99,caseworker`,
    );
    expect(await problemsOf(importPeople(storage, text, NOW))).toEqual([
      expect.stringMatching(/^line 2, roles: There is no role "teacher"\. The roles are attendance-lead, /),
      'line 3, school_urn: Attendance lead is a role at a school: its URN is missing.',
      'line 4, school_urn: Pupil tracking officer is a role at the authority: leave the URN empty.',
      'line 5, roles: Head teacher is a role at a school and Panel member at the authority: one person cannot have both.',
      'line 6, school_urn: There is no school 999909 in authority 341. Import it first: import schools FILE.csv.',
      expect.stringMatching(/^line 7, roles: The roles are missing: /),
      'line 8, entra_id: This person stands in line 3 already.',
      'line 9, tenant_id: The tenant id is a GUID such as 11111111-1111-4111-8111-111111111111.',
      'line 9, name: The name is missing.',
      'line 9, school_urn: A URN has six digits; it is empty for the authority itself.',
    ]);
    expect(await storage.directory.personByEntraId(TENANT, entra(1))).not.toBeNull();
    expect(await storage.directory.personByEntraId(TENANT, entra(6))).toBeNull();
  });

  it('has open cases looked at again, so that an alert for which there was nobody finds somebody', async () => {
    const storage = await anAuthority();
    await addRestingCases(storage);
    expect(await storage.cases.due(NOW, 10)).toEqual([]);
    await importPeople(storage, file(person(1, ',tracking-officer')), NOW);
    expect(await storage.cases.due(NOW, 10)).toHaveLength(2);
  });

  it('points out where an alert would find nobody', async () => {
    const { notes } = await importPeople(await anAuthority(), file(person(1, '999901,attendance-lead')), NOW);
    expect(notes).toEqual([
      'Authority 341 has no tracking officer: nobody would receive the alerts.',
      'Nobody works at Lantern Street Primary School (999902).',
    ]);
  });
});

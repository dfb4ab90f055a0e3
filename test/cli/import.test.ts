import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { nthSchoolDay } from '../../src/domain/calendar/school-days';
import { DEMO_TENANT, FACES } from '../../src/demo/faces';
import { loadDemo } from '../../src/demo/load-demo';
import { openDatabase } from '../../src/database/open-database';
import { openStorage } from '../../src/database/prisma-storage';
import type { Notice } from '../../src/notices/outbox';
import type { Storage } from '../../src/stores';
import { embeddedPlace, postgresPlace, type TestPlace } from '../support/databases';
import { runCli } from './run-cli';

const anAlert: Notice = {
  ...{ id: randomUUID(), kind: 'alert', authority: '341', caseId: 'a case', obligation: 'day-6', occurrence: '' },
  ...{ recipient: 'somebody', dueAt: '2026-04-27T08:00:00.000Z', urgent: false },
};

describe.each([
  ['the embedded database', embeddedPlace],
  ['PostgreSQL', postgresPlace],
])('the operator’s imports into %s', (_, newPlace) => {
  let home: TestPlace;
  let folder: string;

  beforeAll(async () => {
    home = await newPlace();
    await looking((storage) => loadDemo(storage, '2026-04-27T07:30:00.000Z'));
    folder = mkdtempSync(path.join(os.tmpdir(), 'whereabouts-cli-'));
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    await home.remove();
  });

  const file = (name: string, content: string | Buffer): string => {
    const at = path.join(folder, name);
    writeFileSync(at, content);
    return at;
  };

  async function looking<T>(look: (storage: Storage) => Promise<T>): Promise<T> {
    const database = await openDatabase(home.place);
    try {
      return await look(openStorage(database));
    } finally {
      await database.close();
    }
  }

  it('do not hold back what was sent: it is written to a file that was not there before', async () => {
    await looking(({ outbox }) => outbox.add([anAlert]));
    const to = path.join(folder, 'deliveries.csv');
    const asked = ['deliveries', 'export', to, '--authority', '341'];
    expect(await runCli(home.place, ...asked)).toEqual({ code: 0, said: `1 delivery in ${to}.\n`, warned: '' });
    const [heading, row] = readFileSync(to, 'utf8').split('\r\n');
    expect(heading).toContain('Due,Sent,What,Rule');
    expect(row).toMatch(/^2026-04-27 09:00,,An alert,day-6,no,/);
    const again = await runCli(home.place, ...asked);
    expect([again.code, again.warned]).toEqual([2, expect.stringContaining('is there already')]);
  });

  it('say every mistake by line and column, end with 1 and leave all as it was', async () => {
    const people = file(
      'people.csv',
      'tenant_id,entra_id,name,authority,school_urn,roles\n' +
        `${DEMO_TENANT},44444444-4444-4444-8444-444444444499,New,341,999901,attendance-lead\n` +
        `${DEMO_TENANT},not-a-guid,Other,341,999999,teacher\n`,
    );
    const { code, said, warned } = await runCli(home.place, 'import', 'people', people);
    expect([code, said]).toEqual([1, '']);
    expect(warned.split('\n')).toEqual([
      expect.stringMatching(/^people\.csv, line 3, entra_id: The Entra object id is a GUID/),
      expect.stringMatching(/^people\.csv, line 3, roles: There is no role "teacher"/),
      'Nothing was imported. When these 2 mistakes are mended, run the command again.',
      '',
    ]);
    await looking(async ({ directory }) => {
      expect(await directory.personByEntraId(DEMO_TENANT, '44444444-4444-4444-8444-444444444499')).toBeNull();
      expect(await directory.personByEntraId(DEMO_TENANT, FACES[0]!.entraId)).not.toBeNull();
    });
  });

  it('take a school’s days from an iCalendar file', async () => {
    const ics = file(
      'dates.ics',
      'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:INSET day\r\n' +
        'DTSTART;VALUE=DATE:20260501\r\nDTEND;VALUE=DATE:20260502\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n',
    );
    expect(await runCli(home.place, 'import', 'calendar', ics)).toMatchObject({ code: 2 });
    const args = ['import', 'calendar', ics, '--authority', '341', '--school', '999903'];
    expect(await runCli(home.place, ...args)).toMatchObject({ code: 0 });
    const calendar = await looking(({ directory }) => directory.calendar('999903'));
    expect(nthSchoolDay(calendar, '2026-04-27', 5)).toEqual({ known: true, date: '2026-05-05' });
  });
});

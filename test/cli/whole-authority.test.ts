import path from 'node:path';
import { nthSchoolDay } from '../../src/domain/calendar/school-days';
import { DEMO_TENANT, FACES } from '../../src/demo/faces';
import { openDatabase } from '../../src/database/open-database';
import { openStorage } from '../../src/database/prisma-storage';
import { embeddedPlace } from '../support/databases';
import { runCli } from './run-cli';

const FILES = { authority: 'authority.json', schools: 'schools.csv', people: 'people.csv', calendar: 'calendar.csv' };

it('four commands, one after the other, bring in a whole authority', async () => {
  const home = await embeddedPlace();
  for (const [what, name] of Object.entries(FILES)) {
    const file = path.join(__dirname, '../../src/demo/data', name);
    expect(await runCli(home.place, 'import', what, file)).toMatchObject({ code: 0, warned: '' });
  }
  const database = await openDatabase(home.place);
  const { directory } = openStorage(database);
  const [face] = FACES;
  const person = await directory.personByEntraId(DEMO_TENANT, face!.entraId);
  expect(person).toMatchObject({ name: face!.name, school: '999901' });
  const calendar = await directory.calendar('999901');
  expect(nthSchoolDay(calendar, '2026-04-27', 20)).toEqual({ known: true, date: '2026-06-01' });
  await database.close();
  await home.remove();
}, 120_000);

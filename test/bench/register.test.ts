import { benchRegister } from '../../src/bench/register/run';
import { openStorage } from '../../src/database/prisma-storage';
import { policyPack } from '../../src/domain/policy/policies';
import { anAuthority } from '../builders/authority';
import { databases, type TestDatabase } from '../support/databases';

/** `npm run bench:register` in a size that takes seconds. */
describe.each(databases)('a register beside many closed cases, in %s', (_name, open) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  test('has every open case on it today, and on a day gone by those that were open then', async () => {
    const storage = openStorage(database);
    const { officer, panel } = await anAuthority(storage);
    const schools = (await storage.directory.schools(officer.authority)).map(({ urn }) => urn);
    const place = { authority: officer.authority, schools, policy: policyPack('liverpool') };
    const lines: string[] = [];
    const said = (line: string) => void lines.push(line);
    const figures = await benchRegister(storage, officer, {
      ...{ panel, place, policies: policyPack, said },
      size: { open: 15, closed: [10, 100], looks: 1 },
    });
    expect(lines.map((line) => /(\d+) cases reckoned/.exec(line)?.[1])).toEqual(['25', '90']);
    const today = figures.filter(({ page }) => page.startsWith('today'));
    expect(today.map(({ children }) => children)).toEqual(today.map(() => 15));
    const ofPanel = figures.filter(({ page }) => page.startsWith('for the panel'));
    expect(ofPanel.filter(({ page }) => !page.includes('ago')).map(({ children }) => children)).toEqual(
      Array.from({ length: 8 }, () => 15),
    );
    expect(ofPanel.filter(({ aim }) => aim === 300)).toHaveLength(8);
    expect(figures).toHaveLength(24);
  });
});

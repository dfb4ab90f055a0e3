import { benchTrail } from '../../src/bench/audit/run';
import { openStorage } from '../../src/database/prisma-storage';
import { databases, type TestDatabase } from '../support/databases';

/** `npm run bench:audit` in a size that takes seconds. */
describe.each(databases)('a trail that many write at once, in %s', (_name, open) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  test('is whole, and verified page by page', async () => {
    const figures = await benchTrail(openStorage(database), { looks: 4_500, deeds: 200, atOnce: 8 });
    expect(figures).toMatchObject({ entries: 4_708, flaws: 0 });
  });
});

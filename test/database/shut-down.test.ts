import { openDatabase, type Database } from '../../src/database/open-database';
import { cutOffFrom, type CutOff } from '../support/cut-off';
import { postgresPlace, type TestPlace } from '../support/databases';

describe('a server that is shut down', () => {
  let home: TestPlace;
  let way: CutOff;
  let database: Database;
  beforeEach(async () => {
    home = await postgresPlace();
    way = await cutOffFrom((home.place as { readonly url: string }).url);
    database = await openDatabase({ url: way.url }, { connections: 1 });
  });
  afterEach(async () => {
    await database.close();
    await way.stop();
    await home.remove();
  });

  test('takes nobody with it, also in the moment in which a connection goes from hand to hand', async () => {
    const { client, transact } = database;
    await database.ping();
    way.endsWithNextAnswer();
    const [asked, waiting] = await Promise.allSettled([
      client.$queryRaw`select 1 as one`,
      transact((tx) => tx.$queryRaw`select 2 as two`),
    ]);
    expect(asked).toEqual({ status: 'fulfilled', value: [{ one: 1 }] });
    expect(waiting.status).toBe('rejected');
    await expect(transact((tx) => tx.$queryRaw`select 3 as three`)).resolves.toEqual([{ three: 3 }]);
  });
});

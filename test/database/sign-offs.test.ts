import pg from 'pg';
import { openDatabase, type Database } from '../../src/database/open-database';
import { openStorage } from '../../src/database/prisma-storage';
import { aSignature } from '../builders/removal';
import { aCase, fact, fresh, keys } from '../contract/cases';
import { botPlace, type BotPlace } from '../support/databases';
import { FIELD_KEYS } from '../support/field-keys';

const REFUSED_BY_TRIGGER = '23001';
const INSUFFICIENT_PRIVILEGE = '42501';

/** What two people have put their names to before a name may leave the register stays as they signed it. */
describe('the sign-offs of a conclusion, in PostgreSQL', () => {
  const school = fact({ kind: 'conclusion-signed', signature: aSignature() });
  const councils = fact({ kind: 'conclusion-signed', signature: aSignature({ side: 'authority' }) });
  const theCase = aCase({ authority: fresh('authority'), facts: [fact(), school, councils] });
  let place: BotPlace;
  let bot: Database;
  let owner: pg.Client;
  let asSigned: unknown;
  beforeAll(async () => {
    place = await botPlace(false);
    bot = await openDatabase(place.place, { fieldKeys: FIELD_KEYS });
    await openStorage(bot).transaction(({ cases }) => cases.open(theCase, keys(), null));
    owner = new pg.Client({ connectionString: place.owner.url });
    await owner.connect();
    asSigned = await rows();
    expect(asSigned).toHaveLength(2);
  });
  afterAll(async () => {
    await owner.end();
    await bot.close();
    await place.remove();
  });

  const rows = async () =>
    (await owner.query(`select * from facts where kind = 'conclusion-signed' order by seq`)).rows;
  const staysAsSigned = async () => {
    expect(await rows()).toEqual(asSigned);
    expect((await openStorage(bot).cases.byId(theCase.id))!.facts).toEqual(theCase.facts);
  };

  const THE_SCHOOLS = 'where seq = 2';
  const ANOTHER = '(select data from facts where seq = 3)';
  const STATEMENTS = [
    `update facts set data = jsonb_set(data, '{signature}', '{}') ${THE_SCHOOLS}`,
    `update facts set data = ${ANOTHER} ${THE_SCHOOLS}`,
    `update facts set recorded_by = 'kim' ${THE_SCHOOLS}`,
    `update facts set recorded_at = now() ${THE_SCHOOLS}`,
    `update facts set kind = 'conclusion-withdrawn' ${THE_SCHOOLS}`,
    `update facts set case_id = 'another' ${THE_SCHOOLS}`,
    `delete from facts ${THE_SCHOOLS}`,
    `delete from facts where kind = 'conclusion-signed'`,
    `truncate facts`,
    // As what seals old facts says that it does.
    `set whereabouts.sealing = 'on'; update facts set data = ${ANOTHER} ${THE_SCHOOLS}`,
    `set whereabouts.sealing = 'on'; update facts set recorded_by = 'kim' ${THE_SCHOOLS}`,
    `set whereabouts.sealing = 'on'; delete from facts ${THE_SCHOOLS}`,
  ];

  test.each(STATEMENTS)('are kept by the trigger from the owner too: %s', async (statement) => {
    await expect(owner.query(statement)).rejects.toMatchObject({
      code: REFUSED_BY_TRIGGER,
      message: expect.stringMatching(/^facts are immutable: (UPDATE|DELETE|TRUNCATE) is refused$/),
    });
    await staysAsSigned();
  });

  test.each(STATEMENTS)('are none that the bot has a right to: %s', async (statement) => {
    const asBot = new pg.Client({ connectionString: place.place.url });
    await asBot.connect();
    try {
      await expect(asBot.query(statement)).rejects.toMatchObject({ code: INSUFFICIENT_PRIVILEGE });
    } finally {
      await asBot.end();
    }
    await staysAsSigned();
  });
});

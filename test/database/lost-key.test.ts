import { UnreadableFact } from '../../src/casework/readable-facts';
import { openStorage } from '../../src/database/prisma-storage';
import { FieldKeyMissing } from '../../src/database/sealing/key-ring';
import { aCase, fact, fresh, keys } from '../contract/cases';
import { databases, type TestDatabase } from '../support/databases';

const SINCE = '2026-04-27T07:00:00.000Z';
const child = keys({ dateOfBirth: '2015-05-05' });
const header = Buffer.from('{"alg":"dir","enc":"A256GCM","kid":"gone"}').toString('base64url');
const BY_A_KEY_THAT_IS_GONE = JSON.stringify({ protected: header, iv: 'A'.repeat(16) });

describe.each(databases)('a case whose key is gone, in %s', (_name, open) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  const behindTheTriggers = async (statement: string) => {
    await database.client.$executeRawUnsafe('alter table data_keys disable trigger user');
    await database.client.$executeRawUnsafe(statement);
    await database.client.$executeRawUnsafe('alter table data_keys enable trigger user');
  };

  test.each([
    ['lost', 'delete from data_keys', UnreadableFact],
    ['nothing', `update data_keys set wrapped = 'null'`, UnreadableFact],
    ['no key', `update data_keys set wrapped = '{}'`, UnreadableFact],
    [
      'of another owner',
      `update data_keys set wrapped = (select wrapped from data_keys where owner = 'house')`,
      UnreadableFact,
    ],
    [
      'sealed by a key that is gone',
      `update data_keys set wrapped = wrapped || '${BY_A_KEY_THAT_IS_GONE}'`,
      FieldKeyMissing,
    ],
  ])('is left out of every list and told of by its id: its key is %s', async (_how, statement, error) => {
    const [authority, school] = [fresh('authority'), fresh('school')];
    const written = openStorage(database);
    const told = () => fact({ kind: 'check-skipped', item: 'siblings', reason: 'Ashdown' });
    const closing = () => fact({ kind: 'closed', reason: 'returned', note: '' });
    const opened = async (isOpen: boolean) => {
      const theCase = aCase({ authority, school, facts: [told(), ...(isOpen ? [] : [closing()])] });
      await written.cases.open(theCase, { ...child, open: isOpen }, null);
      return theCase;
    };
    const [readable, brokenOpen] = [await opened(true), await opened(true)];
    const [closed, brokenClosed] = [await opened(false), await opened(false)];
    for (const { id } of [brokenOpen, brokenClosed]) await behindTheTriggers(`${statement} where owner = '${id}'`);

    const left: string[] = [];
    const { cases, transaction } = openStorage(database, undefined, (id) => left.push(id)); // with nothing remembered
    const leavesOut = async (list: Promise<readonly { readonly id: string }[]>, ...ids: string[]) => {
      const shown = (await list).map(({ id }) => id);
      const broken = [
        ...(ids.includes(readable.id) ? [brokenOpen.id] : []),
        ...(ids.includes(closed.id) ? [brokenClosed.id] : []),
      ];
      expect({ shown, left: left.splice(0).sort() }).toEqual({ shown: ids, left: broken.sort() });
    };
    await leavesOut(cases.openCases(authority, null), readable.id);
    await leavesOut(cases.openCases(authority, school), readable.id);
    await leavesOut(cases.find(authority, null, { by: 'name', parts: ['ash'] }, 9), readable.id, closed.id);
    await leavesOut(cases.closedSince(authority, SINCE), closed.id);
    await leavesOut(
      cases.closed(authority, '', 9).then((page) => page.cases),
      closed.id,
    );
    await leavesOut(
      transaction((stores) => stores.cases.openDuplicates(school, child)),
      readable.id,
    );
    await leavesOut(
      transaction((stores) => stores.cases.openDuplicatesIn(authority, child)),
      readable.id,
    );
    await expect(cases.byId(brokenOpen.id)).rejects.toThrow(error);
    await expect(cases.byReference(authority, brokenOpen.reference)).rejects.toThrow(error);
  });
});

import { createHash } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { openDatabase, type DatabasePlace } from '../../src/database/open-database';
import { openStorage } from '../../src/database/prisma-storage';
import { readFieldKeys } from '../../src/field-keys';
import type { AuditEntry } from '../../src/records/audit/entry';
import type { Storage } from '../../src/stores';
import { aCase, keys } from '../contract/cases';
import { botPlace, type BotPlace } from '../support/databases';
import { aKey } from '../support/field-keys';
import { databaseBefore } from '../support/old-database';
import { trailOf } from '../support/trail';
import { runCliWith } from './run-cli';

const AT = '2026-04-27T09:00:00.000Z';
const K1 = aKey('k1', 'a');
const HERE = `${os.userInfo().username}@${os.hostname()}`;

const cliAs = (operator: string, place: DatabasePlace, ...args: string[]) =>
  runCliWith({ FIELD_KEYS: K1, OPERATOR_NAME: operator }, place, ...args);

async function inStorage<T>(place: DatabasePlace, work: (storage: Storage) => Promise<T>): Promise<T> {
  const database = await openDatabase(place, { fieldKeys: readFieldKeys(K1) });
  try {
    return await work(openStorage(database));
  } finally {
    await database.close();
  }
}

const entriesIn = (place: DatabasePlace): Promise<AuditEntry[]> =>
  inStorage(place, (storage) => trailOf(storage, '341'));

async function sql(place: DatabasePlace, ...texts: string[]): Promise<void> {
  const database = await openDatabase(place, { fieldKeys: readFieldKeys(K1) });
  for (const text of texts) await database.client.$executeRawUnsafe(text);
  await database.close();
}

describe('who typed a command', () => {
  let kept: BotPlace;
  beforeEach(async () => void (kept = await botPlace()));
  afterEach(() => kept.remove());

  it('stands in each of its entries: the account and the machine, and beside them the name that was set', async () => {
    await cliAs('', kept.owner, 'import', 'authority', 'src/demo/data/authority.json');
    await cliAs('Jo Bell', kept.place, 'import', 'schools', 'src/demo/data/schools.csv');
    await cliAs('Jo Bell', kept.place, 'import', 'people', 'src/demo/data/people.csv');
    const entries = await entriesIn(kept.owner);
    const by = (action: string) => [
      ...new Set(entries.filter((one) => one.action === action).map((one) => one.operator)),
    ];
    expect(by('import-authority')).toEqual([HERE]);
    for (const action of ['import-schools', 'import-people', 'change-person'])
      expect(by(action)).toEqual([`Jo Bell, ${HERE}`]);
    expect((await cliAs('', kept.owner, 'audit', 'verify')).warned).toBe('');
  }, 120_000);

  it('stands with what Capita One answered, also where the bot’s own role reads it in, and with no refusal of it', async () => {
    const theCase = aCase({ authority: '341', reference: 'WB-7K3M-2Q' });
    const line = { caseId: theCase.id, version: 1, mark: 'mark', open: true, change: 'new' } as const;
    const upload = { authority: '341', number: 1, madeAt: AT, madeBy: 'p', everything: false, mapping: 'm' } as const;
    await cliAs('', kept.owner, 'import', 'authority', 'src/demo/data/authority.json');
    await inStorage(kept.owner, (storage) =>
      storage.transaction(async ({ cases, one }) => {
        await cases.open(theCase, keys(), null);
        await one.make(upload, [line]);
      }),
    );
    const file = path.join(mkdtempSync(path.join(os.tmpdir(), 'one-')), 'answers.csv');
    const read = async (text: string) => {
      writeFileSync(file, `CASE_REF,STATUS,MESSAGE\n${text}\n`);
      return cliAs('Jo Bell', kept.place, 'one', 'answers', file, '--authority', '341', '--upload', '1');
    };
    expect((await read('WB-ZZZZ-ZZ,Imported,')).code).toBe(1);
    expect(await read('WB-7K3M-2Q,Rejected,No such base')).toMatchObject({ code: 0, warned: '' });
    const entries = (await entriesIn(kept.owner)).filter(({ action }) => action === 'answers-of-one');
    expect(entries.map(({ operator, person, cases, fields }) => [operator, person, cases, fields[0]])).toEqual([
      [`Jo Bell, ${HERE}`, null, [theCase.id], 'one-upload:1'],
    ]);
    const kin = await inStorage(kept.owner, ({ one }) => one.linesOf('341', 1));
    expect(kin).toMatchObject([{ answer: { outcome: 'refused', message: 'No such base' } }]);
  }, 120_000);

  it('is in the chain like the rest: another name, and none, are found', async () => {
    await cliAs('Jo Bell', kept.owner, 'import', 'authority', 'src/demo/data/authority.json');
    await cliAs('Jo Bell', kept.owner, 'import', 'schools', 'src/demo/data/schools.csv');
    await sql(
      kept.owner,
      'alter table audit_entries disable trigger user',
      `update audit_entries set operator = 'Kim Roe' where seq = 1`,
      'update audit_entries set operator = null where seq = 2',
    );
    const { warned } = await cliAs('', kept.owner, 'audit', 'verify');
    for (const seq of [1, 2]) expect(warned).toContain(`Authority 341, entry ${seq} is not as it was written.`);
  }, 120_000);

  it.each([['a\nb'], ['x'.repeat(101)], ['[third party]'], ['  ;']])(
    'is a name that can be read: %j is asked for anew, and nothing is done',
    async (name) => {
      const { code, warned } = await cliAs(name, kept.owner, 'import', 'authority', 'src/demo/data/authority.json');
      expect(code).toBe(2);
      expect(warned).toContain('OPERATOR_NAME must be a name');
      expect(await entriesIn(kept.owner)).toEqual([]);
    },
    60_000,
  );
});

/** As RFC 8785 has it, of an entry from before anybody asked who typed it. */
const SAID = {
  ...{
    action: 'import-authority',
    at: '2026-04-27T07:30:00.000Z',
    authority: '341',
    cases: [],
    fields: [],
    from: null,
  },
  ...{ outcome: 'done', person: null, reason: null, role: null, tenant: null, to: null },
};

test('an entry from before anybody asked is as it was written, and those after it follow', async () => {
  const content = createHash('sha256').update(JSON.stringify(SAID)).digest('hex');
  const old = await databaseBefore(
    '20261130082000_operators',
    `select audit_append('[${JSON.stringify({ ...SAID, content })}]'::jsonb);`,
  );
  await cliAs('', old.place, 'import', 'authority', 'src/demo/data/authority.json');
  const { warned, said } = await cliAs('', old.place, 'audit', 'verify');
  expect(warned).toBe('');
  expect(said).toContain('Authority 341: 2 entries, all as they were written.');
  expect((await entriesIn(old.place)).map(({ operator }) => operator)).toEqual([null, HERE]);
  await old.remove();
}, 120_000);

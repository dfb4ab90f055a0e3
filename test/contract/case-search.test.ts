import type { CaseKeys, Sought } from '../../src/casework/case-store';
import type { Case } from '../../src/domain/case/case';
import type { Storage } from '../../src/stores';
import { storages, type TestStorage } from '../support/databases';
import { aCase, fresh, keys } from './cases';

describe.each(storages)('a search in %s', (_name, open) => {
  let opened: TestStorage;
  let storage: Storage;
  let authority: string;
  beforeAll(async () => {
    opened = await open();
    storage = opened.storage;
  });
  afterAll(() => opened.close());
  beforeEach(() => {
    authority = fresh('authority');
  });

  const add = async (over: Partial<Case & { school: string }>, sought: Partial<CaseKeys>): Promise<Case> => {
    const added = aCase({ authority, ...over });
    await storage.cases.open(added, keys(sought), null);
    return added;
  };
  const found = async (sought: Sought, school: string | null = null, most = 10) =>
    (await storage.cases.find(authority, school, sought, most)).map(({ id }) => id);
  const byName = (...parts: string[]): Sought => ({ by: 'name', parts });

  test('finds a case by its reference, by any of several UPNs, by each part of a name', async () => {
    const rowan = await add({}, { upn: 'C341999926001', nameKey: 'rowanashdown' });
    const robin = await add({}, { upn: 'R341999926002', nameKey: 'robinbell' });
    expect(await found({ by: 'reference', reference: rowan.reference })).toEqual([rowan.id]);
    expect(await found({ by: 'upn', upns: ['X341999926002', 'R341999926002'] })).toEqual([robin.id]);
    expect(await found({ by: 'upn', upns: [] })).toEqual([]);
    expect(await found(byName('shdo'))).toEqual([rowan.id]);
    expect(await found(byName('ashdown', 'rowan'))).toEqual([rowan.id]);
    expect(await found(byName('ashdown', 'robin'))).toEqual([]);
    expect(await storage.cases.find(authority, null, byName('rowan'), 10)).toEqual([rowan]);
  });

  test('finds names of every script, and takes no sign for a wild card', async () => {
    const ali = await add({}, { nameKey: 'محمدعلي' });
    await add({}, { nameKey: 'rowanashdown' });
    expect(await found(byName('علي'))).toEqual([ali.id]);
    for (const sign of ['row_n', 'row%n', "row'n", '\\']) expect(await found(byName(sign))).toEqual([]);
  });

  test('keeps to the authority, and to the school where one is named', async () => {
    const here = await add({}, { nameKey: 'rowanashdown' });
    const there = await add({ openedAt: '2026-04-26T07:30:00.000Z' }, { nameKey: 'rowanashdown' });
    const elsewhere = aCase();
    await storage.cases.open(elsewhere, keys({ nameKey: 'rowanashdown' }), null);
    expect(await found(byName('rowan'))).toEqual([here.id, there.id]);
    expect(await found(byName('rowan'), there.school)).toEqual([there.id]);
    expect(await found({ by: 'reference', reference: elsewhere.reference })).toEqual([]);
  });

  test('finds all that may be of one child, open or closed, however many have its name', async () => {
    const [nameKey, dateOfBirth] = ['rowanashdown', '2016-03-09'];
    const before = await add({ openedAt: '2025-05-01T07:30:00.000Z' }, { nameKey, dateOfBirth, open: false });
    const renamed = await add({}, { nameKey: 'robinbell', upn: 'C341999926001' });
    const same: string[] = [];
    for (let n = 0; n < 21; n += 1) same.push((await add({}, { nameKey, dateOfBirth })).id);
    await add({}, { nameKey, dateOfBirth: '2016-03-10' });
    await add({}, { nameKey });
    await storage.cases.open(aCase(), keys({ nameKey, dateOfBirth }), null);
    const alike = async (upn: string | null, name: string, born: string | null) =>
      (await storage.cases.alike(authority, { upn, nameKey: name, dateOfBirth: born })).map(({ id }) => id).toSorted();
    expect(await alike(null, nameKey, dateOfBirth)).toEqual([before.id, ...same].toSorted());
    expect(await alike('C341999926001', nameKey, null)).toEqual([renamed.id]);
    expect(await alike('C341999926001', 'robinbell', '2016-03-09')).toEqual([renamed.id]);
    expect(await alike(null, nameKey, null)).toEqual([]);
    expect(await alike(null, '', dateOfBirth)).toEqual([]);
  });

  test('says when the first case of an authority was opened', async () => {
    expect(await storage.cases.firstOpened(authority)).toBeNull();
    await add({}, {});
    await add({ openedAt: '2025-05-01T07:30:00.000Z' }, { open: false });
    await storage.cases.open(aCase({ openedAt: '2024-05-01T07:30:00.000Z' }), keys(), null);
    expect(await storage.cases.firstOpened(authority)).toBe('2025-05-01T07:30:00.000Z');
  });

  test('shows open cases first, then the newest, and no more than asked for', async () => {
    const closed = await add({ openedAt: '2026-05-09T07:30:00.000Z' }, { open: false });
    const old = await add({ openedAt: '2026-05-01T07:30:00.000Z' }, {});
    const young = await add({ openedAt: '2026-05-08T07:30:00.000Z' }, {});
    expect(await found(byName('ashdown'))).toEqual([young.id, old.id, closed.id]);
    expect(await found(byName('ashdown'), null, 2)).toEqual([young.id, old.id]);
  });
});

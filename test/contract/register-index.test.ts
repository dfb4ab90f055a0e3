import type { LocalDate } from '../../src/domain/calendar/date';
import type { Case } from '../../src/domain/case/case';
import type { DaysInError } from '../../src/domain/census/in-error';
import type { RegisterSpan } from '../../src/domain/register/spans';
import type { Storage } from '../../src/stores';
import { storages, type TestStorage } from '../support/databases';
import { aCase, fact, fresh, keys } from './cases';

const OPENED: LocalDate = '2026-04-27';
const span = (from: LocalDate, to: LocalDate | null, over: Partial<RegisterSpan> = {}): RegisterSpan => ({
  ...{ from, to, reason: 'missing', since: '2026-04-20', risk: 1, highRisk: true, pack: 'liverpool' },
  ...over,
});
const TWO = [span(OPENED, '2026-05-04'), span('2026-05-11', null, { reason: 'no-place', since: null, risk: null })];

describe.each(storages)('the index of the register in %s', (name, open) => {
  let opened: TestStorage;
  let storage: Storage;
  beforeAll(async () => {
    opened = await open();
    storage = opened.storage;
  });
  afterAll(() => opened.close());

  const add = async (over: Parameters<typeof keys>[0] = {}, authority = fresh('authority')): Promise<Case> => {
    const one = aCase({ authority });
    await storage.cases.open(one, keys(over), null);
    return one;
  };
  const reckon = ({ id, version }: Case, spans: readonly RegisterSpan[] = TWO, inError: readonly DaysInError[] = []) =>
    storage.transaction(({ cases }) => cases.reckoned(id, version, spans, inError));
  const standing = async ({ authority }: Case, day: LocalDate) =>
    (await storage.cases.onRegister(authority, day)).map(({ caseId, stood }) => [caseId, stood]);

  test('hands out what it has not reckoned yet, from the day on which the case was opened', async () => {
    const one = await add();
    expect(await standing(one, '2026-04-26')).toEqual([]);
    expect(await standing(one, OPENED)).toEqual([[one.id, null]]);
    expect(await storage.cases.onRegister(fresh('authority'), OPENED)).toEqual([]);
  });

  test('knows of every day how a case stood', async () => {
    const one = await add();
    expect(await reckon(one)).toBe(true);
    const first = { reason: 'missing', since: '2026-04-20', risk: 1, highRisk: true, pack: 'liverpool' };
    const second = { reason: 'no-place', since: null, risk: null, highRisk: true, pack: 'liverpool' };
    const on = async (day: LocalDate) => (await storage.cases.onRegister(one.authority, day)).map(({ stood }) => stood);
    expect(await on('2026-04-26')).toEqual([]);
    for (const day of [OPENED, '2026-05-03'] as const) expect(await on(day)).toMatchObject([first]);
    for (const day of ['2026-05-04', '2026-05-10'] as const) expect(await on(day)).toEqual([]);
    for (const day of ['2026-05-11', '2031-01-01'] as const) expect(await on(day)).toMatchObject([second]);
    expect(await reckon(one, [])).toBe(true);
    expect(await on(OPENED)).toEqual([]);
  });

  test('knows of a period how a case stood on its days, with the age of its child', async () => {
    const one = await add({ dateOfBirth: '2016-03-09' });
    const within = async (from: LocalDate, to: LocalDate) =>
      (await storage.cases.onRegisterWithin(one.authority, { from, to }, to)).map(({ caseId, spans, dateOfBirth }) => ({
        ...{ caseId, dateOfBirth },
        spans: spans && spans.map((each) => `${each.reason} ${each.from} ${each.to}`).toSorted(),
      }));
    const found = (...spans: string[]) => [{ caseId: one.id, dateOfBirth: '2016-03-09', spans: spans.toSorted() }];
    expect(await within('2026-04-01', '2026-04-26')).toEqual([]);
    expect(await within('2026-04-01', OPENED)).toEqual([{ ...found()[0]!, spans: null }]);
    await reckon(one);
    const [first, second] = [`missing ${OPENED} 2026-05-04`, 'no-place 2026-05-11 null'];
    expect(await within('2026-04-01', '2026-04-26')).toEqual([]);
    expect(await within('2026-04-01', OPENED)).toEqual(found(first));
    expect(await within('2026-05-03', '2026-05-10')).toEqual(found(first));
    expect(await within('2026-05-04', '2026-05-10')).toEqual([]);
    expect(await within('2026-05-03', '2026-05-11')).toEqual(found(first, second));
    expect(await within('2030-01-01', '2030-08-31')).toEqual(found(second));
    expect(await storage.cases.onRegisterWithin(fresh('authority'), { from: OPENED, to: OPENED }, OPENED)).toEqual([]);
  });

  test('knows on which days it was known that no child was missing, and these are no days on the register', async () => {
    const one = await add();
    const again = { from: '2026-06-01', to: null } as const;
    const inError = async (knownOn: LocalDate) =>
      (await storage.cases.onRegisterWithin(one.authority, { from: OPENED, to: '2026-08-31' }, knownOn)).map(
        (found) => [found.spans?.length ?? null, found.inError],
      );
    expect(await inError('2026-05-05')).toEqual([[null, false]]);
    const spans = [TWO[0]!, span('2026-05-11', '2026-06-01')];
    await reckon(one, spans, [{ from: '2026-05-04', to: '2026-05-11' }, again]);
    for (const day of [OPENED, '2026-05-03', '2026-05-11', '2026-05-31'] as const)
      expect([day, await inError(day)]).toEqual([day, [[2, false]]]);
    for (const day of ['2026-05-04', '2026-05-10', '2026-06-01', '2031-01-01'] as const)
      expect([day, await inError(day)]).toEqual([day, [[2, true]]]);
    expect(await standing(one, '2026-05-05')).toEqual([]);
    const alone = await add();
    await reckon(alone, [], [again]);
    expect(await storage.cases.onRegisterWithin(alone.authority, { from: OPENED, to: '2026-08-31' }, OPENED)).toEqual(
      [],
    );
  });

  test('does not know any more what was recorded on since, nor whose calendar changed', async () => {
    const one = await add();
    await reckon(one);
    await storage.cases.append(one.id, 1, [fact({ kind: 'check-skipped', item: 'i', reason: 'r' })], keys(), null);
    expect(await standing(one, '2026-05-12')).toEqual([[one.id, null]]);
    expect(await reckon(one)).toBe(false);
    const grown = { ...one, version: 2 };
    expect(await reckon(grown)).toBe(true);
    expect(await standing(one, '2026-05-05')).toEqual([]);
    await storage.cases.reckonAnew({ authority: fresh('authority'), school: null });
    expect(await standing(one, '2026-05-12')).not.toEqual([[one.id, null]]);
    await storage.cases.reckonAnew({ authority: one.authority, school: one.school });
    expect(await standing(one, '2026-05-12')).toEqual([[one.id, null]]);
    await reckon(grown);
    expect(await storage.cases.reckonAnew()).toBeGreaterThan(0);
    expect(await standing(one, '2026-05-12')).toEqual([[one.id, null]]);
  });

  test('hands out page by page what is to be reckoned, of one authority', async () => {
    const all = [await add()];
    for (let n = 0; n < 4; n += 1) all.push(await add({}, all[0]!.authority));
    await reckon(all[2]!);
    const wanted = all.filter((one) => one !== all[2]).map(({ id }) => id);
    const page = (after: string) => storage.cases.toReckon(all[0]!.authority, after, 3);
    const first = await page('');
    const second = await page(first.last!);
    expect([...first.cases, ...second.cases].map(({ id }) => id)).toEqual(wanted.sort());
    expect(second.last).toBeNull();
  });

  test('says which cases may be of one child, and hands out no name', async () => {
    const child = { upn: 'C341999926001', nameKey: 'ashdownrowan', dateOfBirth: '2016-03-09' };
    const one = await add(child);
    const { authority } = one;
    await add({ ...child, nameKey: 'ashdownwren' }, authority);
    await add({ ...child, upn: null }, authority);
    await add({ ...child, upn: null, nameKey: 'birchrobin' }, authority);
    await add({ upn: null, nameKey: '', dateOfBirth: '2016-03-09' }, authority);
    const found = await storage.cases.onRegister(authority, OPENED);
    const shared = (key: string) => found.filter(({ alike }) => alike.includes(key)).length;
    const times = found.map(({ alike }) =>
      alike
        .map(shared)
        .sort((a, b) => b - a)
        .join(),
    );
    // By UPN and by name; by UPN, its name alone; by name; alone; and one who has no name yet.
    expect(times.sort()).toEqual(['', '1', '2', '2,1', '2,2']);
    if (name !== 'memory') expect(JSON.stringify(found)).not.toMatch(/ashdown|birch|C341999926001/);
  });

  test('knows how many facts they have without opening them, and leaves out what there is not', async () => {
    const [one, other] = [await add(), await add()];
    const versions = await storage.cases.versionsOf([other.id, 'no such thing', one.id]);
    const sorted = (list: readonly { id: string }[]) => list.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    expect(sorted(versions)).toEqual(sorted([one, other].map(({ id, version }) => ({ id, version }))));
  });

  test('opens cases by their ids, and leaves out what there is not', async () => {
    const [one, other] = [await add(), await add()];
    const found = await storage.cases.byIds([other.id, 'no such thing', one.id]);
    expect(found.map(({ id }) => id).sort()).toEqual([one.id, other.id].sort());
    expect(await storage.cases.byIds([])).toEqual([]);
  });
});

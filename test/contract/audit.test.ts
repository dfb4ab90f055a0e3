import type { Instant } from '../../src/domain/calendar/date';
import { flawsIn } from '../../src/records/audit/verify';
import type { AuditNote } from '../../src/records/audit/entry';
import type { Storage } from '../../src/stores';
import { storages, type TestStorage } from '../support/databases';
import { aCase, fact, fresh, keys } from './cases';

const aNote = (over: Partial<AuditNote> = {}): AuditNote => ({
  ...{ authority: fresh('authority'), tenant: 't1', person: 'ash', role: 'attendance-lead' },
  ...{ at: '2026-04-27T08:00:00.000Z', action: 'see-case', outcome: 'read' },
  ...{ cases: [], fields: [], reason: null, from: null, to: null },
  ...over,
});

const flaws = async (authority: string, { audit }: Storage) => {
  const found: string[] = [];
  for await (const { seq, kind } of flawsIn(authority, audit)) found.push(`${kind} ${seq}`);
  return found;
};

describe.each(storages)('the audit trail in %s', (_name, open) => {
  let opened: TestStorage;
  let storage: Storage;
  beforeAll(async () => {
    opened = await open();
    ({ storage } = opened);
  });
  afterAll(() => opened.close());

  test('gives back what was noted, in a chain of its own for each authority', async () => {
    const [one, other] = [aNote({ reason: 'not-allowed', outcome: 'refused' }), aNote({ fields: ['upn'] })];
    await storage.audit.add(one);
    await storage.audit.add(other);
    await storage.audit.add({ ...one, person: null, tenant: null, role: null, action: 'import-people' });
    const [first, second] = await storage.audit.page(one.authority, 0, 10);
    expect(first).toMatchObject({ ...one, seq: 1, prev: '0'.repeat(64), before: null, after: null });
    expect(second).toMatchObject({ seq: 2, prev: first!.hash, person: null, role: null, action: 'import-people' });
    expect(await storage.audit.page(other.authority, 0, 10)).toMatchObject([{ seq: 1, fields: ['upn'] }]);
    expect(await storage.audit.heads()).toContainEqual({ authority: one.authority, seq: 2, hash: second!.hash });
    expect(await storage.audit.count(one.authority)).toBe(2);
    expect(await flaws(one.authority, storage)).toEqual([]);
  });

  test('is read page by page, also of one case', async () => {
    const { authority } = aNote();
    for (const cases of [['a'], ['b'], ['a', 'b'], []]) await storage.audit.add(aNote({ authority, cases }));
    const numbers = (entries: readonly { readonly seq: number }[]) => entries.map(({ seq }) => seq);
    expect(numbers(await storage.audit.page(authority, 1, 2))).toEqual([2, 3]);
    expect(numbers(await storage.audit.page(authority, 3, 2))).toEqual([4]);
    expect(numbers(await storage.audit.pageOfCase(authority, 'b', 0, 10))).toEqual([2, 3]);
    expect(numbers(await storage.audit.pageOfCase(authority, 'b', 2, 10))).toEqual([3]);
    expect(await storage.audit.pageOfCase(fresh('authority'), 'b', 0, 10)).toEqual([]);
  });

  test('tells for which uploads a file of Capita One’s answers was read in, in their order', async () => {
    const { authority } = aNote();
    const read = {
      authority,
      person: null,
      tenant: null,
      role: null,
      action: 'answers-of-one',
      outcome: 'done',
    } as const;
    await storage.audit.add(aNote({ ...read, fields: ['one-upload:2', 'digest-a'] }));
    await storage.audit.add(aNote({ ...read, fields: ['one-upload:1', 'digest-b'] }));
    await storage.audit.add(aNote({ ...read, fields: ['one-upload:1', 'digest-a'] }));
    // Not one that says the same of something else, in another place or of another authority.
    await storage.audit.add(aNote({ ...read, action: 'upload-to-one', fields: ['one-upload:9', 'digest-a'] }));
    await storage.audit.add(aNote({ ...read, fields: ['digest-a', 'one-upload:9'] }));
    await storage.audit.add(aNote({ ...read, authority: fresh('authority'), fields: ['one-upload:9', 'digest-a'] }));
    const found = async (digest: string) =>
      (await storage.audit.answersRead(authority, digest)).map(({ seq, fields }) => [seq, fields[0]]);
    expect(await found('digest-a')).toEqual([
      [1, 'one-upload:2'],
      [3, 'one-upload:1'],
    ]);
    expect(await found('digest-b')).toEqual([[2, 'one-upload:1']]);
    expect(await found('digest-c')).toEqual([]);
    expect(await storage.audit.answersRead(fresh('authority'), 'digest-a')).toEqual([]);
  });

  test('takes the facts before and after into the chain, with the transaction that adds them', async () => {
    const theCase = aCase();
    const { authority, id } = theCase;
    const done = { authority, cases: [id], outcome: 'done' } as const;
    await storage.transaction(async (stores) => {
      await stores.cases.open(theCase, keys({ nameKey: '' }), null);
      await stores.audit.add(aNote({ ...done, from: 0, to: 1 }));
    });
    await storage.transaction(async (stores) => {
      await stores.cases.append(id, 1, [fact(), fact()], keys({ nameKey: '' }), null);
      await stores.audit.add(aNote({ ...done, from: 1, to: 3 }));
    });
    const failing = storage.transaction(async (stores) => {
      await stores.cases.append(id, 3, [fact()], keys({ nameKey: '' }), null);
      await stores.audit.add(aNote({ ...done, from: 3, to: 4 }));
      throw new TypeError('half-way');
    });
    await expect(failing).rejects.toThrow(TypeError);
    const [first, second, ...more] = await storage.audit.page(authority, 0, 10);
    expect(more).toEqual([]);
    expect(second).toMatchObject({ from: 1, to: 3, before: first!.after });
    expect(second!.after).not.toBe(second!.before);
    expect(await flaws(authority, storage)).toEqual([]);
  });

  test('is anchored when it has grown, each day or every so many entries', async () => {
    const note = aNote();
    const [today, tomorrow] = ['2026-04-27T00:00:00.000Z', '2026-04-28T00:00:00.000Z'] as const;
    const anchored = async (now: Instant, since: Instant) =>
      (await storage.audit.anchor(now, since, 3)).filter(({ authority }) => authority === note.authority);
    await storage.audit.add(note);
    const [head] = (await storage.audit.heads()).filter(({ authority }) => authority === note.authority);
    const at = '2026-04-27T08:00:00.000Z';
    expect(await anchored(at, today)).toEqual([{ ...head, at }]);
    await storage.audit.add(note);
    expect(await anchored(at, today)).toEqual([]);
    await storage.audit.add(note);
    await storage.audit.add(note);
    expect(await anchored(at, today)).toMatchObject([{ seq: 4 }]);
    expect(await anchored(tomorrow, tomorrow)).toEqual([]);
    await storage.audit.add(note);
    expect(await anchored(tomorrow, tomorrow)).toMatchObject([{ seq: 5 }]);
    const all = (await storage.audit.anchors()).filter(({ authority }) => authority === note.authority);
    expect(all.map(({ seq }) => seq)).toEqual([1, 4, 5]);
    expect(await flaws(note.authority, storage)).toEqual([]);
    const elsewhere = { ...head!, seq: 3, at } as const;
    const found: string[] = [];
    for await (const { seq, kind } of flawsIn(note.authority, storage.audit, [elsewhere, { ...elsewhere, seq: 9 }]))
      found.push(`${kind} ${seq}`);
    expect(found).toEqual(['anchor 3', 'anchor 9']);
  });

  test('writes by itself what nobody waits for', async () => {
    const note = aNote();
    for (let n = 0; n < 250; n += 1) storage.audit.later({ ...note, cases: [`c${n}`] });
    await storage.audit.settled();
    expect(await storage.audit.count(note.authority)).toBe(250);
    expect(await storage.audit.pageOfCase(note.authority, 'c249', 0, 9)).toMatchObject([{ seq: 250 }]);
  });

  test('stays one chain whoever adds to it at once', async () => {
    const note = aNote();
    const writers = [storage, opened.elsewhere, storage, opened.elsewhere];
    await Promise.all(
      writers.flatMap(({ transaction }, n) =>
        Array.from({ length: 10 }, () => transaction(({ audit }) => audit.add({ ...note, person: `p${n}` }))),
      ),
    );
    expect(await storage.audit.count(note.authority)).toBe(40);
    expect(await flaws(note.authority, storage)).toEqual([]);
  });
});

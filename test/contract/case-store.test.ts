import type { Instant } from '../../src/domain/calendar/date';
import type { Case } from '../../src/domain/case/case';
import { UnreadableFact } from '../../src/casework/readable-facts';
import type { Storage } from '../../src/stores';
import { storages, type TestStorage } from '../support/databases';
import { aCase, fact, fresh, keys } from './cases';
import { EVERY_KIND } from './every-kind';

describe.each(storages)('cases in %s', (_name, open) => {
  let opened: TestStorage;
  let storage: Storage;
  beforeAll(async () => {
    opened = await open();
    storage = opened.storage;
  });
  afterAll(() => opened.close());

  test('come back with every kind of fact, in order', async () => {
    const facts = Object.values(EVERY_KIND)
      .flat()
      .map((body) => fact(body));
    const first = aCase({ facts: facts.slice(0, 2) });
    expect(await storage.cases.open(first, keys(), null)).toBe(true);
    expect(await storage.cases.append(first.id, 2, facts.slice(2), keys(), null)).toBe(true);

    const whole = { ...first, version: facts.length, facts };
    expect(await storage.cases.byId(first.id)).toEqual(whole);
    expect(await storage.cases.byReference(first.authority, first.reference)).toEqual(whole);
    expect(await storage.cases.openCases(first.authority, first.school)).toEqual([whole]);
  });

  test('that are not there are null, whatever the id looks like', async () => {
    expect(await storage.cases.byId('no such thing')).toBeNull();
    expect(await storage.cases.byReference('341', 'WB-XXXX-XX')).toBeNull();
    expect(await storage.cases.headById('no such thing')).toBeNull();
    expect(await storage.cases.headByReference('341', 'WB-XXXX-XX')).toBeNull();
  });

  test.each(['999001', null])('say whose they are without being opened, at school %s', async (school) => {
    const one = { ...aCase(), school };
    const { id, reference, authority } = one;
    await storage.cases.open(one, keys(), null);
    const head = { id, reference, authority, school };
    expect(await storage.cases.headById(id)).toEqual(head);
    expect(await storage.cases.headByReference(authority, reference)).toEqual(head);
    expect(await storage.cases.headByReference(fresh('authority'), reference)).toBeNull();
  });

  test('are opened once by id', async () => {
    const once = aCase();
    expect(await storage.cases.open(once, keys(), null)).toBe(true);
    expect(await storage.cases.open({ ...once, reference: fresh('WB') }, keys(), null)).toBe(false);
    expect(await storage.cases.byId(once.id)).toEqual(once);
  });

  test('refuse a reference that another case of the authority has, and not one of another authority', async () => {
    const first = aCase();
    await storage.cases.open(first, keys(), null);
    const second = aCase({ authority: first.authority, reference: first.reference });
    await expect(storage.cases.open(second, keys(), null)).rejects.toThrow('reference-taken');
    expect(await storage.cases.byId(second.id)).toBeNull();
    expect(await storage.cases.open(aCase({ reference: first.reference }), keys(), null)).toBe(true);
  });

  test('take one of twenty writers at once, and tell the others', async () => {
    const contested = aCase();
    await storage.cases.open(contested, keys(), null);
    const writers = Array.from({ length: 20 }, () => fact({ kind: 'check-skipped', item: 'i', reason: 'r' }));
    const answers = await Promise.all(
      writers.map((written) =>
        storage.transaction(async ({ cases }) => {
          const seen = await cases.byId(contested.id);
          return cases.append(contested.id, seen!.version === 1 ? 1 : 0, [written], keys(), null);
        }),
      ),
    );
    expect(answers.filter(Boolean)).toHaveLength(1);
    const after = await storage.cases.byId(contested.id);
    expect(after).toMatchObject({
      version: 2,
      facts: [{ kind: 'opened', way: 'missing' }, { id: writers[answers.indexOf(true)]!.id }],
    });
  });

  test('append nothing to a case that is not there', async () => {
    expect(await storage.cases.append('nobody', 0, [fact()], keys(), null)).toBe(false);
    expect(await storage.cases.setNextDue('nobody', 0, null)).toBe(false);
  });

  test('are listed while open, by school or by authority, the oldest first', async () => {
    const authority = fresh('authority');
    const [young, old] = [aCase({ authority, openedAt: '2026-05-02T08:00:00.000Z' }), aCase({ authority })];
    const closed = aCase({ authority });
    for (const one of [young, old]) await storage.cases.open(one, keys(), null);
    await storage.cases.open(closed, keys(), null);
    await storage.cases.append(closed.id, 1, [fact()], keys({ open: false }), null);

    const ids = async (school: string | null) => (await storage.cases.openCases(authority, school)).map(({ id }) => id);
    expect(await ids(null)).toEqual([old.id, young.id]);
    expect(await ids(young.school)).toEqual([young.id]);
    expect(await ids(closed.school)).toEqual([]);
  });

  test('are listed by when they were closed', async () => {
    const authority = fresh('authority');
    const closing = (recordedAt: Instant) => ({
      ...fact({ kind: 'closed', reason: 'returned', note: '' }),
      recordedAt,
    });
    const before = aCase({ authority, facts: [fact(), closing('2026-05-05T07:59:59.999Z')] });
    const since = aCase({ authority, facts: [fact(), closing('2026-05-05T08:00:00.000Z')] });
    const stillOpen = aCase({ authority });
    const elsewhere = aCase({ facts: [fact(), closing('2026-05-05T08:00:00.000Z')] });
    for (const one of [before, since, elsewhere]) await storage.cases.open(one, keys({ open: false }), null);
    await storage.cases.open(stillOpen, keys(), null);
    expect(await storage.cases.closedSince(authority, '2026-05-05T08:00:00.000Z')).toEqual([since]);
  });

  test('say of which schools a case was opened in a period, each once', async () => {
    const authority = fresh('authority');
    const [one, other, early, late] = ['one', 'other', 'early', 'late'].map((name) => fresh(name)) as [
      ...[string, string, string, string],
    ];
    const opened = [
      [one, '2026-05-31T22:59:59.999Z'],
      [one, '2026-05-10T09:00:00.000Z'],
      [other, '2026-05-01T00:00:00.000Z'],
      [early, '2026-04-30T23:59:59.999Z'],
      [late, '2026-05-31T23:00:00.000Z'],
    ] as const;
    for (const [school, openedAt] of opened)
      await storage.cases.open(aCase({ authority, school, openedAt }), keys(), null);
    const schoolless = { ...aCase({ authority, openedAt: '2026-05-10T09:00:00.000Z' }), school: null };
    await storage.cases.open(schoolless, keys({ open: false }), null);
    await storage.cases.open(aCase({ openedAt: '2026-05-10T09:00:00.000Z' }), keys(), null);
    const within = ['2026-05-01T00:00:00.000Z', '2026-05-31T23:00:00.000Z'] as const;
    expect((await storage.cases.schoolsWithCases(authority, ...within)).sort()).toEqual([one, other].sort());
  });

  test('keep hostile text from breaking the write', async () => {
    const odd = aCase({ facts: [fact({ kind: 'check-skipped', item: 'i', reason: 'a quiet day' })] });
    await storage.cases.open(odd, keys(), null);
    const hostile = fact({ kind: 'check-skipped', item: 'i', reason: 'a\0b\ud800c' });
    expect(await storage.cases.append(odd.id, 1, [hostile], keys(), null)).toBe(true);
    expect((await storage.cases.byId(odd.id))!.facts[1]).toMatchObject({ reason: expect.stringMatching(/^a.*b.*c$/s) });
  });

  test('take in nothing that could not be read again', async () => {
    const kept = aCase();
    await storage.cases.open(kept, keys(), null);
    const broken = fact({ kind: 'seen', sighting: { on: '2026-02-30', where: 'elsewhere', by: 'Kit', note: '' } });
    const appending = storage.cases.append(kept.id, 1, [fact(), broken], keys({ open: false }), null);
    await expect(appending).rejects.toThrow(UnreadableFact);
    await expect(appending).rejects.toThrow('sighting.on');
    await expect(appending).rejects.not.toThrow('2026-02-30');
    expect(await storage.cases.byId(kept.id)).toEqual(kept);
    expect(await storage.cases.openCases(kept.authority, null)).toEqual([kept]);
    const opening = aCase({ facts: [fact(), broken] });
    await expect(storage.cases.open(opening, keys(), null)).rejects.toThrow(UnreadableFact);
    expect(await storage.cases.byId(opening.id)).toBeNull();
  });

  describe('duplicates', () => {
    const rowan = { upn: 'C341999926001', nameKey: 'ashdownrowan', dateOfBirth: '2016-03-09' };
    const nobody = { upn: null, nameKey: '', dateOfBirth: null };
    const found = async (school: string, wanted: typeof rowan | typeof nobody) =>
      (await storage.cases.openDuplicates(school, wanted)).length;

    test('are found by UPN, or by name with date of birth, at this school', async () => {
      const theCase = aCase();
      await storage.cases.open(theCase, keys(rowan), null);
      const { school } = theCase;
      expect(await found(school, rowan)).toBe(1);
      expect(await found(school, { ...rowan, nameKey: 'other' })).toBe(1);
      expect(await found(school, { ...rowan, upn: 'R341999926002' })).toBe(1);
      expect(await found(school, { ...rowan, upn: 'R341999926002', dateOfBirth: '2016-03-10' })).toBe(0);
      expect(await found(fresh('school'), rowan)).toBe(0);
    });

    test('a case of no school is kept, and no school finds it', async () => {
      const ours = { ...aCase(), school: null };
      await storage.cases.open(ours, keys(rowan), null);
      expect(await storage.cases.byId(ours.id)).toEqual(ours);
      expect(await storage.cases.openCases(ours.authority, null)).toEqual([ours]);
      expect(await storage.cases.openCases(ours.authority, fresh('school'))).toEqual([]);
    });

    test('are found in the whole authority, at whichever school or at none, while they are open', async () => {
      const authority = fresh('authority');
      const [atSchool, offRoll, closed] = [
        aCase({ authority }),
        { ...aCase({ authority }), school: null },
        aCase({ authority }),
      ];
      await storage.cases.open(atSchool, keys(rowan), null);
      await storage.cases.open(offRoll, keys({ ...rowan, upn: null }), null);
      await storage.cases.open(closed, keys({ ...rowan, open: false }), null);
      const foundIn = async (where: string, wanted: typeof rowan | typeof nobody) =>
        (await storage.cases.openDuplicatesIn(where, wanted)).map(({ id }) => id).sort();
      expect(await foundIn(authority, rowan)).toEqual([atSchool.id, offRoll.id].sort());
      expect(await foundIn(authority, { ...rowan, dateOfBirth: '2016-03-10' })).toEqual([atSchool.id]);
      expect(await foundIn(authority, nobody)).toEqual([]);
      expect(await foundIn(fresh('authority'), rowan)).toEqual([]);
    });

    test('are not found by what is not known', async () => {
      const unknown = aCase();
      await storage.cases.open(unknown, keys(nobody), null);
      expect(await found(unknown.school, nobody)).toBe(0);
      expect(await found(unknown.school, { ...nobody, nameKey: 'ashdownrowan' })).toBe(0);
    });

    test('are not found once closed', async () => {
      const theCase = aCase();
      await storage.cases.open(theCase, keys({ ...rowan, open: false }), null);
      expect(await found(theCase.school, rowan)).toBe(0);
    });

    test('do not arise from two reports at once', async () => {
      const school = fresh('school');
      const report = () =>
        storage.transaction(async ({ cases }) => {
          if ((await cases.openDuplicates(school, rowan)).length > 0) return false;
          return cases.open(aCase({ school }), keys(rowan), null);
        });
      const opened = await Promise.all([report(), report(), report(), report()]);
      expect(opened.filter(Boolean)).toHaveLength(1);
    });
  });

  describe('due moments', () => {
    // Long before all else in this database, and apart from each other.
    const at = (minute: number): Instant => `2001-01-01T00:${String(minute).padStart(2, '0')}:00.000Z`;
    const dueIds = async (now: Instant, limit = 10) => storage.cases.due(now, limit);

    test('find cases, the earliest first, at their very moment, a closed one until its end is told', async () => {
      const [first, second, third, closed] = [aCase(), aCase(), aCase(), aCase()];
      await storage.cases.open(second, keys(), at(2));
      await storage.cases.open(first, keys(), at(1));
      await storage.cases.open(third, keys(), at(4));
      await storage.cases.open(closed, keys({ open: false }), null);

      expect(await dueIds(at(0))).toEqual([]);
      expect(await dueIds(at(2))).toEqual([first.id, second.id]);
      expect(await dueIds(at(3), 1)).toEqual([first.id]);
      expect(await storage.cases.earliestDue(at(0))).toBe(at(1));
      expect(await storage.cases.earliestDue(at(2))).toBe(at(4));
      await storage.cases.setNextDue(closed.id, closed.version, at(3));
      expect(await dueIds(at(3))).toEqual([first.id, second.id, closed.id]);
      await storage.cases.setNextDue(closed.id, closed.version, null);

      expect(await storage.cases.setNextDue(first.id, 1, at(5))).toBe(true);
      expect(await storage.cases.setNextDue(second.id, 0, null)).toBe(false);
      expect(await dueIds(at(3))).toEqual([second.id]);
      await storage.cases.append(second.id, 1, [fact()], keys(), null);
      expect(await dueIds(at(3))).toEqual([]);
      for (const { id } of [first, third]) await storage.cases.setNextDue(id, 1, null);
      expect(await storage.cases.earliestDue(at(0))).toBeNull();
    });

    test('are told page by page with their cases while these are open', async () => {
      const authority = fresh('authority');
      const all = [1, 2, 3].map(() => aCase({ authority }));
      const [soon, never, closed] = all as [Case, Case, Case];
      await storage.cases.open(soon, keys(), '2026-04-28T07:30:00.000Z');
      await storage.cases.open(never, keys(), null);
      await storage.cases.open(closed, keys({ open: false }), '2026-04-28T07:30:00.000Z');
      await storage.cases.open(aCase(), keys(), null);
      const wanted = [
        { theCase: soon, nextDueAt: '2026-04-28T07:30:00.000Z' },
        { theCase: never, nextDueAt: null },
      ].sort((a, b) => (a.theCase.id < b.theCase.id ? -1 : 1));
      const first = await storage.cases.awaited(authority, '', 1);
      expect(first).toEqual({ cases: [wanted[0]], last: wanted[0]!.theCase.id });
      expect(await storage.cases.awaited(authority, first.last!, 2)).toEqual({ cases: [wanted[1]], last: null });
    });

    test('can be brought forward for a school or an authority, never put off', async () => {
      const authority = fresh('authority');
      const [never, late, early, closed] = [
        aCase({ authority }),
        aCase({ authority }),
        aCase({ authority }),
        aCase({ authority }),
      ];
      await storage.cases.open(never, keys(), null);
      await storage.cases.open(late, keys(), '2099-01-01T00:00:00.000Z');
      await storage.cases.open(early, keys(), at(10));
      await storage.cases.open(closed, keys({ open: false }), null);

      expect(await storage.cases.makeDue(authority, never.school, at(20))).toBe(1);
      expect(await dueIds(at(30))).toEqual([early.id, never.id]);
      expect(await storage.cases.makeDue(authority, null, at(20))).toBe(3);
      expect((await dueIds(at(30))).sort()).toEqual([early.id, never.id, late.id].sort());
      expect(await storage.cases.earliestDue(at(0))).toBe(at(10));
    });
  });
});

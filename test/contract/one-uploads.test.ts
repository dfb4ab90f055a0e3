import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { heldBy } from '../../src/domain/one/changes';
import { CHANGES } from '../../src/domain/one/values';
import type { AnsweredLine, OneAnswer, OneUpload, UploadedLine } from '../../src/records/one/one-store';
import type { Storage } from '../../src/stores';
import { storages, type TestStorage } from '../support/databases';
import { fresh } from './cases';

const AT = '2026-04-27T09:00:00.000Z';
const anUpload = (authority: string, number: number, over: Partial<OneUpload> = {}): OneUpload => ({
  ...{ authority, number, madeAt: AT, madeBy: randomUUID(), everything: false, mapping: 'as of then', ...over },
});
const aLine = (over: Partial<UploadedLine> = {}): UploadedLine => ({
  ...{ caseId: randomUUID(), version: 3, mark: 'mark', open: true, change: 'new', ...over },
});
const anAnswer = (outcome: OneAnswer['outcome'], message = '', at: OneAnswer['at'] = AT): OneAnswer => ({
  ...{ outcome, message, at },
});
const byCase = <T extends { readonly caseId: string }>(lines: readonly T[]): T[] =>
  lines.toSorted((a, b) => (a.caseId < b.caseId ? -1 : 1));

describe.each(storages)('uploads to Capita One in %s', (_name, open) => {
  let opened: TestStorage;
  let storage: Storage;
  beforeAll(async () => {
    opened = await open();
    storage = opened.storage;
  });
  afterAll(() => opened.close());

  /** Marks as the store makes them, so that they come back as they went. */
  const lineThatSays = async (said: string, over: Partial<UploadedLine> = {}): Promise<UploadedLine> => {
    const line = aLine(over);
    const [mark] = await storage.one.marks([{ caseId: line.caseId, said }]);
    return { ...line, mark: mark! };
  };

  test('are kept with who made them when, and with what stood in each', async () => {
    const [authority, other] = [fresh('authority'), fresh('authority')];
    const lines = [await lineThatSays('a'), await lineThatSays('b', { open: false, change: 'closed', version: 9 })];
    const first = anUpload(authority, 1);
    const second = anUpload(authority, 2, { everything: true, madeAt: '2026-05-04T09:00:00.000Z' });
    expect(await storage.one.make(first, lines)).toBe(true);
    expect(await storage.one.make(second, [])).toBe(true);
    expect(await storage.one.make(anUpload(other, 1), [])).toBe(true);
    expect(await storage.one.upload(authority, 1)).toEqual(first);
    expect(await storage.one.upload(authority, 3)).toBeNull();
    expect(byCase(await storage.one.linesOf(authority, 1))).toEqual(
      byCase(lines.map((line) => ({ ...line, number: 1, answer: null }))),
    );
    expect(await storage.one.linesOf(authority, 2)).toEqual([]);
    const none = { new: 0, changed: 0, closed: 0, again: 0 };
    expect(await storage.one.latest(authority, 9)).toEqual([
      { ...second, changes: none, taken: 0, refused: 0, unanswered: 0 },
      { ...first, changes: { ...none, new: 1, closed: 1 }, taken: 0, refused: 0, unanswered: 2 },
    ]);
    expect((await storage.one.latest(authority, 1)).map(({ number }) => number)).toEqual([2]);
  });

  test('have their numbers one after the other, and of two at once one is made', async () => {
    const authority = fresh('authority');
    expect(await storage.one.make(anUpload(authority, 2), [])).toBe(false);
    const [one, two] = [aLine(), aLine()];
    const atOnce = await Promise.all([one, two].map((line) => storage.one.make(anUpload(authority, 1), [line])));
    expect(atOnce.toSorted()).toEqual([false, true]);
    const [kept] = await storage.one.linesOf(authority, 1);
    expect(kept!.caseId).toBe((atOnce[0] ? one : two).caseId);
    expect(await storage.one.make(anUpload(authority, 1), [aLine()])).toBe(false);
    expect(await storage.one.linesOf(authority, 1)).toHaveLength(1);
    expect(await storage.one.make(anUpload(authority, 2), [])).toBe(true);
  });

  test('of two at once in transactions one is made, and none where its transaction comes to nothing', async () => {
    const authority = fresh('authority');
    await expect(
      storage.transaction(async ({ one }) => {
        await one.make(anUpload(authority, 1), [aLine()]);
        throw new Error('undone');
      }),
    ).rejects.toThrow('undone');
    expect(await storage.one.latest(authority, 9)).toEqual([]);
    const make = () => storage.transaction(({ one }) => one.make(anUpload(authority, 1), [aLine()]));
    expect((await Promise.all([make(), make(), make()])).filter((made) => made)).toEqual([true]);
    expect(await storage.one.linesOf(authority, 1)).toHaveLength(1);
  });

  test('have a mark that is the same for the same words of a case, and another for any other', async () => {
    const [one, other] = [randomUUID(), randomUUID()];
    const marks = await storage.one.marks([
      { caseId: one, said: 'Rowan Ashdown' },
      { caseId: one, said: 'Rowan Ashdown' },
      { caseId: one, said: 'Rowan Ashdowne' },
      { caseId: other, said: 'Rowan Ashdown' },
    ]);
    expect(marks[0]).toBe(marks[1]);
    expect(new Set(marks).size).toBe(3);
    expect(marks.join()).not.toContain('Rowan');
    expect(await storage.one.marks([])).toEqual([]);
  });

  test('are answered line by line, and what is on record already is no news', async () => {
    const authority = fresh('authority');
    const [one, two, three] = [await lineThatSays('a'), await lineThatSays('b'), await lineThatSays('c')];
    await storage.one.make(anUpload(authority, 1), [one, two, three]);
    const said = new Map([
      [one.caseId, anAnswer('taken')],
      [two.caseId, anAnswer('refused', 'UPN of somebody else: “O’Neill”, \n"quoted"')],
      [randomUUID(), anAnswer('taken')],
    ]);
    expect((await storage.one.answer(authority, 1, said)).toSorted()).toEqual([one.caseId, two.caseId].toSorted());
    const again = new Map(
      [...said].map(([id, answer]) => [id, { ...answer, at: '2026-05-01T09:00:00.000Z' as const }]),
    );
    expect(await storage.one.answer(authority, 1, again)).toEqual([]);
    const answers = new Map((await storage.one.linesOf(authority, 1)).map((line) => [line.caseId, line.answer]));
    expect(answers.get(one.caseId)).toEqual(said.get(one.caseId));
    expect(answers.get(two.caseId)).toEqual(said.get(two.caseId));
    expect(answers.get(three.caseId)).toBeNull();
    const [tally] = await storage.one.latest(authority, 1);
    expect(tally).toMatchObject({ taken: 1, refused: 1, unanswered: 1 });
    // One’s people may have put right by hand what it refused first.
    const mended = anAnswer('taken', '', '2026-05-02T09:00:00.000Z');
    expect(await storage.one.answer(authority, 1, new Map([[two.caseId, mended]]))).toEqual([two.caseId]);
    expect(await storage.one.refused(authority)).toEqual([]);
    const since = await storage.one.linesOf(authority, 1);
    expect(since.find(({ caseId }) => caseId === two.caseId)!.answer).toEqual(mended);
    expect(await storage.one.answer(authority, 2, new Map([[two.caseId, mended]]))).toEqual([]);
  });

  test('tell where a case was uploaded, by whom, and what One said of it', async () => {
    const authority = fresh('authority');
    const line = await lineThatSays('a');
    const [first, second] = [anUpload(authority, 1), anUpload(authority, 2)];
    await storage.one.make(first, [line, aLine()]);
    await storage.one.answer(authority, 1, new Map([[line.caseId, anAnswer('refused', 'No')]]));
    await storage.one.make(second, [{ ...line, change: 'changed' }]);
    expect(await storage.one.ofCase(line.caseId)).toEqual([
      { ...line, number: 1, answer: anAnswer('refused', 'No'), madeAt: first.madeAt, madeBy: first.madeBy },
      { ...line, number: 2, change: 'changed', answer: null, madeAt: second.madeAt, madeBy: second.madeBy },
    ]);
    expect(await storage.one.ofCase(randomUUID())).toEqual([]);
  });

  test('say what One has of each case, and what it refused last, as the lines do one by one', async () => {
    const cases: string[] = [randomUUID(), randomUUID(), randomUUID()];
    const lines = fc.record({ of: fc.subarray(cases), refused: fc.subarray(cases), taken: fc.subarray(cases) });
    await fc.assert(
      fc.asyncProperty(fc.array(lines, { minLength: 1, maxLength: 6 }), async (uploads) => {
        const authority = fresh('authority');
        const sent: AnsweredLine[] = [];
        for (const [at, { of, refused, taken }] of uploads.entries()) {
          const number = at + 1;
          const made = await Promise.all(of.map((caseId) => lineThatSays(`${number}`, { caseId, version: number })));
          await storage.one.make(anUpload(authority, number, { mapping: `mapping ${number}` }), made);
          const answers = new Map([
            ...taken.map((id) => [id, anAnswer('taken')] as const),
            ...refused.map((id) => [id, anAnswer('refused', 'Why')] as const),
          ]);
          await storage.one.answer(authority, number, answers);
          sent.push(...made.map((line) => ({ ...line, number, answer: answers.get(line.caseId) ?? null })));
        }
        const each = cases
          .map((id: string) => sent.filter(({ caseId }) => caseId === id))
          .filter((all) => all.length > 0);
        const has = each.flatMap((all) => {
          const line = heldBy(all.map((one) => ({ ...one, answer: one.answer?.outcome ?? null })));
          return line ? [line] : [];
        });
        expect(byCase(await storage.one.held(authority))).toEqual(
          byCase(
            has.map(({ caseId, mark, open: isOpen, version, number }) => ({
              ...{ caseId, mark, open: isOpen, version, mapping: `mapping ${number}` },
            })),
          ),
        );
        const last = each.map((all) => all.at(-1)!).filter(({ answer }) => answer?.outcome === 'refused');
        expect(byCase(await storage.one.refused(authority))).toEqual(byCase(last));
      }),
      { numRuns: 12 },
    );
  });

  test('know of every kind of change', async () => {
    const authority = fresh('authority');
    await storage.one.make(
      anUpload(authority, 1),
      CHANGES.map((change) => aLine({ change })),
    );
    expect((await storage.one.latest(authority, 1))[0]!.changes).toEqual({ new: 1, changed: 1, closed: 1, again: 1 });
  });
});

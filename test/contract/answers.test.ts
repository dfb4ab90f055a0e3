import type { AnswerClaim, GivenAnswer } from '../../src/answers/answer-store';
import { ClaimLost, FailedOnRecord, inHand } from '../../src/answers/in-hand';
import type { AuditNote } from '../../src/records/audit/entry';
import type { Storage, Stores } from '../../src/stores';
import { storages, type TestStorage } from '../support/databases';
import { aCase, fresh, keys } from './cases';

const CARD: GivenAnswer = { status: 200, body: { value: { text: 'Recorded. “…” ${x}' } } };
const LONG = 600;
/** In the past, also where moments are kept in whole milliseconds. */
const OVER = -1;
const lasting = { seconds: LONG, lasts: true };
const passing = { seconds: LONG, lasts: false };

describe.each(storages)('answers that were given, in %s', (_name, open) => {
  let opened: TestStorage;
  let storage: Storage;
  beforeAll(async () => {
    opened = await open();
    storage = opened.storage;
  });
  afterAll(() => opened.close());

  const claim = (key: string, activity = 'first', seconds = LONG) => storage.answers.claim(key, activity, seconds);
  async function mine(key: string, activity?: string, seconds?: number): Promise<AnswerClaim> {
    const claimed = await claim(key, activity, seconds);
    if (claimed.kind !== 'mine') throw new Error(claimed.kind);
    return claimed.claim;
  }

  test('of many who ask at once one works it out', async () => {
    const key = fresh('key');
    const kinds = (await Promise.all(Array.from({ length: 8 }, (_, n) => claim(key, `activity ${n}`)))).map(
      ({ kind }) => kind,
    );
    expect(kinds.filter((kind) => kind === 'mine')).toHaveLength(1);
    expect(kinds.filter((kind) => kind === 'under-way')).toHaveLength(7);
  });

  test('what was given is given again, to whoever asks, also elsewhere', async () => {
    const key = fresh('key');
    await storage.answers.give(await mine(key), CARD, lasting);
    const again = await opened.elsewhere.answers.claim(key, 'second', LONG);
    expect(again).toEqual({ kind: 'given', answer: CARD });
    expect((await claim(fresh('key'))).kind).toBe('mine');
  });

  test('what asks to be corrected is given again to the same activity alone', async () => {
    const key = fresh('key');
    await storage.answers.give(await mine(key, 'first'), { status: 200 }, passing);
    expect(await claim(key, 'first')).toEqual({ kind: 'given', answer: { status: 200 } });
    expect((await claim(key, 'second')).kind).toBe('mine');
    expect((await claim(key, 'first')).kind).toBe('under-way');
  });

  test('work that failed, or whose time is over, is another’s to do', async () => {
    const key = fresh('key');
    await storage.answers.letGo(await mine(key));
    const died = await mine(key, 'first', OVER);
    const next = await mine(key, 'second');
    await storage.answers.give(died, { status: 500 }, lasting);
    await storage.answers.letGo(died);
    expect((await claim(key)).kind).toBe('under-way');
    await storage.answers.give(next, { status: 200 }, lasting);
    expect(await claim(key)).toMatchObject({ kind: 'given', answer: { status: 200 } });
  });

  test('is removed once it has been kept for long enough, and nothing else is', async () => {
    const [old, kept] = [fresh('key'), fresh('key')];
    await storage.answers.give(await mine(old), CARD, { seconds: OVER, lasts: true });
    await storage.answers.give(await mine(kept), CARD, lasting);
    expect(await storage.answers.forgetOld()).toBeGreaterThan(0);
    expect((await claim(kept)).kind).toBe('given');
    expect((await claim(old)).kind).toBe('mine');
  });

  describe('to what went on record', () => {
    const deed = (theCase: ReturnType<typeof aCase>): AuditNote => ({
      ...{ authority: theCase.authority, tenant: null, person: null, role: null, at: '2026-04-27T08:00:00.000Z' },
      ...{ action: 'report', outcome: 'done', cases: [theCase.id], fields: [], reason: null, from: 0, to: 1 },
    });
    async function put({ cases, audit }: Stores, theCase = aCase()): Promise<void> {
      await cases.open(theCase, keys(), null);
      await audit.add(deed(theCase));
    }
    const recordedBy = (one: AnswerClaim, theCase = aCase()) =>
      inHand(one, () => storage.transaction((stores) => put(stores, theCase)));
    /** A claim whose process has died since: nobody waits for it. */
    const died = (key: string) => mine(key, 'first', OVER);

    test('nobody gives a second one, also when its process died before it gave the first', async () => {
      const key = fresh('key');
      await recordedBy(await died(key));
      expect(await claim(key, 'second')).toEqual({ kind: 'recorded' });
      expect(await opened.elsewhere.answers.claim(key, 'first', LONG)).toEqual({ kind: 'recorded' });
    });

    test('is waited for while it is worked out, and given while it is kept', async () => {
      const key = fresh('key');
      const one = await mine(key);
      await recordedBy(one);
      expect((await claim(key, 'second')).kind).toBe('under-way');
      await storage.answers.give(one, CARD, lasting);
      expect(await claim(key, 'second')).toEqual({ kind: 'given', answer: CARD });
    });

    test('is forgotten, but not that it went there', async () => {
      const key = fresh('key');
      const one = await mine(key);
      await recordedBy(one);
      await storage.answers.give(one, CARD, { seconds: OVER, lasts: true });
      expect(await storage.answers.forgetOld()).toBeGreaterThan(0);
      expect(await storage.answers.forgetOld()).toBe(0);
      expect(await claim(key, 'first')).toEqual({ kind: 'recorded' });
    });

    test('is not worked out anew when the work failed after that, nor when it asked to be corrected', async () => {
      const [failed, asks] = [fresh('key'), fresh('key')];
      const one = await mine(failed);
      await recordedBy(one);
      await storage.answers.letGo(one);
      expect(await claim(failed, 'second')).toEqual({ kind: 'recorded' });
      const other = await mine(asks, 'first');
      await recordedBy(other);
      await storage.answers.give(other, CARD, passing);
      expect((await claim(asks, 'first')).kind).toBe('given');
      expect(await claim(asks, 'second')).toEqual({ kind: 'recorded' });
    });

    test('is of the deed alone: what was undone, or only looked at, may be asked again', async () => {
      const [undone, looked] = [fresh('key'), fresh('key')];
      const failing = inHand(await died(undone), () =>
        storage.transaction(async (stores) => {
          await put(stores);
          throw new TypeError('half-way');
        }),
      );
      await expect(failing).rejects.toThrow(TypeError);
      expect((await claim(undone)).kind).toBe('mine');
      await inHand(await died(looked), () =>
        storage.transaction(async ({ audit }) =>
          audit.later({ ...deed(aCase()), outcome: 'read', from: null, to: null }),
        ),
      );
      expect((await claim(looked)).kind).toBe('mine');
    });

    test('is told from one that failed before anything did', async () => {
      const fails = async () => {
        throw new TypeError('too late');
      };
      const after = inHand(await mine(fresh('key')), () => storage.transaction((stores) => put(stores)).then(fails));
      await expect(after).rejects.toThrow(FailedOnRecord);
      await expect(after).rejects.toHaveProperty('cause', new TypeError('too late'));
      const before = inHand(await mine(fresh('key')), () => storage.transaction((stores) => put(stores).then(fails)));
      await expect(before).rejects.toThrow(TypeError);
    });

    test('is left to whoever took the claim since: the first one’s deed is undone', async () => {
      const key = fresh('key');
      const [first, theCase] = [await died(key), aCase()];
      const second = await mine(key, 'second');
      await expect(recordedBy(first, theCase)).rejects.toThrow(ClaimLost);
      expect(await storage.cases.byId(theCase.id)).toBeNull();
      await recordedBy(second, theCase);
      expect(await storage.cases.byId(theCase.id)).not.toBeNull();
    });

    test('is not what goes on behind it, once it is given', async () => {
      const key = fresh('key');
      let goOn = (): void => {};
      const given = new Promise<void>((resolve) => (goOn = resolve));
      const theCase = aCase();
      let behind: Promise<void> | undefined;
      await inHand(await died(key), async () => {
        behind = given.then(() => storage.transaction((stores) => put(stores, theCase)));
      });
      expect((await claim(key, 'second')).kind).toBe('mine');
      goOn();
      await behind;
      expect(await storage.cases.byId(theCase.id)).not.toBeNull();
    });
  });
});

import type { AnswerClaim, GivenAnswer } from '../../src/answers/answer-store';
import type { Storage } from '../../src/stores';
import { storages, type TestStorage } from '../support/databases';
import { fresh } from './cases';

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
});

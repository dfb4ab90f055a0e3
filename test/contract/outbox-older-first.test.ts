import type { Notice } from '../../src/notices/outbox';
import { storages } from '../support/databases';
import { aNotice, anOutbox, at, dead, first, gone, retry, sent } from './an-outbox';
import { fresh } from './cases';

describe.each(storages)('alerts of one case to one person after an outage, in %s', (_name, open) => {
  const { outbox, claimedIds, claim, settle } = anOutbox(open);

  /** Of one case, to one person, each due a minute after the one before it. */
  const some = <N extends readonly Partial<Notice>[]>(...over: N) => {
    const [caseId, recipient] = [fresh('case'), fresh('person')];
    return over.map((one, minute) =>
      aNotice({ caseId, recipient, obligation: `rule-${minute}`, dueAt: at(minute), ...one }),
    ) as { [K in keyof N]: Notice };
  };
  /** Taken at that minute, and to be tried again at the other. */
  async function refused(notice: Notice, minute: number, again: number): Promise<void> {
    await outbox().add([notice]);
    expect(await claimedIds(at(minute))).toEqual([notice.id]);
    await settle(first(notice), retry(again));
  }

  test('go in order of due moment, however long each was to wait, when one of them is due', async () => {
    const [oldest, older, newest] = some({}, {}, {});
    await refused(oldest, 10, 50);
    await outbox().add([older]);
    expect(await claimedIds(at(10))).toEqual([oldest.id]);
    await settle({ id: oldest.id, taken: 2 }, retry(50));
    expect(await claimedIds(at(10))).toEqual([older.id]);
    await settle(first(older), retry(40));
    await outbox().add([newest]);
    expect(await claimedIds(at(20))).toEqual([oldest.id]);
    expect(await claimedIds(at(20))).toEqual([]);
    await settle({ id: oldest.id, taken: 3 }, sent(20));
    expect(await claimedIds(at(20))).toEqual([older.id]);
    await settle({ id: older.id, taken: 2 }, sent(20));
    expect(await claimedIds(at(20))).toEqual([newest.id]);
  });

  test('are stopped by none that is refused each time: it is tried before each of the others once', async () => {
    const [poor, other] = some({}, {});
    await refused(poor, 10, 50);
    await outbox().add([other]);
    expect(await claimedIds(at(11))).toEqual([poor.id]);
    await settle({ id: poor.id, taken: 2 }, retry(50));
    expect(await claimedIds(at(11))).toEqual([other.id]);
    await settle(first(other), retry(12));
    expect(await claimedIds(at(11))).toEqual([]);
    expect(await claimedIds(at(12))).toEqual([poor.id]);
    await settle({ id: poor.id, taken: 3 }, { state: 'waiting', notBefore: at(50) });
    expect(await claimedIds(at(12))).toEqual([other.id]);
    await settle({ id: other.id, taken: 2 }, sent(12));
    expect(await claimedIds(at(49))).toEqual([]);
  });

  test('also where the older one may have arrived, and it is marked', async () => {
    const [unclear, other] = some({}, {});
    await outbox().add([unclear]);
    await claimedIds(at(10));
    await settle(first(unclear), { state: 'ambiguous', notBefore: at(50), error: 'reset' });
    await outbox().add([other]);
    expect(await claim(at(11))).toMatchObject([{ id: unclear.id, possibleRepeat: true }]);
  });

  test('wait for none that is over, that waits for its recipient, or of another case, person or kind', async () => {
    const [over, unseen, of, to, agenda, due] = some(
      {},
      {},
      { caseId: fresh('case') },
      { recipient: fresh('person') },
      { kind: 'unreached' },
      {},
    );
    for (const [notice, outcome] of [
      [over, dead('overtaken')],
      [unseen, gone],
      [of, retry(50)],
      [to, retry(50)],
      [agenda, retry(50)],
    ] as const) {
      await outbox().add([notice]);
      expect(await claimedIds(at(10))).toEqual([notice.id]);
      await settle(first(notice), outcome);
    }
    await outbox().add([due]);
    expect(await claimedIds(at(11))).toEqual([due.id]);
  });

  test('are overtaken by an urgent one, which waits for those alone that are urgent', async () => {
    const [calm, risk, newer] = some({}, { urgent: true }, { urgent: true });
    await refused(calm, 10, 50);
    await outbox().add([risk]);
    expect(await claimedIds(at(11))).toEqual([risk.id]);
    await settle(first(risk), retry(40));
    await outbox().add([newer]);
    expect(await claimedIds(at(12))).toEqual([risk.id]);
    await settle({ id: risk.id, taken: 2 }, sent(12));
    expect(await claimedIds(at(12))).toEqual([newer.id]);
    await settle(first(newer), sent(12));
    expect(await claimedIds(at(13))).toEqual([]);
  });

  test('go one at a time, whoever asks', async () => {
    const [older, newer] = some({}, {});
    await refused(older, 10, 50);
    await outbox().add([newer]);
    const asked = (await Promise.all([1, 2, 3, 4].map(() => claimedIds(at(11), at(30), 1)))).flat();
    expect([...asked, ...(await claimedIds(at(11)))]).toEqual([older.id]);
  });
});

import type { News } from '../../src/notices/figures';
import { storages } from '../support/databases';
import { settleOne } from '../support/outbox';
import { aNotice, anOutbox, at, gone, sent } from './an-outbox';

describe.each(storages)('how much waits, in %s', (_name, open) => {
  const { outbox, claim } = anOutbox(open);

  test('is told by state, with the oldest, and the urgent apart; edits do not count', async () => {
    const before = await outbox().figures([]);
    expect(before).toMatchObject({ oldestUrgentDueAt: null });
    const [first, second, urgent] = [
      aNotice({ dueAt: at(1) }),
      aNotice({ dueAt: at(2) }),
      aNotice({ dueAt: at(3), urgent: true }),
    ];
    await outbox().add([first, second, urgent]);
    expect(await outbox().figures([])).toMatchObject({
      depth: { pending: 3 },
      oldestDueAt: first.dueAt,
      oldestUrgentDueAt: urgent.dueAt,
    });
    for (const claimed of await claim(at(10))) {
      await settleOne(outbox(), claimed, claimed.id === first.id ? sent(10) : gone);
    }
    await outbox().caseMoved(first.caseId!, '341', at(11));
    const after = await outbox().figures([]);
    expect(after).toMatchObject({ depth: { unreachable: 2 }, oldestDueAt: second.dueAt });
    expect(after.depth['pending'] ?? 0).toBe(0);
    expect(after.unanswered).toBe(before.unanswered + 1);
    await outbox().acknowledge(first.id, 'ed', at(12));
    expect((await outbox().figures([])).unanswered).toBe(before.unanswered);
  });

  test('is not told of word of a month that reaches nobody: it would stand for alerts that are late, and hide them', async () => {
    const month = {
      kind: 'summary',
      caseId: null,
      obligation: 'summary-of-month',
      dueAt: '2026-04-02T08:00:00.000Z',
    } as const;
    const alert = aNotice({ dueAt: at(2) });
    const before = (await outbox().figures([])).depth['pending'] ?? 0;
    await outbox().add([aNotice({ ...month, occurrence: '2026-03-01' }), alert]);
    const { depth, oldestDueAt } = await outbox().figures([]);
    expect(depth['pending']).toBe(before + 1);
    expect(oldestDueAt).toBe(alert.dueAt);
  });

  test('counts no news among what has no answer, of the authority whose news it is', async () => {
    const before = (await outbox().figures([])).unanswered;
    const notices = [
      aNotice({ obligation: 'news' }),
      aNotice({ obligation: 'alert' }),
      aNotice({ obligation: 'news', authority: '999' }),
    ];
    await outbox().add(notices);
    for (const claimed of await claim(at(10))) await settleOne(outbox(), claimed, sent(10));
    const unanswered = async (...news: readonly News[]) => (await outbox().figures(news)).unanswered - before;
    expect(await unanswered()).toBe(3);
    expect(await unanswered({ authority: '341', rules: ['other', 'news'] })).toBe(2);
    expect(await unanswered({ authority: '341', rules: ['news'] }, { authority: '999', rules: ['alert'] })).toBe(2);
    expect(await unanswered({ authority: '341', rules: [] })).toBe(3);
  });

  test('tells since when the oldest waits that is told on the card of another', async () => {
    const [calm, urgent, lead] = [
      aNotice({ dueAt: '2026-04-20T08:00:00.000Z' }),
      aNotice({ dueAt: '2026-04-21T08:00:00.000Z', urgent: true }),
      aNotice({ dueAt: '2026-04-22T08:00:00.000Z', urgent: true }),
    ];
    await outbox().add([calm, urgent, lead]);
    await outbox().fold([{ lead: lead.id, others: [calm.id, urgent.id] }]);
    const oldest = async () => {
      const { oldestDueAt, oldestUrgentDueAt, depth } = await outbox().figures([]);
      return [oldestDueAt, oldestUrgentDueAt, depth['pending']];
    };
    expect(await oldest()).toEqual([calm.dueAt, urgent.dueAt, 1]);
    await outbox().acknowledge(calm.id, 'ed', at(10));
    expect(await oldest()).toEqual([urgent.dueAt, urgent.dueAt, 1]);
    await outbox().rest([urgent.id]);
    expect(await oldest()).toEqual([lead.dueAt, lead.dueAt, 1]);
  });
});

import { storages } from '../support/databases';
import { aNotice, anOutbox, at, first, gone, sent } from './an-outbox';
import { fresh } from './cases';

describe.each(storages)('what waits for somebody whom Teams refused, in the outbox in %s,', (_name, open) => {
  const { outbox, claimedIds, settle } = anOutbox(open);

  test('is tried one by one: what still asks for something, then what is urgent, then the oldest', async () => {
    const recipient = fresh('person');
    const [answered, later, urgent, first_, edit] = [
      aNotice({ recipient, urgent: true }),
      aNotice({ recipient, dueAt: at(3) }),
      aNotice({ recipient, urgent: true, dueAt: at(4) }),
      aNotice({ recipient, dueAt: at(2) }),
      aNotice({ recipient, urgent: true, kind: 'edit' }),
    ];
    for (const notice of [answered, later, urgent, first_, edit]) {
      await outbox().add([notice]);
      await claimedIds(at(10));
      await settle(first(notice), gone);
    }
    await outbox().acknowledge(answered.id, 'ed', at(12));
    const tried: string[] = [];
    for (let times = 0; times < 4; times += 1) {
      expect(await outbox().tryOne(recipient)).toBe(true);
      const claimed = await claimedIds(at(20));
      tried.push(...claimed);
      for (const id of claimed) await settle({ id, taken: 2 }, sent(21));
    }
    expect(tried).toEqual([urgent.id, first_.id, later.id, answered.id]);
    expect(await outbox().tryOne(recipient)).toBe(false);
  });
});

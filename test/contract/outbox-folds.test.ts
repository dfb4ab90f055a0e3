import { fold } from '../../src/notices/fold';
import type { Notice } from '../../src/notices/outbox';
import { storages } from '../support/databases';
import { settleOne } from '../support/outbox';
import { aNotice, anOutbox, at, dead, gone, sent } from './an-outbox';
import { fresh } from './cases';

describe.each(storages)('alerts that wait together, in %s', (_name, open) => {
  const { outbox, claim, stores } = anOutbox(open);

  async function together(...minutes: number[]): Promise<Notice[]> {
    const [caseId, recipient] = [fresh('case'), fresh('person')];
    const notices = minutes.map((minute) =>
      aNotice({ caseId, recipient, obligation: `due-${minute}`, dueAt: at(minute) }),
    );
    await outbox().add(notices);
    return notices;
  }
  const foldAll = (caseId: string) =>
    stores().transaction(async (within) => within.outbox.fold(fold(await within.outbox.waitingOf(caseId))));

  test('go out as one, which knows the others', async () => {
    const [first, second, last] = (await together(1, 2, 3)) as [Notice, Notice, Notice];
    await foldAll(last.caseId!);
    const [only, ...more] = await claim(at(10));
    expect(more).toEqual([]);
    expect(only).toMatchObject({ id: last.id, folds: 2 });
    expect((await outbox().foldedInto(last.id)).map(({ id }) => id)).toEqual([first.id, second.id]);
    const before = await outbox().notDelivered();
    const { unanswered } = await outbox().figures([]);
    await settleOne(outbox(), only!, sent(10));
    expect(await claim(at(20))).toEqual([]);
    expect((await outbox().figures([])).unanswered).toBe(unanswered + 3);
    await outbox().acknowledge(first.id, 'ed', at(12));
    expect((await outbox().figures([])).unanswered).toBe(unanswered + 2);
    const found = await outbox().byIds([first.id, last.id, 'none']);
    expect(new Set(found.map(({ id }) => id))).toEqual(new Set([first.id, last.id]));
    expect(await outbox().notDelivered()).toEqual(before);
  });

  test('go with their lead into a newer one, also while nobody could be reached', async () => {
    const [first, second] = (await together(1, 2)) as [Notice, Notice];
    await foldAll(first.caseId!);
    await settleOne(outbox(), (await claim(at(10)))[0]!, gone);
    const newer = {
      ...aNotice({ dueAt: at(5), obligation: 'newer' }),
      caseId: first.caseId,
      recipient: first.recipient,
    };
    await outbox().add([newer]);
    await foldAll(first.caseId!);
    expect((await outbox().foldedInto(newer.id)).map(({ id }) => id)).toEqual([first.id, second.id]);
    expect(await outbox().reachable(first.recipient)).toBe(0);
    expect((await claim(at(20))).map(({ id, folds }) => [id, folds])).toEqual([[newer.id, 2]]);
  });

  test('are left alone while one of them is on its way', async () => {
    const [first, second] = (await together(1, 2)) as [Notice, Notice];
    await claim(at(10));
    await foldAll(first.caseId!);
    expect(await outbox().foldedInto(second.id)).toEqual([]);
  });

  test('go out as one that says that it may be a repeat, where one of them may have arrived', async () => {
    const [first, second, newest] = (await together(1, 2, 3)) as [Notice, Notice, Notice];
    await settleOne(outbox(), (await claim(at(10)))[0]!, { state: 'ambiguous', notBefore: at(50), error: 'reset' });
    expect((await outbox().waitingOf(first.caseId!)).map(({ id }) => id)).toEqual([first.id, second.id, newest.id]);
    await foldAll(first.caseId!);
    expect(await claim(at(20))).toMatchObject([{ id: newest.id, possibleRepeat: true, unanswered: 0, folds: 2 }]);
    expect((await outbox().foldedInto(newest.id)).map(({ id }) => id)).toEqual([first.id, second.id]);
  });

  test('are not put on the card of one that may stand there, and would not name them', async () => {
    const [first, second, last] = (await together(1, 2, 3)) as [Notice, Notice, Notice];
    await outbox().add([{ ...aNotice({ urgent: true }), caseId: first.caseId, recipient: first.recipient }]);
    const [urgent] = await claim(at(10));
    await settleOne(outbox(), urgent!, { state: 'ambiguous', notBefore: at(50), error: 'reset' });
    await foldAll(first.caseId!);
    expect(await outbox().foldedInto(urgent!.id)).toEqual([]);
    expect((await outbox().foldedInto(last.id)).map(({ id }) => id)).toEqual([first.id, second.id]);
  });

  test('go out by themselves when their lead has nothing to say any more', async () => {
    const [first, last] = (await together(1, 2)) as [Notice, Notice];
    await foldAll(first.caseId!);
    const [lead] = await claim(at(10));
    await outbox().unfold(last.id);
    await settleOne(outbox(), lead!, dead('overtaken'));
    expect((await claim(at(20))).map(({ id, foldedInto }) => [id, foldedInto])).toEqual([[first.id, null]]);
  });

  test('go out by themselves when their lead is over before its recipient is seen, but not what was answered', async () => {
    const [first, answered, last] = (await together(1, 2, 3)) as [Notice, Notice, Notice];
    await foldAll(first.caseId!);
    await settleOne(outbox(), (await claim(at(10)))[0]!, gone);
    await outbox().acknowledge(answered.id, 'ed', at(11));
    await outbox().rest([last.id]);
    expect(await outbox().unfold(last.id)).toBe(1);
    const claimed = (await claim(at(20))).map(({ id, foldedInto, possibleRepeat }) => ({
      id,
      foldedInto,
      possibleRepeat,
    }));
    expect(claimed).toEqual([{ id: first.id, foldedInto: null, possibleRepeat: false }]);
    expect(await outbox().byId(last.id)).toMatchObject({ state: 'unreachable', folds: 1 });
    expect(await outbox().unfold(last.id)).toBe(0);
  });

  test('say that they may be a repeat where the card of their lead may have arrived', async () => {
    const [first, last] = (await together(1, 2)) as [Notice, Notice];
    await foldAll(first.caseId!);
    await settleOne(outbox(), (await claim(at(10)))[0]!, { state: 'ambiguous', notBefore: at(50), error: 'reset' });
    await outbox().unfold(last.id);
    expect(await claim(at(20))).toMatchObject([{ id: first.id, possibleRepeat: true }]);
  });
});

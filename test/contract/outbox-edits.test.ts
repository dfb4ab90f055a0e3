import type { Instant } from '../../src/domain/calendar/date';
import type { Notice } from '../../src/notices/outbox';
import { storages } from '../support/databases';
import { settleOne } from '../support/outbox';
import { aNotice, anOutbox, at, dead, gone, RECEIPT, retry, sent } from './an-outbox';
import { fresh } from './cases';

describe.each(storages)('edits of what was sent, in %s', (_name, open) => {
  const { outbox, claim } = anOutbox(open);

  async function isSent(over: Partial<Notice> = {}): Promise<Notice> {
    const notice = aNotice(over);
    await outbox().add([notice]);
    const [claimed] = await claim(at(10));
    await settleOne(outbox(), claimed!, sent(10));
    return notice;
  }
  const editsOf = async () => (await claim(at(20))).filter(({ kind }) => kind === 'edit');

  test('are made for what stands about the case, and for nothing else', async () => {
    const caseId = fresh('case');
    const one = await isSent({ caseId });
    await isSent();
    await outbox().add([aNotice({ caseId, obligation: 'still waits' })]);
    expect(await outbox().caseMoved(caseId, fresh('authority'), at(12))).toBe(1);
    const [edit, ...more] = await editsOf();
    expect(more).toEqual([]);
    expect(edit).toMatchObject({ caseId, recipient: one.recipient, occurrence: one.id, dueAt: at(12), urgent: false });
    expect((await outbox().ofCase(caseId)).map(({ kind }) => kind)).toEqual(['alert', 'alert']);
  });

  test('are made for word of an alert that reaches nobody', async () => {
    const { id, caseId } = await isSent({ kind: 'unreached', recipient: fresh('alerts') });
    expect(await outbox().caseMoved(caseId!, fresh('authority'), at(12))).toBe(1);
    expect((await editsOf()).map(({ occurrence }) => occurrence)).toEqual([id]);
  });

  test('are one however often the case moves, and come again when it moves again', async () => {
    const caseId = fresh('case');
    await isSent({ caseId });
    for (const minute of [11, 12, 13]) await outbox().caseMoved(caseId, '341', at(minute));
    const [edit, ...more] = await editsOf();
    expect(more).toEqual([]);
    await settleOne(outbox(), edit!, { ...sent(20), receipt: { ...RECEIPT, cardHash: 'h1' } } as never);
    expect(await editsOf()).toEqual([]);
    await outbox().caseMoved(caseId, '341', at(14));
    const [next] = await editsOf();
    expect(next).toMatchObject({ id: edit!.id, cardHash: 'h1' });
    await settleOne(outbox(), next!, dead('unchanged'));
    await outbox().caseMoved(caseId, '341', at(15));
    expect(await editsOf()).toHaveLength(1);
  });

  test('are made again when the case moves while they are written', async () => {
    const caseId = fresh('case');
    await isSent({ caseId });
    await outbox().caseMoved(caseId, '341', at(11));
    const [edit] = await editsOf();
    await outbox().caseMoved(caseId, '341', at(12));
    expect(await editsOf()).toEqual([]);
    await settleOne(outbox(), edit!, sent(20));
    const [again] = await editsOf();
    expect(again!.id).toBe(edit!.id);
    await settleOne(outbox(), again!, sent(20));
    expect(await editsOf()).toEqual([]);
  });

  test.each([
    ['reached nobody', gone],
    ['wait until somebody is seen', { state: 'retry', notBefore: at(50), error: '404', untilSeen: true } as const],
  ])('that %s are made again when the case moves, and when the person is seen', async (_, outcome) => {
    const caseId = fresh('case');
    const { recipient } = await isSent({ caseId });
    await outbox().caseMoved(caseId, '341', at(11));
    const [edit] = await editsOf();
    await settleOne(outbox(), edit!, outcome);
    expect(await editsOf()).toEqual([]);
    await outbox().caseMoved(caseId, '341', at(12));
    const [again] = await editsOf();
    expect(again).toMatchObject({ id: edit!.id, dueAt: at(12) });
    await settleOne(outbox(), again!, outcome);
    expect(await outbox().reachable(recipient)).toBe(1);
    expect((await editsOf()).map(({ id }) => id)).toEqual([edit!.id]);
  });

  test('that are tried again for another reason keep their time when the case moves', async () => {
    const caseId = fresh('case');
    await isSent({ caseId });
    await outbox().caseMoved(caseId, '341', at(11));
    const [edit] = await editsOf();
    await settleOne(outbox(), edit!, retry(50));
    await outbox().caseMoved(caseId, '341', at(12));
    expect(await editsOf()).toEqual([]);
  });

  test('are made again where they reached nobody and the case moved meanwhile', async () => {
    const caseId = fresh('case');
    await isSent({ caseId });
    await outbox().caseMoved(caseId, '341', at(11));
    const [edit] = await editsOf();
    await outbox().caseMoved(caseId, '341', at(12));
    await settleOne(outbox(), edit!, gone);
    expect((await editsOf()).map(({ id }) => id)).toEqual([edit!.id]);
  });

  test('are made for what is being sent at that moment, after it', async () => {
    const notice = aNotice();
    await outbox().add([notice]);
    const [claimed] = await claim(at(10));
    expect(await outbox().caseMoved(notice.caseId!, '341', at(11))).toBeGreaterThan(0);
    expect(await editsOf()).toEqual([]);
    await settleOne(outbox(), claimed!, sent(10));
    expect((await editsOf()).map(({ occurrence }) => occurrence)).toEqual([notice.id]);
  });

  test('are made for the agenda of a meeting, and for no other one', async () => {
    const authority = fresh('authority');
    const about = { kind: 'agenda', authority, caseId: null, recipient: fresh('channel') } as const;
    const one = await isSent({ ...about, obligation: 'agenda:2026-05-07' });
    await isSent({ ...about, obligation: 'agenda:2026-05-21' });
    expect(await outbox().agendaMoved(authority, 'agenda:2026-05-07', at(12))).toBe(1);
    expect(await outbox().agendaMoved(fresh('authority'), 'agenda:2026-05-07', at(12))).toBe(0);
    expect(await outbox().agendaMoved(authority, 'agenda:2026-06-04', at(12))).toBe(0);
    expect((await editsOf()).map(({ occurrence }) => occurrence)).toEqual([one.id]);
  });

  test('of an agenda are made where it stands last, and not for word of a meeting', async () => {
    const authority = fresh('authority');
    const about = { kind: 'agenda', authority, caseId: null, recipient: fresh('channel') } as const;
    const one = await isSent({ ...about, obligation: 'agenda:2026-05-07' });
    await isSent({ ...about, obligation: 'meeting:moved', dueAt: at(11) });
    expect(await outbox().caseMoved(fresh('case'), authority, at(12))).toBe(1);
    await outbox().agendaMoved(authority, 'agenda:2026-05-07', at(13));
    const soon = new Date(Date.now() + 60_000).toISOString() as Instant;
    expect((await claim(soon, soon)).map(({ occurrence }) => occurrence)).toEqual([one.id]);
  });

  test('come after what is to be told, and are nothing that an operator is told of', async () => {
    const recipient = fresh('person');
    const caseId = fresh('case');
    const before = await outbox().notDelivered();
    await isSent({ caseId, recipient });
    await outbox().caseMoved(caseId, '341', at(11));
    await outbox().add([aNotice({ recipient, dueAt: at(15) })]);
    const [alert, ...more] = await claim(at(20));
    expect([alert!.kind, more]).toEqual(['alert', []]);
    await settleOne(outbox(), alert!, sent(20));
    const [edit] = await editsOf();
    await settleOne(outbox(), edit!, gone);
    expect(await outbox().notDelivered()).toEqual(before);
    expect(await outbox().reachable(recipient)).toBe(1);
    expect(await editsOf()).toHaveLength(1);
  });
});

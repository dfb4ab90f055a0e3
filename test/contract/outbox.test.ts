import { randomUUID } from 'node:crypto';
import { AT_ONCE, type Notice } from '../../src/notices/outbox';
import { storages } from '../support/databases';
import { aNotice, anOutbox, at, first, retry, sent } from './an-outbox';
import { fresh } from './cases';

describe.each(storages)('the outbox in %s', (_name, open) => {
  const { stores, outbox, claimedIds, settle, begin } = anOutbox(open);

  test('holds a notice once per case, obligation, recipient and occurrence', async () => {
    const notice = aNotice();
    const again = { ...notice, id: randomUUID() };
    expect(await outbox().add([notice, again])).toBe(1);
    expect(await outbox().add([again])).toBe(0);
    expect(await outbox().add([])).toBe(0);
    const others = [
      aNotice({ ...notice, id: randomUUID(), caseId: 'another' }),
      aNotice({ ...notice, id: randomUUID(), obligation: 'day-6' }),
      aNotice({ ...notice, id: randomUUID(), recipient: 'another' }),
      aNotice({ ...notice, id: randomUUID(), occurrence: '2026-05-11' }),
    ];
    expect(await outbox().add(others)).toBe(4);
    expect(await outbox().byId(again.id)).toBeNull();
    expect(await outbox().byId(notice.id)).toEqual({
      ...notice,
      insteadOf: [],
      passed: null,
      raisedAt: null,
      answerBy: null,
      tenantId: '',
      state: 'pending',
      attempts: 0,
      taken: 0,
      notBefore: AT_ONCE,
      possibleRepeat: false,
      unanswered: 0,
      asked: 0,
      lastError: null,
      sentAt: null,
      conversationId: null,
      serviceUrl: null,
      activityId: null,
      cardHash: null,
      foldedInto: null,
      folds: 0,
      atRest: false,
      acknowledgedBy: null,
      acknowledgedAt: null,
    });
  });

  test('holds a notice without a case once, too', async () => {
    const agenda = aNotice({ kind: 'agenda', caseId: null, obligation: 'agenda', recipient: 'channel:341' });
    expect(await outbox().add([agenda])).toBe(1);
    expect(await outbox().add([{ ...agenda, id: randomUUID() }])).toBe(0);
    expect(await outbox().add([{ ...agenda, id: randomUUID(), authority: '342' }])).toBe(1);
  });

  test('hands out what is due: urgent first, then in order of due moment', async () => {
    const later = aNotice({ dueAt: at(12) });
    const sooner = aNotice({ dueAt: at(11) });
    const urgent = aNotice({ dueAt: at(13), urgent: true });
    await outbox().add([later, sooner, urgent]);
    expect(await outbox().lanes(at(1))).toEqual(['']);
    expect(await claimedIds(at(1), at(59), 2)).toEqual([urgent.id, sooner.id]);
    expect(await claimedIds(at(1))).toEqual([later.id]);
    expect(await claimedIds(at(1))).toEqual([]);
    expect(await outbox().lanes(at(1))).toEqual([]);
  });

  test('gives each delivery to one of eight workers', async () => {
    const notices = Array.from({ length: 120 }, () => aNotice());
    await outbox().add(notices);
    const work = async () => {
      const mine: string[] = [];
      for (let ids = await claimedIds(at(10), at(59), 3); ids.length > 0; ids = await claimedIds(at(10), at(59), 3)) {
        mine.push(...ids);
      }
      return mine;
    };
    const taken = (await Promise.all(Array.from({ length: 8 }, work))).flat();
    expect(taken.sort()).toEqual(notices.map(({ id }) => id).sort());
  });

  test('hands out one at a time to a recipient, in order of due moment, whoever asks and however they end', async () => {
    const [second, third, one] = [12, 13, 11].map((minute) => aNotice({ recipient: 'ash', dueAt: at(minute) })) as [
      Notice,
      Notice,
      Notice,
    ];
    const other = aNotice({ recipient: 'bo', dueAt: at(14) });
    await outbox().add([second, third, one, other]);
    const asked = await Promise.all([1, 2, 3, 4].map(() => claimedIds(at(20), at(30), 1)));
    // Whoever meets another at the first row is handed nothing, and asks again.
    const rest = await claimedIds(at(20), at(30));
    expect([...asked.flat(), ...rest].sort()).toEqual([one.id, other.id].sort());
    expect(await claimedIds(at(29))).toEqual([]);
    await settle(first(one), sent(21));
    expect(await claimedIds(at(22))).toEqual([second.id]);
    await settle(first(second), retry(40));
    expect(await claimedIds(at(23))).toEqual([third.id]);
  });

  test('lets an urgent one overtake another for its recipient that is claimed, and none that is being sent', async () => {
    const recipient = fresh('person');
    const [calm, urgent, more] = [
      aNotice({ recipient }),
      aNotice({ recipient, urgent: true }),
      aNotice({ recipient, urgent: true }),
    ];
    await outbox().add([calm]);
    await claimedIds(at(10));
    await outbox().add([urgent]);
    expect(await claimedIds(at(10))).toEqual([urgent.id]);
    await outbox().add([more]);
    expect(await claimedIds(at(10))).toEqual([]);
    await settle(first(urgent), sent(11));
    await begin(first(calm));
    expect(await claimedIds(at(10))).toEqual([]);
  });

  test('settles many at once, and says which of them were still held', async () => {
    const [one, lost, other] = [aNotice(), aNotice(), aNotice()];
    await outbox().add([one, lost, other]);
    await claimedIds(at(10));
    const settled = await outbox().settle([
      { claim: first(one), at: at(11), outcome: sent(11), call: null },
      { claim: { id: lost.id, taken: 7 }, at: at(11), outcome: sent(11), call: null },
      { claim: first(other), at: at(11), outcome: retry(20), call: null },
    ]);
    expect([...settled].sort()).toEqual([one.id, other.id].sort());
    expect((await outbox().byId(one.id))!.state).toBe('sent');
    expect((await outbox().byId(lost.id))!.state).toBe('claimed');
    expect((await outbox().byId(other.id))!.state).toBe('retry');
    expect(await outbox().settle([])).toEqual(new Set());
  });

  test('goes into the lane of the tenant of its recipient', async () => {
    const { directory, references } = stores();
    await directory.savePeople('341', [
      { tenantId: 'lane-1', entraId: 'e1', name: 'Kit', authority: '341', school: null, roles: ['tracking-officer'] },
    ]);
    const person = (await directory.personByEntraId('lane-1', 'e1'))!;
    const address = {
      conversationId: 'c',
      serviceUrl: 's',
      botId: 'b',
      channelId: 'msteams',
      userId: '',
      greeted: true,
    };
    await references.save({ ...address, recipient: 'channel:lane', tenantId: 'lane-2' });
    const [alert, agenda] = [aNotice({ recipient: person.id }), aNotice({ kind: 'agenda', recipient: 'channel:lane' })];
    await outbox().add([alert, agenda, aNotice()]);
    expect((await outbox().lanes(at(10))).sort()).toEqual(['', 'lane-1', 'lane-2']);
    const taken = await Promise.all(['lane-1', 'lane-2'].map((lane) => outbox().claim(lane, at(10), at(11), 9)));
    expect(taken.map((some) => some.map(({ id }) => id))).toEqual([[alert.id], [agenda.id]]);
  });

  test('keeps who answered first', async () => {
    const notice = aNotice();
    await outbox().add([notice]);
    const answers = await Promise.all(['ed', 'flo'].map((who) => outbox().acknowledge(notice.id, who, at(30))));
    expect(answers.filter(Boolean)).toHaveLength(1);
    const first = answers[0] ? 'ed' : 'flo';
    expect(await outbox().byId(notice.id)).toMatchObject({ acknowledgedBy: first, acknowledgedAt: at(30) });
    expect(await outbox().acknowledge('no such id', 'ed', at(30))).toBe(false);
  });

  test('lists what a case has caused, the oldest first', async () => {
    const caseId = fresh('case');
    const [second, first] = [aNotice({ caseId, dueAt: at(12) }), aNotice({ caseId, dueAt: at(11) })];
    await outbox().add([second, aNotice(), first]);
    expect((await outbox().ofCase(caseId)).map(({ id }) => id)).toEqual([first.id, second.id]);
  });

  test('lists what went to each of those who are told one thing of an authority, and nothing else', async () => {
    const month = {
      ...({ kind: 'summary', caseId: null, obligation: 'summary-of-month' } as const),
      occurrence: fresh('month'),
    };
    const authority = fresh('authority');
    const [one, other] = [aNotice({ ...month, authority }), aNotice({ ...month, authority })];
    await outbox().add([
      ...[one, other, aNotice(month), aNotice({ ...month, authority, occurrence: fresh('month') })],
      ...[
        aNotice({ ...month, authority, obligation: 'another' }),
        aNotice({ ...month, authority, caseId: fresh('case') }),
      ],
    ]);
    expect((await outbox().ofAuthority(authority, month)).map(({ id }) => id)).toEqual([one.id, other.id]);
  });
});

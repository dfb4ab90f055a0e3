import { fresh } from './cases';
import type { Outcome } from '../../src/notices/claims';
import { NOBODY_HOLDS_IT } from '../../src/notices/vacancy';
import { storages } from '../support/databases';
import { aNotice, anOutbox, at, dead, first, gone, RECEIPT, retry, sent } from './an-outbox';

describe.each(storages)('what became of a delivery, in the outbox in %s,', (_name, open) => {
  const { outbox, claim, claimedIds, settle, begin, newlyNotDelivered } = anOutbox(open);

  test('takes an unfinished delivery again when its lease has passed, and says that it may be a repeat', async () => {
    const notice = aNotice();
    await outbox().add([notice]);
    expect(await claim(at(10), at(12))).toMatchObject([{ id: notice.id, state: 'claimed', attempts: 0, taken: 1 }]);
    await begin(first(notice));
    expect(await outbox().byId(notice.id)).toMatchObject({
      state: 'sending',
      attempts: 1,
      possibleRepeat: false,
    });
    expect(await claimedIds(at(14))).toEqual([]);
    expect(await outbox().earliestPending(at(10))).toBe(at(15));
    expect(await outbox().lanes(at(15))).toEqual(['']);
    expect(await claim(at(15), at(20))).toMatchObject([
      { state: 'claimed', attempts: 1, taken: 2, possibleRepeat: true },
    ]);
  });

  test('takes what was only claimed again when its lease has passed, which is no repeat', async () => {
    const notice = aNotice();
    await outbox().add([notice]);
    await claim(at(10), at(15));
    expect(await claimedIds(at(14))).toEqual([]);
    expect(await claim(at(15), at(20))).toMatchObject([{ state: 'claimed', taken: 2, possibleRepeat: false }]);
    expect(await begin(first(notice))).toMatchObject({ starts: [], lost: [notice.id] });
  });

  test.each(['pending', 'retry', 'ambiguous'] as const)(
    'gives back what was not tried as what it was: %s',
    async (was) => {
      const notice = aNotice();
      await outbox().add([notice]);
      await claimedIds(at(10));
      if (was !== 'pending') {
        await begin(first(notice));
        await settle(first(notice), { state: was, notBefore: at(20), error: 'some' });
        await claimedIds(at(20));
      }
      await settle({ id: notice.id, taken: was === 'pending' ? 1 : 2 }, { state: 'waiting', notBefore: at(30) });
      expect(await outbox().byId(notice.id)).toMatchObject({ state: was, notBefore: at(30) });
      expect(await claimedIds(at(29))).toEqual([]);
      expect(await claimedIds(at(30))).toEqual([notice.id]);
    },
  );

  test('keeps where a sent card stands, and never sends it again', async () => {
    const notice = aNotice();
    await outbox().add([notice]);
    await claimedIds(at(10));
    await settle(first(notice), sent(11));
    expect(await outbox().byId(notice.id)).toMatchObject({ state: 'sent', sentAt: at(11), ...RECEIPT });
    expect(await claimedIds('2030-01-01T00:00:00.000Z')).toEqual([]);
    expect(await outbox().earliestPending(at(0))).toBeNull();
  });

  test('writes once what is written twice, since the first answer was lost on its way, whatever came in between', async () => {
    const [unclear, unreached] = [aNotice(), aNotice()];
    await outbox().add([unclear, unreached]);
    await claimedIds(at(10));
    for (const one of [unclear, unreached]) await begin(first(one));
    const ambiguous: Outcome = { state: 'ambiguous', notBefore: at(20), error: 'status 502' };
    for (let times = 0; times < 2; times += 1) await settle(first(unclear), ambiguous);
    expect(await outbox().byId(unclear.id)).toMatchObject({ state: 'ambiguous', unanswered: 1 });
    await settle(first(unreached), gone);
    await outbox().reachable(unreached.recipient);
    await settle(first(unreached), gone);
    expect((await outbox().byId(unreached.id))!.state).not.toBe('unreachable');
  });

  test('waits before it tries again what may have arrived, and remembers and counts it', async () => {
    const notice = aNotice();
    await outbox().add([notice]);
    await claimedIds(at(10));
    await settle(first(notice), { state: 'ambiguous', notBefore: at(20), error: 'status 502' });
    expect(await claimedIds(at(19))).toEqual([]);
    expect(await outbox().earliestPending(at(10))).toBe(at(20));
    expect(await outbox().earliestPending(at(20))).toBeNull();
    expect(await claim(at(20), at(30), 9)).toMatchObject([
      { taken: 2, possibleRepeat: true, unanswered: 1, lastError: 'status 502' },
    ]);
  });

  test('waits before it tries again what surely did not arrive, which is no repeat', async () => {
    const notice = aNotice();
    await outbox().add([notice]);
    await claimedIds(at(10));
    expect(await settle(first(notice), retry(20))).toBe(true);
    expect(await claimedIds(at(19))).toEqual([]);
    expect(await claim(at(20), at(30), 9)).toMatchObject([
      { taken: 2, possibleRepeat: false, unanswered: 0, lastError: 'status 429' },
    ]);
  });

  test('counts how often a way to its recipient was asked for, until it is told anew', async () => {
    const notice = aNotice({ answerBy: at(50) });
    await outbox().add([notice]);
    const asked = async () => (await outbox().byId(notice.id))?.asked;
    const outcomes: Outcome[] = [
      { ...retry(20), asked: true } as Outcome,
      { state: 'waiting', notBefore: at(30) },
      retry(40),
      { ...retry(45), asked: true } as Outcome,
    ];
    const counted: unknown[] = [];
    for (const [n, outcome] of outcomes.entries()) {
      const [claimed] = await claim(at(10 * (n + 1)), at(10 * (n + 1) + 5), 9);
      await settle(claimed!, outcome);
      counted.push(await asked());
    }
    expect(counted).toEqual([1, 1, 1, 2]);
    await outbox().rest([notice.id]);
    await outbox().add([notice]);
    expect(await asked()).toBe(0);
  });

  test('does not let a sender whose lease ran out overwrite what the next one found', async () => {
    const notice = aNotice();
    await outbox().add([notice]);
    await claim(at(10), at(15));
    await claim(at(15), at(20));
    const late = first(notice);
    const waiting: Outcome = { state: 'waiting', notBefore: at(16) };
    for (const outcome of [sent(16), retry(16), gone, dead('late'), waiting]) {
      expect(await settle(late, outcome)).toBe(false);
    }
    expect(await outbox().byId(notice.id)).toMatchObject({ state: 'claimed', taken: 2, lastError: null });
    expect(await settle({ ...late, taken: 2 }, sent(17))).toBe(true);
    expect(await outbox().byId(notice.id)).toMatchObject({ state: 'sent', sentAt: at(17) });
  });

  test('makes due again what was for somebody who had left and is back', async () => {
    const notice = aNotice();
    await outbox().add([notice]);
    await claimedIds(at(10));
    await settle(first(notice), dead('left'));
    expect(await outbox().reachable(notice.recipient)).toBe(1);
    expect(await claimedIds(at(20))).toEqual([notice.id]);
  });

  test('lets what somebody has no role for wait for one, whatever they say', async () => {
    const notice = aNotice();
    await outbox().add([notice]);
    await claimedIds(at(10));
    await settle(first(notice), dead('role-gone'));
    expect(await outbox().reachable(notice.recipient)).toBe(0);
    expect(await newlyNotDelivered()).toEqual({ unreachable: 0, dead: 0 });
  });

  test('counts as given up neither what was overtaken nor what was for somebody who has left', async () => {
    const notices = [aNotice(), aNotice(), aNotice()] as const;
    await outbox().add(notices);
    await claimedIds(at(10));
    await settle(first(notices[0]), dead('left'));
    await settle(first(notices[1]), dead('overtaken'));
    await settle(first(notices[2]), dead('status 403'));
    expect(await newlyNotDelivered()).toEqual({ unreachable: 0, dead: 1 });
    expect(await outbox().reachable(notices[1].recipient)).toBe(0);
  });

  test('holds what is for an unreachable person until they are seen', async () => {
    const [notice, other] = [aNotice(), aNotice()];
    await outbox().add([notice, other]);
    await claimedIds(at(10));
    await settle(first(notice), gone);
    await settle(first(other), gone);
    expect(await claimedIds(at(58))).toEqual([]);
    expect(await newlyNotDelivered()).toEqual({ unreachable: 2, dead: 0 });
    expect(await outbox().reachable('nobody')).toBe(0);
    expect(await outbox().reachable(notice.recipient)).toBe(1);
    expect(await claimedIds(at(20))).toEqual([notice.id]);
  });

  const lost: Outcome = { ...retry(50), untilSeen: true } as Outcome;
  const unclear: Outcome = { state: 'ambiguous', notBefore: at(50), error: 'status 502' };

  test('tries at once, when its recipient is seen, what was to be tried again until they are', async () => {
    const [notice, other] = [aNotice(), aNotice()] as const;
    await outbox().add([notice, other]);
    await claimedIds(at(10));
    await settle(first(notice), lost);
    await settle(first(other), lost);
    expect(await outbox().reachable(notice.recipient)).toBe(1);
    expect(await outbox().byId(notice.id)).toMatchObject({ state: 'retry', possibleRepeat: false });
    expect(await claimedIds(at(20))).toEqual([notice.id]);
  });

  test.each([
    ['surely not taken', retry(50)],
    ['perhaps taken', unclear],
  ])('lets what Teams has %s wait its time, though its recipient is seen', async (_what, outcome) => {
    const notice = aNotice();
    await outbox().add([notice]);
    await claim(at(10));
    await settle(first(notice), lost);
    await claim(at(50));
    await settle({ id: notice.id, taken: 2 }, { ...outcome, notBefore: at(58) } as Outcome);
    expect(await outbox().reachable(notice.recipient)).toBe(0);
    expect(await claimedIds(at(57))).toEqual([]);
    expect(await claimedIds(at(58))).toEqual([notice.id]);
  });

  test('still waits until its recipient is seen when it was looked at and not tried', async () => {
    const notice = aNotice();
    await outbox().add([notice]);
    await claim(at(10));
    await begin(first(notice));
    await settle(first(notice), { ...lost, notBefore: at(20) } as Outcome);
    await claim(at(20));
    await settle({ id: notice.id, taken: 2 }, { state: 'waiting', notBefore: at(50) });
    expect(await outbox().reachable(notice.recipient)).toBe(1);
    expect(await claimedIds(at(30))).toEqual([notice.id]);
  });

  test('looks again at what is for roles that nobody held when the people of that authority change', async () => {
    const notices = [
      aNotice({ authority: '901' }),
      aNotice({ authority: '902' }),
      aNotice({ authority: '901' }),
    ] as const;
    await outbox().add(notices);
    await claimedIds(at(10));
    await settle(first(notices[0]), { state: 'unreachable', error: NOBODY_HOLDS_IT });
    await settle(first(notices[1]), { state: 'unreachable', error: NOBODY_HOLDS_IT });
    await settle(first(notices[2]), gone);
    expect(await outbox().peopleChanged('901', [])).toEqual([notices[0].caseId]);
    expect(await claimedIds(at(20))).toEqual([notices[0].id]);
    expect(await outbox().peopleChanged('901', [])).toEqual([]);
  });

  test('says for whom something waits until they are seen, and whether any of it is urgent', async () => {
    const [both, calm] = [fresh('person'), fresh('person')];
    const notices = [
      aNotice({ recipient: both }),
      aNotice({ recipient: both, urgent: true }),
      aNotice({ recipient: calm }),
      aNotice(),
      aNotice({ kind: 'edit' }),
    ];
    for (const notice of notices) {
      await outbox().add([notice]);
      await claimedIds(at(10));
      await settle(first(notice), notice === notices[3] ? sent(11) : gone);
    }
    const recipients = notices.map(({ recipient }) => recipient);
    const waiting = (await outbox().waitingToBeSeen()).filter(({ recipient }) => recipients.includes(recipient));
    expect(waiting).toHaveLength(2);
    expect(waiting).toContainEqual({ recipient: both, urgent: true });
    expect(waiting).toContainEqual({ recipient: calm, urgent: false });
  });

  test.each(['left', 'role-gone'])(
    'makes due again what ended as %s for whom an import has brought back, and that nobody has answered',
    async (ending) => {
      const sameCase = aNotice();
      const notices = [sameCase, aNotice(), aNotice(), aNotice(), aNotice({ caseId: sameCase.caseId })] as const;
      await outbox().add(notices);
      await claimedIds(at(10));
      for (const notice of [0, 1, 2, 4].map((n) => notices[n]!)) await settle(first(notice), dead(ending));
      await settle(first(notices[3]), dead('status 403'));
      await outbox().acknowledge(notices[1].id, 'ed', at(12));
      const here = [notices[0], notices[1], notices[3], notices[4]].map(({ recipient }) => recipient);
      expect(await outbox().peopleChanged('903', here)).toEqual([sameCase.caseId]);
      expect((await claimedIds(at(20))).sort()).toEqual([notices[0].id, notices[4].id].sort());
    },
  );

  test('gives up for good', async () => {
    const notice = aNotice();
    await outbox().add([notice]);
    await claimedIds(at(10));
    await settle(first(notice), dead('status 403'));
    expect(await outbox().reachable(notice.recipient)).toBe(0);
    expect(await claimedIds(at(58))).toEqual([]);
    expect(await outbox().byId(notice.id)).toMatchObject({ state: 'dead', lastError: 'status 403' });
    expect(await newlyNotDelivered()).toEqual({ unreachable: 0, dead: 1 });
  });
});

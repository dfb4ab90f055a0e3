import { randomUUID } from 'node:crypto';
import { isOfReplaced } from '../../src/notices/outbox';
import { storages } from '../support/databases';
import { settleOne } from '../support/outbox';
import { aNotice, anOutbox, at, dead, RECEIPT, sent } from './an-outbox';
import { fresh } from './cases';

describe.each(storages)('alerts that are over before anybody has answered, in %s', (_name, open) => {
  const { outbox, claim } = anOutbox(open);

  const anAlert = () => aNotice({ dueAt: at(1), answerBy: at(30) });
  const unanswered = async (caseId: string | null) => (await outbox().unansweredOf(caseId!)).map(({ id }) => id).sort();

  test('are known until they are answered, at rest or given up; what another card tells is one of them', async () => {
    const caseId = fresh('case');
    const all = [1, 2, 3, 4, 5].map((n) => aNotice({ caseId, obligation: `day-${n}` }));
    const [one, answered, resting, over, folded] = all as [(typeof all)[0], ...typeof all];
    await outbox().add(all);
    await outbox().fold([{ lead: one.id, others: [folded!.id] }]);
    await outbox().acknowledge(answered!.id, 'ed', at(12));
    await outbox().rest([resting!.id]);
    for (const claimed of await claim(at(20)))
      if (claimed.id === over!.id) await settleOne(outbox(), claimed, dead('overtaken'));
    expect(await unanswered(caseId)).toEqual([one.id, folded!.id].sort());
  });

  test('come back like an agenda whose meeting was not to take place when its turn came, and no other agenda', async () => {
    const agenda = aNotice({
      kind: 'agenda',
      caseId: null,
      obligation: 'agenda:2026-05-07',
      recipient: fresh('channel'),
    });
    await outbox().add([agenda]);
    await settleOne(outbox(), (await claim(at(10)))[0]!, dead('overtaken'));
    expect(await outbox().add([{ ...agenda, id: randomUUID() }])).toBe(1);
    const [again] = await claim(at(20));
    expect(again).toMatchObject({ id: agenda.id, possibleRepeat: false });
    await settleOne(outbox(), again!, sent(20));
    expect(await outbox().add([{ ...agenda, id: randomUUID() }])).toBe(0);
  });

  test('go out anew when they fall due again, and only then, with another card', async () => {
    const first = anAlert();
    await outbox().add([first]);
    await settleOne(outbox(), (await claim(at(10)))[0]!, sent(10));
    await outbox().caseMoved(first.caseId!, '341', at(11));
    const edit = (await claim(at(11)))[0]!;
    await settleOne(outbox(), edit, { ...sent(11), receipt: { ...RECEIPT, cardHash: 'h1' } } as never);
    const before = await outbox().figures([]);
    const anew = { ...first, id: randomUUID(), answerBy: at(50), insteadOf: ['ash'] };
    expect(await outbox().add([anew])).toBe(0);
    expect(await claim(at(20))).toEqual([]);

    await outbox().rest([first.id]);
    expect(await outbox().byId(first.id)).toMatchObject({ state: 'sent', atRest: true, answerBy: null });
    expect((await outbox().figures([])).unanswered).toBe(before.unanswered - 1);
    expect(await outbox().add([anew, { ...anew, id: randomUUID() }])).toBe(1);
    expect(await outbox().add([anew])).toBe(0);
    const [claimed, ...more] = await claim(at(20));
    expect(more).toEqual([]);
    expect(claimed).toMatchObject({ id: first.id, kind: 'alert', atRest: false, answerBy: at(50), insteadOf: ['ash'] });
    expect(claimed).toMatchObject({ sentAt: null, activityId: null, cardHash: null, taken: 2 });
    await settleOne(outbox(), claimed!, sent(20));
    // The card that stood is to say where the alert is now.
    const [replaced, ...others] = await claim(at(20));
    expect(others).toEqual([]);
    expect(replaced).toMatchObject({ kind: 'edit', occurrence: first.id, ...RECEIPT, recipient: first.recipient });
    expect(isOfReplaced(replaced!)).toBe(true);
    await settleOne(outbox(), replaced!, sent(20));
    // What is known of the card that stood before says nothing of this one.
    await outbox().caseMoved(first.caseId!, '341', at(21));
    expect((await claim(at(25)))[0]).toMatchObject({ kind: 'edit', occurrence: first.id, cardHash: null });
  });

  test('may be a repeat where it is not known whether they arrived before, and not where they surely did', async () => {
    const [unclear, arrived] = [anAlert(), anAlert()];
    await outbox().add([unclear, arrived]);
    for (const claimed of await claim(at(10)))
      await settleOne(outbox(), claimed, { state: 'ambiguous', notBefore: at(12), error: '502' });
    for (const claimed of await claim(at(12)))
      if (claimed.id === arrived.id) await settleOne(outbox(), claimed, sent(12));
    await outbox().rest([unclear.id, arrived.id]);
    // The lease of the other one has ended by then.
    await outbox().add([unclear, arrived].map((one) => ({ ...one, id: randomUUID() })));
    const marks = (await claim(at(59))).map(({ id, possibleRepeat }) => [id, possibleRepeat]);
    expect(Object.fromEntries(marks)).toMatchObject({ [unclear.id]: true, [arrived.id]: false });
  });

  test('that were over when their turn came go out after all; those that were answered never again', async () => {
    const [over, answered] = [anAlert(), anAlert()];
    await outbox().add([over, answered]);
    for (const claimed of await claim(at(10))) await settleOne(outbox(), claimed, dead('overtaken'));
    await outbox().acknowledge(answered.id, 'ed', at(12));
    expect(await outbox().add([over, answered].map((one) => ({ ...one, id: randomUUID() })))).toBe(1);
    expect((await claim(at(20))).map(({ id }) => id)).toEqual([over.id]);
  });

  test('that are told on another’s card get their own', async () => {
    const caseId = fresh('case');
    const [lead, other] = [
      aNotice({ caseId, recipient: 'ed' }),
      aNotice({ caseId, recipient: 'ed', obligation: 'day-8' }),
    ];
    await outbox().add([lead, other]);
    await outbox().fold([{ lead: lead.id, others: [other.id] }]);
    await settleOne(outbox(), (await claim(at(15)))[0]!, sent(15));
    await outbox().rest([other.id]);
    expect(await outbox().add([{ ...other, id: randomUUID() }])).toBe(1);
    expect((await claim(at(20))).map(({ id, foldedInto }) => [id, foldedInto])).toEqual([[other.id, null]]);
    expect(await outbox().foldedInto(lead.id)).toEqual([]);
  });

  test('that fall due again while a sender finds that they are over are looked at again', async () => {
    const [over, written] = [anAlert(), anAlert()];
    await outbox().add([over, written]);
    const taken = await claim(at(10));
    await outbox().rest([over.id, written.id]);
    expect(await outbox().add([over, written])).toBe(2);
    for (const one of taken) await settleOne(outbox(), one, one.id === over.id ? dead('overtaken') : sent(10));
    expect((await claim(at(20))).map(({ id }) => id)).toEqual([over.id]);
    expect(await outbox().byId(written.id)).toMatchObject({ state: 'sent', atRest: false });
  });
});

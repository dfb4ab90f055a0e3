import type { LocalDate } from '../../src/domain/calendar/date';
import type { SaidOfMeeting } from '../../src/domain/panel/meeting-change';
import type { Address } from '../../src/notices/references';
import type { Delivery } from '../../src/notices/outbox';
import { createPanel } from '../../src/panel/create-panel';
import { aWorld } from '../casework/world';
import { claimAll, settleOne } from '../support/outbox';
import { trailOf } from '../support/trail';

/** The panel meets on 23 April, 7 May and 21 May 2026; its agendas are due at 09:00 on 5 May and on 19 May. */
const copp: Address = {
  ...{ conversationId: '19:copp@thread.tacv2', serviceUrl: 'https://example.invalid/', tenantId: 'tenant' },
  ...{ botId: 'bot', channelId: 'msteams', userId: 'somebody' },
};
const SENT = {
  state: 'sent',
  sentAt: '2026-05-05T08:00:00.000Z',
  receipt: { conversationId: copp.conversationId, serviceUrl: copp.serviceUrl, activityId: 'a1' },
} as const;
const CANCELLED: SaidOfMeeting = { kind: 'cancelled' };
const PUT_BACK: SaidOfMeeting = { kind: 'put-back' };
const moved = (to: LocalDate): SaidOfMeeting => ({ kind: 'moved', to, time: null });

async function aPanel() {
  const world = await aWorld();
  const panel = createPanel(world.deps);
  const say = (said: SaidOfMeeting, meeting: LocalDate = '2026-05-07') =>
    panel.change(world.people.officer, meeting, said, 'No room is free');
  /** What is for the channel now and not begun: one at a time, since nobody reads two in the wrong order. */
  const waiting = async (): Promise<Delivery[]> => {
    const all = await claimAll(world.storage.outbox, world.clock.now());
    return all.filter(({ kind }) => kind === 'agenda');
  };
  /** Sends what waits, and says what it was about. */
  const posts = async (): Promise<Delivery[]> => {
    const all: Delivery[] = [];
    for (let some = await waiting(); some.length > 0; some = await waiting()) {
      for (const one of some) await settleOne(world.storage.outbox, one, SENT);
      all.push(...some);
    }
    return all;
  };
  const agendas = async () =>
    (await posts()).flatMap(({ obligation }) => (obligation.startsWith('agenda:') ? [obligation] : []));
  await panel.postHere(world.people.officer, copp);
  return { ...world, panel, say, waiting, posts, agendas };
}

describe('the posting follows the meeting', () => {
  it('to the cut-off of the day that it is moved to, later', async () => {
    const { panel, say, at, agendas } = await aPanel();
    await say(moved('2026-05-13'));
    at('2026-05-05', '09:00');
    expect(await panel.postDue()).toBe(0);
    at('2026-05-11', '09:00');
    expect(await panel.postDue()).toBe(1);
    expect(await agendas()).toEqual(['agenda:2026-05-07']);
  });

  it('and at once where the cut-off of that day has passed', async () => {
    const { say, at, agendas, panel } = await aPanel();
    at('2026-05-01', '14:00');
    await say(moved('2026-05-05'));
    expect(await agendas()).toEqual(['agenda:2026-05-07']);
    at('2026-05-05', '09:00');
    expect(await panel.postDue()).toBe(0);
  });

  it('is posted once, wherever it is moved to after that', async () => {
    const { say, at, agendas, panel } = await aPanel();
    at('2026-05-05', '09:00');
    expect(await panel.postDue()).toBe(1);
    await say(moved('2026-05-13'));
    at('2026-05-11', '09:00');
    expect(await panel.postDue()).toBe(0);
    expect(await agendas()).toEqual(['agenda:2026-05-07']);
  });

  it('is none for one that is cancelled, and the next agenda takes its cases up', async () => {
    const { say, at, panel, agendas, report, people } = await aPanel();
    const { case: one } = await report();
    await say(CANCELLED);
    at('2026-05-05', '09:00');
    expect(await panel.postDue()).toBe(0);
    const now = await panel.agendaNow(people.panel);
    expect(now.meeting).toBe('2026-05-21');
    expect(now.sections.find(({ id }) => id === 'new')!.items.map(({ reference }) => reference)).toEqual([
      one.reference,
    ]);
    at('2026-05-19', '09:00');
    expect(await panel.postDue()).toBe(1);
    expect(await agendas()).toEqual(['agenda:2026-05-21']);
  });

  it('is made up for where one that was cancelled before its agenda went out is put back', async () => {
    const { say, at, panel, waiting, storage, agendas } = await aPanel();
    at('2026-05-05', '09:00');
    await panel.postDue();
    const [delivery] = await waiting();
    await settleOne(storage.outbox, delivery!, { state: 'waiting', notBefore: '2000-01-01T00:00:00.000Z' });
    await say(CANCELLED);
    expect(await panel.forDelivery(delivery!)).toMatchObject({ state: 'cancelled', isToBePosted: false });
    const [again] = (await waiting()).filter(({ id }) => id === delivery!.id);
    await settleOne(storage.outbox, again!, { state: 'dead', error: 'overtaken' });
    at('2026-05-05', '10:00');
    await say(PUT_BACK);
    expect(await agendas()).toEqual(['agenda:2026-05-07']);
  });
});

it('the agenda of one that has been is looked at again once, whatever is said of another', async () => {
  const { panel, say, at, posts, storage, people, clock } = await aPanel();
  at('2026-05-05', '09:00');
  await panel.postDue();
  await posts();
  const edits = async () => {
    const all = (await claimAll(storage.outbox, clock.now())).filter(({ kind }) => kind === 'edit');
    for (const one of all) await settleOne(storage.outbox, one, { state: 'dead', error: 'unchanged' });
    return all.length;
  };
  at('2026-05-07', '23:59');
  await panel.postDue();
  expect(await edits()).toBe(0);
  at('2026-05-08', '00:01');
  await panel.postDue();
  expect([await edits(), (await storage.panels.channel('341'))!.toldOf]).toEqual([1, '2026-05-07']);
  await say({ kind: 'moved', to: '2026-05-20', time: null }, '2026-05-21');
  await panel.postHere(people.officer, copp);
  await posts();
  await panel.postDue();
  expect([await edits(), (await storage.panels.channel('341'))!.toldOf]).toEqual([0, '2026-05-07']);
});

describe('what is said of a meeting', () => {
  it('is told the channel once, as it stands by then, and only by the last word', async () => {
    const { say, posts, panel } = await aPanel();
    await say(moved('2026-05-13'));
    await say(CANCELLED);
    const [first, second, ...more] = await posts();
    expect(more).toEqual([]);
    expect([first, second].map((one) => one!.recipient)).toEqual(['channel:341', 'channel:341']);
    expect(await panel.wordFor(first!)).toBeNull();
    expect(await panel.wordFor(second!)).toMatchObject({ meeting: { state: 'cancelled' }, next: { on: '2026-05-21' } });
  });

  it('is told nobody once its day has passed', async () => {
    const { say, waiting, panel, at } = await aPanel();
    await say(moved('2026-05-13'));
    const [word] = await waiting();
    at('2026-05-14', '08:00');
    expect(await panel.wordFor(word!)).toBeNull();
  });

  it('stands on the trail, and so does what was refused', async () => {
    const { say, storage, people } = await aPanel();
    await say(CANCELLED);
    await expect(say(CANCELLED)).rejects.toMatchObject({ code: 'refused' });
    const trail = (await trailOf(storage, '341')).filter(({ action }) => action === 'change-meeting');
    expect(trail).toMatchObject([
      {
        outcome: 'done',
        person: people.officer.id,
        role: 'tracking-officer',
        fields: ['cancelled', 'meeting:2026-05-07'],
      },
      { outcome: 'refused', person: people.officer.id, reason: 'refused' },
    ]);
  });

  it('is kept with who said it, when and why, however often it is changed', async () => {
    const { say, storage, people, panel } = await aPanel();
    await say(moved('2026-05-13'));
    await say(CANCELLED);
    await say(PUT_BACK);
    expect((await storage.panels.changes('341')).map(({ said, by, reason }) => [said.kind, by, reason])).toEqual(
      ['moved', 'cancelled', 'put-back'].map((kind) => [kind, people.officer.id, 'No room is free']),
    );
    expect((await panel.meetings(people.panel))[0]).toMatchObject({
      on: '2026-05-07',
      said: { reason: 'No room is free' },
    });
  });

  it.each(['lead', 'head', 'welfare', 'caseworker', 'panel', 'administrator', 'auditor'] as const)(
    'is not for: %s',
    async (who) => {
      const { panel, people, storage } = await aPanel();
      await expect(panel.change(people[who], '2026-05-07', CANCELLED, 'Because')).rejects.toMatchObject({
        code: 'not-allowed',
      });
      expect(await storage.panels.changes('341')).toEqual([]);
    },
  );
});

it('weeks in which the schools are closed are left out where the authority says so, by its own term dates', async () => {
  const { panel, people, storage, at } = await aPanel();
  const authority = (await storage.directory.authority('341'))!;
  await storage.directory.saveAuthority({ ...authority, panelAnchor: '2026-05-28', panelSkipsClosedWeeks: true });
  at('2026-05-20', '09:00');
  expect((await panel.agendaNow(people.panel)).meeting).toBe('2026-06-11');
  const [half, , , , , august] = await panel.meetings(people.officer);
  expect(half).toMatchObject({ on: '2026-05-28', state: 'skipped', isWeekUnknown: false });
  expect(august).toMatchObject({ on: '2026-08-06', state: 'planned', isWeekUnknown: true });
  await panel.change(people.officer, '2026-05-28', PUT_BACK, 'Everybody can come');
  expect((await panel.agendaNow(people.panel)).meeting).toBe('2026-05-28');
});

import type { Delivery } from '../../src/notices/outbox';
import { createPanel } from '../../src/panel/create-panel';
import type { Address } from '../../src/notices/references';
import { aPupil } from '../builders/case';
import { claimAll, settleOne } from '../support/outbox';
import { aWorld } from '../casework/world';

/** The panel meets on 23 April, 7 May and 21 May 2026; its agendas are due at 09:00 on 5 May and on 19 May. */
const copp: Address = {
  conversationId: '19:copp@thread.tacv2',
  serviceUrl: 'https://example.invalid/',
  tenantId: 'tenant',
  botId: 'bot',
  channelId: 'msteams',
  userId: 'somebody',
};
const another: Address = { ...copp, conversationId: '19:another@thread.tacv2' };

async function aPanel() {
  const world = await aWorld();
  const panel = createPanel(world.deps);
  /** What waits in the outbox for the channel, oldest first. */
  const waiting = async (): Promise<Delivery[]> => {
    const now = world.clock.now();
    const all = await claimAll(world.storage.outbox, now);
    return all.filter(({ kind }) => kind === 'agenda');
  };
  const meetings = async () => (await waiting()).map(({ obligation }) => obligation);
  return { ...world, panelService: panel, waiting, meetings };
}

describe('post the agenda here', () => {
  it('waits for the cut-off of the next meeting and posts then, once', async () => {
    const { panelService, people, at, meetings, storage } = await aPanel();
    const { posted, next, moved } = await panelService.postHere(people.panel, copp);
    expect([posted, next.on, moved]).toEqual([[], '2026-05-07', false]);
    expect(await storage.panels.channel('341')).toMatchObject({ nextMeeting: '2026-05-07' });
    at('2026-05-05', '08:59');
    expect(await panelService.postDue()).toBe(0);
    at('2026-05-05', '09:00');
    expect(await panelService.postDue()).toBe(1);
    expect(await panelService.postDue()).toBe(0);
    expect(await meetings()).toEqual(['agenda:2026-05-07']);
    at('2026-05-19', '09:00');
    expect(await panelService.postDue()).toBe(1);
  });

  it('posts at once when the cut-off has passed and the meeting has not', async () => {
    const { panelService, people, at, meetings } = await aPanel();
    at('2026-05-06', '14:00');
    const { posted, next } = await panelService.postHere(people.officer, copp);
    expect([posted, next.on]).toEqual([['2026-05-07'], '2026-05-21']);
    expect(await panelService.postDue()).toBe(0);
    expect(await meetings()).toEqual(['agenda:2026-05-07']);
  });

  it('posts nothing twice in one channel, whoever asks again', async () => {
    const { panelService, people, at, meetings } = await aPanel();
    at('2026-05-06', '14:00');
    await panelService.postHere(people.officer, copp);
    const again = await panelService.postHere(people.panel, copp);
    expect([again.posted, again.next.on, again.moved]).toEqual([[], '2026-05-21', false]);
    expect(await meetings()).toEqual(['agenda:2026-05-07']);
  });

  it('moves to another channel, which gets the agenda that is current', async () => {
    const { panelService, people, at, storage } = await aPanel();
    at('2026-05-06', '14:00');
    await panelService.postHere(people.panel, copp);
    const { posted, moved } = await panelService.postHere(people.panel, another);
    expect([posted, moved]).toEqual([['2026-05-07'], true]);
    expect(await storage.references.of('channel:341')).toMatchObject({
      conversationId: another.conversationId,
      userId: '',
    });
  });

  it('delivers in the new channel what could not be delivered in the old one', async () => {
    const { panelService, people, at, storage, waiting, clock } = await aPanel();
    at('2026-05-06', '14:00');
    await panelService.postHere(people.panel, copp);
    const [delivery] = await waiting();
    await settleOne(storage.outbox, delivery!, { state: 'unreachable', error: 'gone' });
    at('2026-05-06', '15:00');
    await panelService.postHere(people.panel, copp);
    const again = (await storage.outbox.byId(delivery!.id))!;
    expect(again.state).toBe('pending');
    expect(again.notBefore <= clock.now()).toBe(true);
  });

  it.each(['lead', 'safeguarding', 'head', 'welfare', 'administrator'] as const)('is not for: %s', async (who) => {
    const { panelService, people, storage } = await aPanel();
    await expect(panelService.postHere(people[who], copp)).rejects.toMatchObject({ code: 'not-allowed' });
    expect(await storage.references.of('channel:341')).toBeNull();
    expect(await storage.panels.channel('341')).toBeNull();
  });
});

describe('a bot that was down', () => {
  it('posts the agenda that it missed once it is back, while the meeting has not passed', async () => {
    const { panelService, people, at, meetings } = await aPanel();
    await panelService.postHere(people.panel, copp);
    at('2026-05-07', '08:00');
    expect(await panelService.postDue()).toBe(1);
    expect(await meetings()).toEqual(['agenda:2026-05-07']);
  });

  it('leaves out the agenda of a meeting that has passed', async () => {
    const { panelService, people, at, meetings, storage } = await aPanel();
    await panelService.postHere(people.panel, copp);
    at('2026-05-08', '08:00');
    expect(await panelService.postDue()).toBe(0);
    expect(await meetings()).toEqual([]);
    expect(await storage.panels.channel('341')).toMatchObject({ nextMeeting: '2026-05-21' });
    at('2026-05-19', '09:00');
    expect(await panelService.postDue()).toBe(1);
  });

  it('posts once when two instances wake together', async () => {
    const { panelService, people, at, meetings } = await aPanel();
    await panelService.postHere(people.panel, copp);
    at('2026-05-05', '09:00');
    const posted = await Promise.all([panelService.postDue(), panelService.postDue()]);
    expect(posted.reduce((sum, n) => sum + n, 0)).toBe(1);
    expect(await meetings()).toHaveLength(1);
  });
});

describe('the agenda', () => {
  it('shows the open cases of the authority as they stand now', async () => {
    const { panelService, people, report, at } = await aPanel();
    const { case: opened } = await report();
    at('2026-05-11', '10:00');
    const agenda = await panelService.agendaNow(people.panel);
    expect(agenda).toMatchObject({ meeting: '2026-05-21', cutOff: '2026-05-19', asOf: '2026-05-11', openCases: 1 });
    expect(agenda.byStage).toEqual([{ label: 'Day 10: notification', cases: 1 }]);
    const overdue = agenda.sections.find(({ id }) => id === 'overdue')!;
    expect(overdue.items).toMatchObject([{ reference: opened.reference, day: 10 }]);
  });

  it('shows what was closed since the last one, for the panel to ratify, and no duplicates', async () => {
    const { panelService, people, casework, report, at } = await aPanel();
    const { case: one } = await report();
    const { case: other } = await report({ pupil: { forename: 'Wren', upn: 'R341999926002' } });
    await casework.describePupil(people.lead, other.reference, aPupil(), one.reference);
    at('2026-05-06', '10:00');
    await casework.close(people.officer, one.reference, 'reported-in-error', 'Was on a visit.');
    const listed = async () => {
      const agenda = await panelService.agendaNow(people.panel);
      const closures = agenda.sections.find(({ id }) => id === 'closures')!;
      return { open: agenda.openCases, closures: closures.items.map(({ reference, stage }) => [reference, stage]) };
    };
    expect(await listed()).toEqual({ open: 0, closures: [[one.reference, 'Closed']] });
    at('2026-05-12', '10:00');
    expect(await listed()).toEqual({ open: 0, closures: [[one.reference, 'Closed']] });
    at('2026-05-22', '10:00');
    expect(await listed()).toEqual({ open: 0, closures: [] });
  });

  it('is for the panel and the tracking officer, not for a school', async () => {
    const { panelService, people } = await aPanel();
    await expect(panelService.agendaNow(people.officer)).resolves.toMatchObject({ openCases: 0 });
    for (const who of [people.lead, people.head, people.welfare, people.administrator]) {
      await expect(panelService.agendaNow(who)).rejects.toMatchObject({ code: 'not-allowed' });
    }
  });

  it('is written for a delivery as the cases stand when it is sent', async () => {
    const { panelService, people, report, at, waiting } = await aPanel();
    at('2026-05-06', '14:00');
    await panelService.postHere(people.panel, copp);
    const [delivery] = await waiting();
    expect(delivery).toMatchObject({ recipient: 'channel:341', caseId: null, authority: '341' });
    await report();
    expect(await panelService.forDelivery(delivery!)).toMatchObject({ meeting: '2026-05-07', openCases: 1 });
    expect(await panelService.forDelivery({ ...delivery!, obligation: 'ews-contact-due' })).toBeNull();
    expect(await panelService.forDelivery({ ...delivery!, authority: '998' })).toBeNull();
  });
});

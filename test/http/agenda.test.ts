import { createCasework } from '../../src/casework/create-casework';
import { policyPack } from '../../src/domain/policy/policies';
import { createLog } from '../../src/log';
import { memoryStorage } from '../../src/memory-storage';
import { MovingClock } from '../../src/moving-clock';
import { createDeliverer } from '../../src/notices/deliver';
import { createPanel } from '../../src/panel/create-panel';
import { agendaCard } from '../../src/teams/agenda-card';
import { createCommands } from '../../src/teams/commands';
import { agendaCommand, agendaSectionVerb, ownAgendaVerb, postAgendaCommand } from '../../src/teams/commands/agenda';
import { createNoticeSender } from '../../src/teams/notice-sender';
import { createVerbs } from '../../src/teams/verbs';
import { anAbsence, aPupil, noRisk } from '../builders/case';
import { MONDAY, startTestBot, type TestBot } from '../support/bot';
import { parts } from '../support/cards';
import type { Client } from '../support/client';
import { trailOf } from '../support/trail';

const CHANNEL = '19:copp@thread.tacv2';
/** What Teams calls the bot that runs now, and what it called the one before. */
const [CALLED, BEFORE] = ['b', 'a'].map((digit) => `28:${digit.repeat(8)}-1111-4111-8111-${digit.repeat(12)}`) as [
  string,
  string,
];
const THREAD = `${CHANNEL};messageid=17`;

/** The bot with the panel's own commands, and a delivery that runs when the test says so. */
async function aPanelBot() {
  const storage = memoryStorage();
  const clock = new MovingClock(MONDAY);
  const log = createLog('silent');
  const deps = { storage, policies: policyPack, clock, log };
  const panel = createPanel(deps);
  const casework = createCasework(deps);
  const forPages = { casework, storage, clock };
  const bot = await startTestBot({
    ...{ storage, clock },
    commands: [agendaCommand({ panel }), postAgendaCommand({ panel }), ...createCommands(forPages)],
    verbs: [agendaSectionVerb({ panel }), ownAgendaVerb({ panel }), ...createVerbs(forPages)],
  });
  const sender = createNoticeSender({
    connector: bot.bot.paced,
    render: bot.bot.render,
    cardOf: {
      ...{ alert: async () => null, unreached: async () => null, digest: async () => null, summary: async () => null },
      agenda: agendaCard({ panel, storage, bot: CALLED }),
    },
    shortAlert: async () => null,
    outbox: storage.outbox,
    log,
  });
  const deliverer = createDeliverer({ storage, sender, clock, steady: bot.steady, log });
  return { bot, panel, casework, deliver: () => deliverer.deliver() };
}

let bot: TestBot;
let world: Awaited<ReturnType<typeof aPanelBot>>;
let inChannel: Client;
let alone: Client;

beforeEach(async () => {
  world = await aPanelBot();
  bot = world.bot;
  alone = bot.as(bot.people.panel);
  inChannel = alone.in({ id: THREAD, conversationType: 'channel' });
});
afterEach(() => bot.close());

const report = async () => {
  const report = { draftId: 'd1', triage: noRisk, pupil: aPupil(), absence: anAbsence() };
  return (await world.casework.report(bot.people.lead, report)).view.case.reference;
};

/** Whatever stands in the channel, its threads left aside. */
const inTheChannel = () => bot.connector.messages(CHANNEL).map(({ activity }) => activity);

describe('post the agenda here', () => {
  test('brings the agenda into the channel on its day, with references and no child', async () => {
    const reference = await report();
    const [answer] = await inChannel.say('<at>Whereabouts</at> post the agenda here');
    expect(answer!.text).toContain('The next one, for Thu 7 May 2026, comes on Tue 5 May 2026, 09:00.');
    expect(inTheChannel()).toEqual([]);

    bot.clock.moveTo('2026-05-05T08:00:00.000Z');
    await world.panel.postDue();
    await world.deliver();
    await world.panel.postDue();
    await world.deliver();

    const posted = inTheChannel();
    expect(posted).toHaveLength(1);
    const text = JSON.stringify(posted);
    expect(text).toContain('Agenda for Thu 7 May 2026');
    expect(text).toContain(reference);
    for (const secret of ['Rowan', 'Ashdown', 'C341999926001', 'Example']) expect(text).not.toContain(secret);
    const chart = parts(posted[0]).find(({ type }) => type === 'Chart.HorizontalBar')!;
    expect(chart['data']).toEqual([{ x: 'Day 6: contact EWS', y: 1 }]);
  });

  test('edits what it has posted when a case on it moves on', async () => {
    const reference = await report();
    await inChannel.say('<at>Whereabouts</at> post the agenda here');
    bot.clock.moveTo('2026-05-05T08:00:00.000Z');
    await world.panel.postDue();
    await world.deliver();
    expect(JSON.stringify(inTheChannel())).toContain(reference);
    await world.casework.close(bot.people.officer, reference, 'reported-in-error', 'Another child was meant.');
    await world.deliver();
    const [posted, ...more] = inTheChannel();
    expect(more).toEqual([]);
    expect(JSON.stringify(posted)).toContain('Agenda for Thu 7 May 2026');
    expect(parts(posted!).filter(({ type }) => type === 'Chart.HorizontalBar')).toEqual([]);
    expect(bot.connector.calls.filter(({ method }) => method === 'PUT')).toHaveLength(1);
  });

  test('opens a case for a panel member in their own chat only', async () => {
    const reference = await report();
    await alone.say('help');
    bot.clock.moveTo('2026-05-06T08:00:00.000Z');
    const [answer] = await inChannel.say('post the agenda here');
    expect(answer!.text).toContain('The agenda for Thu 7 May 2026 follows now.');
    await world.deliver();
    const [message] = bot.connector.messages(CHANNEL);
    const card = message!.activity['attachments'][0].content;
    const before = alone.history().length;
    const { line } = await alone
      .in({ id: CHANNEL, conversationType: 'channel' })
      .click({ id: message!.id, title: '', card, text: '' }, 'Open');
    expect(line).toBe(`Case ${reference}: I have put it into your own chat with me.`);
    expect(
      alone
        .history()
        .slice(before)
        .map(({ text }) => text)
        .join(),
    ).toContain('Rowan Ashdown');
    expect(JSON.stringify(inTheChannel())).not.toContain('Rowan');
  });

  test('is kindly refused outside of a channel, and to those who may not', async () => {
    expect((await alone.say('post the agenda here'))[0]!.text).toContain('Go to the panel’s channel');
    const lead = bot.as(bot.people.lead).in({ id: THREAD, conversationType: 'channel' });
    expect((await lead.say('post the agenda here'))[0]!.text).toContain('for members of the panel');
    expect(await bot.storage.panels.channel('341')).toBeNull();
  });
});

describe('agenda', () => {
  test('shows what is asked of whom, in the own chat', async () => {
    const reference = await report();
    bot.clock.moveTo('2026-05-05T10:00:00.000Z');
    const [card] = await alone.say('agenda');
    expect(card!.text).toContain('1 open case, as of Tue 5 May 2026');
    expect(card!.text).toContain(reference);
    expect(card!.text).toContain('Designated safeguarding lead · Was due Mon 27 April 2026');
    expect(card!.text).not.toContain('Rowan');
  });

  test('asked for in a channel, goes to the own chat', async () => {
    await alone.say('help');
    const before = alone.history().length;
    expect((await inChannel.say('agenda'))[0]!.text).toBe('I have put the agenda into your own chat with me.');
    expect(alone.history().slice(before)[0]!.text).toContain('No open cases');
  });

  test('is refused to a school', async () => {
    const [answer] = await bot.as(bot.people.lead).say('agenda');
    expect(answer!.text).toContain('for members of the panel');
  });

  test('is offered by help to those who may see it', async () => {
    expect((await alone.say('help'))[0]!.text).toContain('agenda');
    expect((await inChannel.say('help'))[0]!.text).toContain('post the agenda here');
    expect((await bot.as(bot.people.lead).say('help'))[0]!.text).not.toContain('agenda');
  });

  test('a button of an agenda that is no longer known says so', async () => {
    const value = {
      action: { type: 'Action.Execute', verb: 'agenda-section', data: { verb: 'agenda-section', section: 'x' } },
    };
    const { messages } = await alone.invoke('adaptiveCard/action', value);
    expect(messages.map(({ text }) => text).join()).toContain('from an earlier time');
  });
});

describe('what each of them sees of it in the channel', () => {
  /** The agenda as it stands in the channel, and what Teams shows somebody in its place. */
  async function posted(meanwhile: () => Promise<void> = async () => {}) {
    const reference = await report();
    for (const person of [bot.people.panel, bot.people.officer, bot.people.manager, bot.people.lead])
      await bot.as(person).say('help');
    await meanwhile();
    await inChannel.say('post the agenda here');
    bot.clock.moveTo('2026-05-05T08:00:00.000Z');
    await world.panel.postDue();
    await world.deliver();
    const [message] = bot.connector.messages(CHANNEL);
    const card = message!.activity['attachments'][0].content;
    const ask = (client: Client, trigger: 'automatic' | 'manual' = 'automatic') =>
      client
        .in({ id: CHANNEL, conversationType: 'channel' })
        .invoke('adaptiveCard/action', { action: card.refresh.action, trigger }, { replyToId: message!.id });
    return { reference, card, ask };
  }
  const calls = () => bot.connector.calls.length;

  test('is asked for by Teams on behalf of those who may see the agenda, the panel first', async () => {
    const { card } = await posted();
    const { panel, officer, manager } = bot.people;
    const id = ({ entraId }: { entraId: string }) => `29:${entraId}`;
    expect(card.refresh.userIds).toEqual([id(panel), ...[officer, manager].map(id).sort()]);
  });

  test('is not asked for on behalf of whoever met only the bot before, by whose ids Teams knows nobody', async () => {
    const { panel, officer, manager } = bot.people;
    const metAs = async (recipient: string, botId: string) => {
      const { state: _, since: __, why: ___, ...kept } = (await bot.storage.references.of(recipient))!;
      await bot.storage.references.save({ ...kept, botId });
    };
    const { card } = await posted(async () => {
      await metAs(officer.id, CALLED);
      await metAs(manager.id, BEFORE);
    });
    expect(card.refresh.userIds).toEqual([panel, officer].map(({ entraId }) => `29:${entraId}`));
  });

  test.each(['automatic', 'manual'] as const)(
    'names the child to whoever may open the case, and writes nothing where others read along (%s)',
    async (trigger) => {
      const { reference, ask } = await posted();
      const before = calls();
      const { shown } = await ask(alone, trigger);
      expect(shown!.text).toContain(`${reference}\nRowan Ashdown · Example Primary School`);
      expect(shown!.text).toContain('Only you see these names');
      expect(calls()).toBe(before);
      expect(JSON.stringify(inTheChannel())).not.toMatch(/Rowan|Ashdown/);
    },
  );

  test('goes on being asked for, and lets whoever keeps the panel’s record record what it decided', async () => {
    const { ask } = await posted();
    const { shown } = await ask(bot.as(bot.people.officer));
    expect(shown!.card['refresh'].userIds).toEqual([`29:${bot.people.officer.entraId}`]);
    expect(JSON.stringify(shown!.card)).toContain('panel-decision');
    expect(JSON.stringify((await ask(alone)).shown!.card)).not.toContain('panel-decision');
  });

  test('is nothing of a child for whoever may not see the agenda', async () => {
    const { ask } = await posted();
    const before = calls();
    const { shown } = await ask(bot.as(bot.people.lead), 'manual');
    expect(shown!.text).toContain('for members of the panel');
    expect(calls()).toBe(before);
  });

  test('of a client that sends the button as a message goes to the person’s own chat', async () => {
    const { card } = await posted();
    const before = alone.history().length;
    const value = card.refresh.action.data;
    await alone.in({ id: CHANNEL, conversationType: 'channel' }).send({ type: 'message', value });
    const texts = alone
      .history()
      .slice(before)
      .map(({ text }) => text);
    expect(texts.join()).toContain('Rowan Ashdown');
    expect(JSON.stringify(inTheChannel())).not.toContain('Rowan');
  });

  test('stands on the trail with the children whom they were shown', async () => {
    const { ask } = await posted();
    await ask(alone);
    const [one] = await bot.storage.cases.openCases('341', null);
    const seen = (await trailOf(bot.storage, '341')).filter(
      ({ action, cases }) => action === 'see-case' && cases.includes(one!.id),
    );
    expect(seen.map(({ person, outcome }) => [person, outcome])).toEqual([[bot.people.panel.id, 'read']]);
  });

  test('is not asked for once the meeting has been', async () => {
    await posted();
    bot.clock.moveTo('2026-05-08T08:00:00.000Z');
    await world.panel.postDue();
    await world.deliver();
    const card = bot.connector.messages(CHANNEL)[0]!.activity['attachments'][0].content;
    expect(JSON.stringify(card)).toContain('This meeting has been');
    expect(card.refresh).toBeUndefined();
  });
});

import type { LocalDate } from '../../src/domain/calendar/date';
import type { Person } from '../../src/people/directory';
import { policyPack } from '../../src/domain/policy/policies';
import { startAlarmReceiver, type AlarmReceiver } from '../../src/bench/alarm-receiver';
import { chatOf, startGraph, type LoopbackGraph } from '../support/graph';
import { aMainJobBot, press, reportPupil, say, type MainJobBot } from './main-job-bot';
import { CHANNEL, MANIFEST, watched, withGraph } from './steps-taken';
import { shownMessage } from '../support/client';

/** On that morning the officer is told of Day 6 under Liverpool's rules. */
const DAY_6: LocalDate = '2026-05-05';

let house: MainJobBot;
let graph: LoopbackGraph;
beforeEach(async () => {
  graph = await startGraph();
  graph.catalogue.set(MANIFEST, 'app-1');
});
afterEach(async () => {
  await house.bot.close();
  await graph.close();
});

const start = async (env: Readonly<Record<string, string>> = {}, policy = 'liverpool') => {
  house = await aMainJobBot('chat', policy, policyPack, env);
  const { people } = house;
  for (const { entraId } of Object.values(people)) graph.people.set(entraId, `${entraId}@council.example`);
  return people;
};
const { aMinuteLater, block, chat, inChannel, noticeTo, open, stepsFor, refuse } = watched(() => house);
const stateOf = async ({ id }: Person) => (await house.storage.references.of(id))!.state;

describe('who has blocked the bot', () => {
  test('is tried once with a new alert, a colleague is told, and both know of one another when they come back', async () => {
    const { lead, officer, caseworker } = await start();
    await house.as(caseworker).say('hello');
    const { reference } = await reportPupil(house.as(lead));
    const before = chat(officer).length;
    refuse(officer, 'ConversationBlockedByUser');
    await house.at(DAY_6, '08:45');
    await aMinuteLater();
    expect(await stateOf(officer)).toBe('blocked');
    expect(chat(caseworker).at(-1)).toMatch(new RegExp(`because I could not bring it to ${officer.name}`));
    expect(chat(caseworker).at(-1)).toContain(reference);
    expect(await stepsFor(officer, reference)).toEqual(['deputy told']);
    const listed = await say(house.as(house.people.manager), 'deliveries failed');
    expect(listed.text).toMatch(new RegExp(`Told instead: ${caseworker.name}, Tue 5 May 2026`));

    const asked = house.bot.connector.calls.length;
    await house.at('2026-05-06', '08:45');
    const again = house.bot.connector.calls.slice(asked).map(({ conversationId }) => conversationId);
    expect(again.filter((conversation) => conversation === `a:${officer.entraId}`)).toHaveLength(1);
    expect(chat(officer)).toHaveLength(before);

    open(officer);
    await house.as(officer).say('hello');
    await house.fallDue();
    const came = chat(officer).filter((text) => text.includes('You could not be reached before'));
    expect(came).toEqual([expect.stringContaining(`so I told ${caseworker.name} on`)]);
    expect(await stateOf(officer)).toBe('reachable');
  });

  test('nothing is taken twice, however often it is looked', async () => {
    const { lead, officer, caseworker } = await start();
    await house.as(caseworker).say('hello');
    await reportPupil(house.as(lead));
    await block(officer);
    await house.at(DAY_6, '08:45');
    const once = chat(caseworker).length;
    for (let times = 0; times < 3; times += 1) await house.fallDue();
    expect(chat(caseworker)).toHaveLength(once);
  });
});

test('a colleague who is away stands in for nobody, as long as another one is here', async () => {
  const { lead, officer, caseworker, manager } = await start();
  for (const person of [caseworker, manager]) await house.as(person).say('hello');
  await reportPupil(house.as(lead));
  await say(house.as(caseworker), 'away until 2026-05-11');
  await block(officer);
  const before = chat(caseworker).length;
  await house.at(DAY_6, '08:45');
  expect(chat(manager).at(-1)).toContain(`because I could not bring it to ${officer.name}`);
  expect(chat(caseworker)).toHaveLength(before);
});

describe('who has taken the app out', () => {
  test('without Microsoft Graph: those who stand in hear of it', async () => {
    const { lead, officer, manager } = await start();
    await house.as(manager).say('hello');
    const { reference } = await reportPupil(house.as(lead));
    await house.as(officer).send({ type: 'installationUpdate', action: 'remove' });
    await house.at(DAY_6, '08:45');
    expect(await stepsFor(officer, reference)).toEqual(['deputy told']);
    expect(chat(manager).at(-1)).toContain(reference);
  });

  test('with it they get the app again, and the alert', async () => {
    const { lead, officer } = await start(withGraph(graph));
    const { reference } = await reportPupil(house.as(lead));
    await house.as(officer).send({ type: 'installationUpdate', action: 'remove' });
    await house.at(DAY_6, '08:45');
    expect(graph.installed(officer.entraId)).toEqual(['app-1']);
    const there = house.bot.connector.messages(chatOf(officer.entraId)).map((message) => shownMessage(message).text);
    expect(there).toEqual([expect.stringContaining(reference)]);
    expect(await stepsFor(officer, reference)).toEqual([]);
  });
});

describe('who was never seen', () => {
  const handOver = async (reference: string, to: Person) => {
    await house.casework.officer.assign(house.people.officer, reference, to.id, 'Please look into it.');
    await house.fallDue();
  };

  test('gets the app through Microsoft Graph, then the alert', async () => {
    const { lead, caseworker } = await start(withGraph(graph));
    const { reference } = await reportPupil(house.as(lead));
    await handOver(reference, caseworker);
    const there = house.bot.connector.messages(chatOf(caseworker.entraId));
    expect(there.map((message) => shownMessage(message).text)).toEqual([expect.stringContaining(reference)]);
    expect(await house.storage.references.of(caseworker.id)).toMatchObject({
      ...{ state: 'reachable', entraId: caseworker.entraId, conversationId: chatOf(caseworker.entraId) },
    });
  });

  test('when Microsoft Graph may not do that, the chain is taken', async () => {
    const { lead, caseworker } = await start(withGraph(graph));
    graph.trouble({ status: 403, code: 'Forbidden', to: /installedApps/, times: 9 });
    const { reference } = await reportPupil(house.as(lead));
    await handOver(reference, caseworker);
    const rule = house.policy.alerts.find(({ trigger }) => trigger.kind === 'assigned')!.id;
    expect((await stepsFor(caseworker, reference, rule))[0]).toBe('deputy told');
    expect(graph.installed(caseworker.entraId)).toEqual([]);
  });
});

describe('a conversation that is not found', () => {
  test('may be there again: it is tried once more before anybody else is told', async () => {
    const { lead, officer, caseworker } = await start();
    await house.as(caseworker).say('hello');
    const { reference } = await reportPupil(house.as(lead));
    refuse(officer, 'ConversationNotFound', 404);
    await house.at(DAY_6, '08:45');
    expect(await stateOf(officer)).toBe('gone');
    expect(await noticeTo(officer, reference)).toMatchObject({ state: 'retry' });
    expect(await stepsFor(officer, reference)).toEqual([]);
  });
});

describe('the whole chain', () => {
  let operator: AlarmReceiver;
  beforeEach(async () => {
    operator = await startAlarmReceiver();
  });
  afterEach(() => operator.close());

  test('ends with whoever runs the bot, who learns ids and counts', async () => {
    const { lead, officer } = await start({ ALARM_URL: operator.url });
    const { reference } = await reportPupil(house.as(lead));
    await block(officer);
    await house.at(DAY_6, '08:45');
    expect(await stepsFor(officer, reference)).toEqual([
      ...['deputy skipped', 'team-channel skipped', 'e-mail failed', 'alarm told'],
    ]);
    const listed = await say(house.as(house.people.manager), 'deliveries failed');
    expect(listed.text).toContain('Told instead: the operator of Whereabouts, Tue 5 May 2026');
    expect(listed.text).toContain('Tried before, in vain: whoever stands in, the team’s channel, e-mail');
    const { id } = await noticeTo(officer, reference);
    expect(operator.taken).toEqual([
      { what: 'alert-reaches-nobody', notice: id, authority: '341', rule: 'ews-contact-due', alarms: 1 },
    ]);
    expect(house.lines.filter((line) => line.includes('"level":60'))).toEqual([expect.stringContaining(id)]);
    expect(await house.storage.steps.alarms()).toBe(1);
    expect(house.lines.join('') + JSON.stringify(operator.taken)).not.toMatch(/Rowan|Ashdown/);
    open(officer);
    await house.as(officer).say('hello');
    await house.fallDue();
    expect(await house.storage.steps.alarms()).toBe(0);
  });

  test('calls the operator until the alarm is taken, and not each minute', async () => {
    const { lead, officer } = await start({ ALARM_URL: operator.url });
    const { reference } = await reportPupil(house.as(lead));
    await block(officer);
    operator.answerWith(500);
    const calls = () => house.lines.filter((line) => line.includes('"level":60')).length;
    const lastStep = async () => (await stepsFor(officer, reference)).at(-1);
    await house.at(DAY_6, '08:45');
    expect([calls(), await lastStep(), await house.storage.steps.alarms()]).toEqual([1, 'alarm begun', 1]);
    const listed = await say(house.as(house.people.manager), 'deliveries failed');
    expect(listed.text).toContain('The operator of Whereabouts has been called and has not answered yet');
    for (const time of ['08:46', '08:47', '08:49'] as const) await house.at(DAY_6, time);
    expect(calls()).toBe(1);
    await house.at(DAY_6, '08:51');
    expect([calls(), await lastStep()]).toEqual([2, 'alarm begun']);
    operator.answerWith(200);
    await house.at(DAY_6, '08:57');
    expect([operator.taken.length, await lastStep()]).toEqual([1, 'alarm told']);
    await house.at(DAY_6, '09:05');
    expect([calls(), operator.taken.length]).toEqual([3, 1]);
  });

  test('goes through the team’s channel, which is told no name', async () => {
    const { lead, officer } = await start();
    const answer = await house.as(officer).in(CHANNEL).say('post alerts here');
    expect(answer[0]!.text).toContain('nothing about the child');
    const { reference } = await reportPupil(house.as(lead));
    await block(officer);
    await house.at(DAY_6, '08:45');
    expect(await stepsFor(officer, reference)).toEqual(['deputy skipped', 'team-channel told']);
    const posted = inChannel().at(-1)!;
    expect(posted).toContain(reference);
    expect(posted).toMatch(/By .*5 May 2026|Now/);
    expect(posted).not.toMatch(/Rowan|Ashdown|Example Primary/);
    const card = shownMessage(house.bot.connector.messages(CHANNEL.id).at(-1)!);
    await press(house.as(officer), card, 'Open the case').catch(() => null);
    expect(inChannel().join(' ')).not.toMatch(/Rowan|Ashdown/);
  });

  test('and what stands in that channel says when somebody answers, when it arrives after all, and when it is over', async () => {
    const { lead, officer, manager } = await start();
    await house.as(officer).in(CHANNEL).say('post alerts here');
    const { reference } = await reportPupil(house.as(lead));
    await block(officer);
    await house.at(DAY_6, '08:45');
    const posted = inChannel().length;
    const standing = () => inChannel().slice(posted - 1);
    const first = await noticeTo(officer, reference);
    expect(standing()).toEqual([expect.stringContaining('An alert does not reach the person it is for')]);

    open(officer);
    await house.as(officer).say('hello');
    await house.fallDue();
    await house.fallDue();
    expect(standing()).toEqual([expect.stringContaining('It is with them now.')]);

    await house.casework.acknowledge(manager, first.id);
    await house.fallDue();
    expect(standing()).toEqual([expect.stringContaining('somebody has answered it since')]);
    expect(standing()[0]).not.toContain('What is due');

    const mistake = 'Was in the library.';
    await house.casework.markAttendance(lead, reference, { code: '/', from: '2026-04-27', to: null, note: '' });
    await house.casework.close(lead, reference, 'returned', mistake);
    await house.fallDue();
    expect(standing()).toEqual([expect.stringContaining('There is nothing left to ask for here')]);
  });

  test('goes through e-mail where the channel is gone, and says nothing of the child there', async () => {
    const { lead, officer } = await start(withGraph(graph));
    graph.trouble({ status: 403, code: 'Forbidden', to: /installedApps/, times: 99 });
    await house.as(officer).in(CHANNEL).say('post alerts here');
    const { reference } = await reportPupil(house.as(lead));
    await block(officer);
    house.bot.connector.refuse([CHANNEL.id], { status: 403, code: 'BotNotInConversationRoster' });
    await house.at(DAY_6, '08:45');
    await aMinuteLater();
    expect(await stepsFor(officer, reference)).toEqual(['deputy failed', 'team-channel failed', 'e-mail told']);
    expect(graph.mails.map(({ from }) => from)).toEqual(['whereabouts@council.example']);
    const mail = JSON.stringify(graph.mails);
    expect(mail).toContain(reference);
    expect(mail).not.toMatch(/Rowan|Ashdown|Example Primary/);
  });

  test('is another one under another authority’s rules', async () => {
    const { lead, officer, manager } = await start(withGraph(graph), 'westmere');
    await house.as(manager).say('hello');
    await block(officer);
    const { reference } = await reportPupil(house.as(lead));
    await house.at('2026-05-15', '09:00');
    const theCase = (await house.storage.cases.byReference(lead.authority, reference))!;
    const all = await house.storage.outbox.ofCase(theCase.id);
    const [first] = all.filter((one) => one.recipient === officer.id && !one.urgent && one.foldedInto === null);
    expect(await stepsFor(officer, reference, first!.obligation)).toEqual(['e-mail told']);
    expect(graph.mails.length).toBeGreaterThan(0);
  });
});

test('only who answers for it says where alerts are posted', async () => {
  const { lead, officer, manager } = await start();
  const [refused] = await house.as(lead).in(CHANNEL).say('post alerts here');
  expect(refused!.text).toContain('for the tracking officer or the service manager to say');
  expect(await house.storage.references.of('alerts:341')).toBeNull();
  expect((await say(house.as(officer), 'post alerts here')).text).toContain('mention me');
  await house.as(officer).in(CHANNEL).say('post alerts here');
  const moved = await house
    .as(manager)
    .in({ ...CHANNEL, id: '19:other@thread.tacv2' })
    .say('post alerts here');
  expect(moved[0]!.text).toContain('no longer said in the channel that had it before');
});

import type { Person } from '../../src/people/directory';
import { policyPack } from '../../src/domain/policy/policies';
import { aCheck } from '../builders/case';
import { startAlarmReceiver, type AlarmReceiver } from '../../src/bench/alarm-receiver';
import { startGraph, type LoopbackGraph } from '../support/graph';
import { aMainJobBot, press, reportPupil, say, type MainJobBot } from './main-job-bot';
import { CHANNEL, MANIFEST, watched, withGraph } from './steps-taken';

let house: MainJobBot;
let graph: LoopbackGraph;
let operator: AlarmReceiver;
beforeEach(async () => {
  [graph, operator] = await Promise.all([startGraph(), startAlarmReceiver()]);
  graph.catalogue.set(MANIFEST, 'app-1');
});
afterEach(async () => {
  await house.bot.close();
  await graph.close();
  await operator.close();
});

const { atRiskCase, block, chat, inChannel, noticeTo, open, stepsFor } = watched(() => house);

describe('what waits on one card for somebody who cannot be reached', () => {
  const begin = async (env: Readonly<Record<string, string>> = {}) => {
    house = await aMainJobBot('chat', 'liverpool', policyPack, env);
    const { people } = house;
    for (const { entraId } of Object.values(people)) graph.people.set(entraId, `${entraId}@council.example`);
    const { reference } = await reportPupil(house.as(people.lead));
    await block(people.officer);
    return { ...people, reference };
  };
  const rulesTo = async ({ id }: Person, reference: string) => {
    const theCase = (await house.storage.cases.byReference('341', reference))!;
    const all = await house.storage.outbox.ofCase(theCase.id);
    return all.filter(({ recipient }) => recipient === id).map(({ obligation }) => obligation);
  };

  test('comes to whoever stands in on one card as well, and their answer is the answer to all of it', async () => {
    const { officer, caseworker, reference } = await begin();
    await house.as(caseworker).say('hello');
    await house.at('2026-05-12', '10:00');
    const mine = () => chat(caseworker).filter((text) => text.includes(reference));
    expect(mine()).toHaveLength(1);
    expect(mine()[0]).toMatch(/^Overdue: the ten-day notification\n/);
    expect(mine()[0]).toContain('Also due since');
    expect((await rulesTo(caseworker, reference)).sort()).toEqual((await rulesTo(officer, reference)).sort());
    await press(house.as(caseworker), house.as(caseworker).history().at(-1)!, 'Acknowledge');
    open(officer);
    await house.as(officer).say('hello');
    await house.fallDue();
    expect(chat(officer).at(-1)).toContain(`Acknowledged by ${caseworker.name}`);
    await house.at('2026-05-12', '15:00');
    expect(mine()).toHaveLength(1);
  });

  test('goes on in its own right once the alert that it was to be told with is over', async () => {
    operator.answerWith(500);
    const { lead, officer, caseworker, reference } = await begin({ ALARM_URL: operator.url });
    const first = 'notification-overdue';
    await house.at('2026-05-12', '10:00');
    expect(await noticeTo(officer, reference, first)).toMatchObject({ state: 'unreachable', folds: 4 });
    expect((await stepsFor(officer, reference, first)).at(-1)).toBe('alarm begun');
    const { text } = await say(house.as(house.people.manager), 'deliveries failed');
    const lines = text.split('\n');
    expect(
      lines.filter((line) => line === 'To be told on the card of: Overdue: the ten-day notification'),
    ).toHaveLength(4);
    expect(lines.filter((line) => line.startsWith(`${reference} · `))).toHaveLength(5);
    expect(text).toContain('5 messages');
    expect(text).toContain(`${reference} · Day 6: contact with the Education Welfare Service is due`);

    await house.as(caseworker).say('hello');
    const [notified] = house.policy.checklist.find(({ id }) => id === 'L01')!.settles;
    const check = aCheck({ outcome: notified!, on: '2026-05-12', at: '09:30' });
    await house.casework.recordCheck(lead, reference, 'L01', check, null);
    await house.fallDue();
    expect((await rulesTo(caseworker, reference)).sort()).toEqual(['ews-contact-due', 'ews-contact-overdue']);
    expect(chat(caseworker).at(-1)).toContain(`because I could not bring it to ${officer.name}`);
    expect(await noticeTo(officer, reference, first)).toMatchObject({ folds: 0 });
  });

  test('does not hide behind an alert of which others were told before it fell due', async () => {
    house = await aMainJobBot('chat');
    const { officer, caseworker } = house.people;
    await block(officer);
    await house.as(caseworker).say('hello');
    const reference = await atRiskCase();
    await house.at('2026-04-28', '09:00');
    const urgent = 'safeguarding-overdue';
    expect(await stepsFor(officer, reference, urgent)).toEqual(['deputy told']);
    await house.at('2026-05-05', '08:30');
    expect(await stepsFor(officer, reference, 'ews-contact-overdue')).toEqual(['deputy told']);
    expect(chat(caseworker).join()).toContain('Overdue: contact with the Education Welfare Service');
    expect(await noticeTo(officer, reference, urgent)).toMatchObject({ state: 'unreachable', folds: 0 });
  });

  test('is posted once, with all that is due', async () => {
    const { officer } = await begin();
    await house.as(officer).in(CHANNEL).say('post alerts here');
    await block(officer);
    const before = inChannel().length;
    await house.at('2026-05-12', '10:00');
    expect(inChannel().slice(before)).toHaveLength(1);
    expect(inChannel().at(-1)).toContain('Also due');
    expect(inChannel().at(-1)).toContain('Day 6: contact with the Education Welfare Service is due');
    expect(inChannel().at(-1)).not.toMatch(/Rowan|Ashdown|Example Primary/);
  });

  test('is one e-mail, which says how much', async () => {
    const { officer } = await begin(withGraph(graph));
    graph.trouble({ status: 403, code: 'Forbidden', to: /installedApps/, times: 99 });
    await block(officer);
    await house.at('2026-05-12', '10:00');
    expect(graph.mails).toHaveLength(1);
    expect(JSON.stringify(graph.mails)).toContain('5 alerts wait for you in Teams');
  });
});

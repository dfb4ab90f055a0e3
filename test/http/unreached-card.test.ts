import type { Person } from '../../src/people/directory';
import { policyPack } from '../../src/domain/policy/policies';
import { startGraph, type LoopbackGraph } from '../support/graph';
import { aMainJobBot, press, reportPupil, type MainJobBot } from './main-job-bot';
import { CHANNEL, MANIFEST, watched, withGraph } from './steps-taken';

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

const { block, chat, inChannel } = watched(() => house);

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
    await house.as(officer).say('hello');
    await house.fallDue();
    expect(chat(officer).at(-1)).toContain(`Acknowledged by ${caseworker.name}`);
    await house.at('2026-05-12', '15:00');
    expect(mine()).toHaveLength(1);
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

import { startAlarmReceiver, type AlarmReceiver } from '../../src/bench/alarm-receiver';
import { policyPack } from '../../src/domain/policy/policies';
import { createLog } from '../../src/log';
import { alertChannelOf } from '../../src/notices/alert-channel';
import type { Person } from '../../src/people/directory';
import { createPapers } from '../../src/records/create-papers';
import { hashOf, newSecret, ticketEnds } from '../../src/records/tickets';
import { EVERY_TENANT } from '../../src/tenants';
import { ELSEWHERE, TENANT } from '../builders/authority';
import { startGraph, type LoopbackGraph } from '../support/graph';
import { aMainJobBot, reportPupil, type MainJobBot } from './main-job-bot';
import { MANIFEST, watched, withGraph } from './steps-taken';

/** On that morning the officer is told of Day 6 under Liverpool's rules. */
const DAY_6 = '2026-05-05';
const CHANNEL = '19:theirs@thread.tacv2';

/** The bot began again without a tenant whose people are imported still, and were met while it was named. */
let house: MainJobBot;
let graph: LoopbackGraph;
let operator: AlarmReceiver;
beforeEach(async () => {
  [graph, operator] = [await startGraph(), await startAlarmReceiver()];
  graph.catalogue.set(MANIFEST, 'app-1');
  const env = { ...withGraph(graph), TENANT_IDS: TENANT, ALARM_URL: operator.url };
  house = await aMainJobBot('chat', 'liverpool', policyPack, env);
  for (const { entraId } of Object.values(house.people)) graph.people.set(entraId, `${entraId}@council.example`);
});
afterEach(async () => {
  await house.bot.close();
  await graph.close();
  await operator.close();
});
const { chat, noticeTo, only, stepsFor } = watched(() => house);

const chatWith = ({ entraId }: Person): string => `a:there-${entraId}`;
const metAt = (recipient: string, conversationId: string, person: Person | null) =>
  house.storage.references.save({
    ...{ recipient, conversationId, serviceUrl: house.bot.connector.serviceUrl, tenantId: ELSEWHERE.tenant },
    ...{ botId: '28:bot', channelId: 'msteams', greeted: true, teamId: person ? null : 'team' },
    ...{ userId: person ? '29:u' : '', entraId: person?.entraId ?? null },
  });
/** These are of the tenant that is named no more. */
async function taken(...those: readonly Person[]): Promise<Person[]> {
  const ids = those.map(({ id }) => id);
  const all = Object.values(house.people).filter(({ authority }) => authority === '341');
  await only(...all.map((one) => (ids.includes(one.id) ? { ...one, tenantId: ELSEWHERE.tenant } : one)));
  const now = await Promise.all(
    those.map(({ entraId }) => house.storage.directory.personByEntraId(ELSEWHERE.tenant, entraId)),
  );
  for (const person of now) await metAt(person!.id, chatWith(person!), person);
  return now as Person[];
}
const writtenThere = () =>
  house.bot.connector.calls.filter(({ conversationId }) => /there-|theirs/.test(conversationId));

test('a milestone of theirs is not told in their chat: a colleague of a tenant that is named hears of it', async () => {
  const { officer, caseworker, lead } = house.people;
  await house.as(caseworker).say('hello');
  const [gone] = await taken(officer);
  const { reference } = await reportPupil(house.as(lead));
  await house.at(DAY_6, '08:45');
  expect(writtenThere()).toEqual([]);
  expect(await noticeTo(gone!, reference)).toMatchObject({ state: 'unreachable', lastError: 'tenant-not-served' });
  expect(await stepsFor(gone!, reference)).toEqual(['deputy told']);
  expect(chat(caseworker).at(-1)).toContain(reference);
});

test('nobody and nothing there is told in their place, by chat, channel, Graph or mail, and the operator is called', async () => {
  const { officer, caseworker, manager, lead } = house.people;
  const [gone] = await taken(officer, caseworker, manager);
  await metAt(alertChannelOf('341'), CHANNEL, null);
  const { reference } = await reportPupil(house.as(lead));
  await house.at(DAY_6, '08:45');
  expect(await stepsFor(gone!, reference)).toEqual([
    ...['deputy skipped', 'team-channel skipped', 'e-mail skipped', 'alarm told'],
  ]);
  expect(operator.taken).toContainEqual(expect.objectContaining({ what: 'alert-reaches-nobody' }));
  expect(writtenThere()).toEqual([]);
  expect(graph.mails).toEqual([]);
  expect(graph.installed(officer.entraId)).toEqual([]);
});

test('who took the app out there is not given it again', async () => {
  const { officer, lead } = house.people;
  const [gone] = await taken(officer);
  await house.storage.references.mark(
    { tenantId: ELSEWHERE.tenant, conversationId: chatWith(gone!) },
    { state: 'uninstalled', why: 'remove', at: house.clock.now() },
  );
  const { reference } = await reportPupil(house.as(lead));
  await house.at(DAY_6, '08:45');
  expect(await noticeTo(gone!, reference)).toMatchObject({ state: 'unreachable', lastError: 'tenant-not-served' });
  expect(graph.installed(officer.entraId)).toEqual([]);
});

test('no card that stands there is written anew', async () => {
  const [gone] = await taken(house.people.officer);
  const reference = (await house.storage.references.of(gone!.id))!;
  const { paced } = house.bot.bot;
  await expect(paced.send(reference, { type: 'message', text: 'An alert.' })).rejects.toThrow('tenant');
  await expect(paced.update(reference, 'm1', { type: 'message', text: 'An edit.' })).rejects.toThrow('tenant');
  expect(writtenThere()).toEqual([]);
});

test('a link to a paper that was given out before leads them nowhere', async () => {
  const { officer, caseworker, lead } = house.people;
  const { reference } = await reportPupil(house.as(lead));
  const [gone] = await taken(officer);
  const { storage, clock } = house;
  const before = createPapers({
    ...{ storage, clock, policies: policyPack, log: createLog('silent'), serves: EVERY_TENANT },
  });
  const paper = async (person: Person): Promise<string> => {
    const made = await before.make(person, reference, { kind: 'case-json' });
    return made.made ? made.secret : '';
  };
  const handout = async ({ id: personId }: Person): Promise<string> => {
    const secret = newSecret();
    const order = {
      kind: 'register-xlsx',
      on: '2026-04-27',
      by: 'days',
      reason: null,
      risk: null,
      school: null,
    } as const;
    await storage.handouts.issue({ hash: hashOf(secret), personId, order, expiresAt: ticketEnds(clock.now()) });
    return secret;
  };
  const asked = async (secret: string) => {
    const ask = async (method: string) => (await fetch(`${house.bot.url}/papers/${secret}`, { method })).status;
    return [await ask('GET'), await ask('POST')];
  };
  for (const give of [paper, handout]) {
    expect(await asked(await give(gone!))).toEqual([404, 404]);
    expect(await asked(await give(caseworker))).toEqual([200, 200]);
  }
});

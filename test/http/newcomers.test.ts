import type { Person } from '../../src/people/directory';
import { aMainJobBot, type MainJobBot } from './main-job-bot';
import { watched } from './steps-taken';

let house: MainJobBot;
beforeEach(async () => {
  house = await aMainJobBot('chat');
});
afterEach(() => house.bot.close());
const { atRiskCase, chat, noticeTo, only } = watched(() => house);

const RULE = 'at-risk-report';
const newcomer = (): Person => ({
  ...house.people.manager,
  ...{ id: 'not known', name: 'Nia Newcomer', entraId: '33333333-3333-4333-8333-3333333333aa' },
  roles: ['tracking-officer'],
});
const known = async ({ tenantId, entraId }: Person): Promise<Person> =>
  (await house.storage.directory.personByEntraId(tenantId, entraId))!;
const imported = async (person: Person): Promise<Person> => {
  const { lead, safeguarding, head, manager } = house.people;
  await only(lead, safeguarding, head, manager, person);
  return known(person);
};

describe('somebody who is not in the directory yet', () => {
  test.each([
    ['is given the app', { type: 'installationUpdate', action: 'add' }],
    ['becomes a member of the chat', { type: 'conversationUpdate', membersAdded: [{ id: '28:bot' }] }],
    ['writes', { type: 'message', text: 'hello' }],
  ])('%s: once they are imported their alerts reach them there, without a word more', async (_name, event) => {
    const nia = newcomer();
    await house.as(nia).send(event);
    const before = chat(nia).length;
    const officer = await imported(nia);
    const reference = await atRiskCase();
    expect(chat(nia).slice(before)).toEqual([expect.stringContaining(reference)]);
    expect(await noticeTo(officer, reference, RULE)).toMatchObject({ state: 'sent' });
  });

  test('is kept by ids alone, and is told nothing', async () => {
    const nia = newcomer();
    await house.as(nia).send({
      type: 'installationUpdate',
      action: 'add',
      from: { id: '29:nia', name: nia.name, aadObjectId: nia.entraId },
    });
    expect(chat(nia)).toEqual([]);
    const kept = await house.storage.references.inTenant(nia.tenantId, null);
    expect(kept).toMatchObject({
      recipient: `entra:${nia.tenantId}:${nia.entraId}`,
      conversationId: `a:${nia.entraId}`,
    });
    expect(JSON.stringify(kept)).not.toContain('Nia');
  });

  test('and takes the app out again before they are imported is not written to', async () => {
    const nia = newcomer();
    for (const action of ['add', 'remove']) await house.as(nia).send({ type: 'installationUpdate', action });
    const officer = await imported(nia);
    const reference = await atRiskCase();
    expect(chat(nia)).toEqual([]);
    expect(await noticeTo(officer, reference, RULE)).toMatchObject({ state: 'unreachable' });
  });

  test('in a channel leaves nothing behind', async () => {
    const nia = newcomer();
    await house.as(nia).in({ id: '19:panel@thread.tacv2', conversationType: 'channel' }).say('hello');
    const officer = await imported(nia);
    expect(await house.storage.references.of(officer.id)).toBeNull();
  });
});

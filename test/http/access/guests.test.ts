import { startTestBot, type TestBot } from '../../support/bot';
import { said } from './asking';

/** What an activity may say of its sender beside who they are. */
const FROM_A_GUEST: [string, object][] = [
  ['a guest', { userRole: 'guest' }],
  ['a guest by the other name', { role: 'Guest' }],
  ['somebody who has not signed in', { userRole: 'anonymous' }],
  ['somebody of another tenant', { tenantId: '22222222-2222-4222-8222-222222222222' }],
];

describe('somebody whose activity says that they are a guest', () => {
  let bot: TestBot;
  beforeEach(async () => (bot = await startTestBot()));
  afterEach(() => bot.close());

  const from = (more: object) => {
    const { entraId } = bot.people.panel;
    return { from: { id: `29:${entraId}`, aadObjectId: entraId, ...more } };
  };

  test.each(FROM_A_GUEST)('is a stranger, though the import knows them: %s', async (_what, more) => {
    const client = bot.as(bot.people.panel);
    const [answer] = await client.say('help', from(more));
    expect(answer!.text).toMatch(/^I do not know you yet/);
    expect(await bot.storage.references.of(bot.people.panel.id)).toBeNull();
    const { line, shown } = await client.invoke('task/fetch', { data: { verb: 'say', text: 'help' } }, from(more));
    expect(shown?.text ?? line).toMatch(/^I do not know you yet/);
  });

  test.each([
    ['nothing', {}],
    ['that they are a person', { role: 'user', userRole: 'user' }],
    ['their tenant, in capitals', { tenantId: '11111111-1111-4111-8111-111111111111'.toUpperCase() }],
    ['nothing of a tenant', { tenantId: '' }],
    ['what is no word', { role: { $ne: 'guest' }, userRole: 7, tenantId: [] }],
  ])('is answered whose activity says %s', async (_what, more) => {
    const [answer] = await bot.as(bot.people.panel).say('help', from(more));
    expect(answer!.text).toContain('I know you as: Panel member.');
  });

  test('is not kept for later, whoever imports them', async () => {
    const stranger = { ...bot.people.panel, entraId: '33333333-3333-4333-8333-333333333399' };
    const sender = { from: { id: '29:stranger', aadObjectId: stranger.entraId, userRole: 'guest' } };
    await bot.as(stranger).say('hello', sender);
    const isThere = { type: 'installationUpdate', action: 'add', ...sender };
    await bot.as(stranger).send(isThere);
    const known = await bot.storage.directory.savePeople(stranger.authority, [
      { ...stranger, roles: ['panel-member'] },
    ]);
    expect(await bot.storage.references.adopt(known)).toEqual([]);
    expect(await said(bot.as(stranger), 'help')).toContain('I know you as');
  });
});

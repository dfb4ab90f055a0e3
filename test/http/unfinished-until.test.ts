import { policyPack } from '../../src/domain/policy/policies';
import { aMainJobBot, press, say, type MainJobBot } from './main-job-bot';

describe.each([
  ['report', 'lead', 'Save for later'],
  ['refer', 'officer', 'Save for later'],
] as const)('until when what was begun with %s is kept', (word, who, button) => {
  let house: MainJobBot;
  beforeEach(async () => {
    house = await aMainJobBot('chat');
  });
  afterEach(() => house.bot.close());

  test('who saves it for later is told, and so is who finds it again', async () => {
    expect(policyPack('liverpool').retention.unfinished.days).toBe(90);
    const client = house.as(house.people[who]);
    const first = await say(client, word);
    const saved = await press(client, first, button, { forename: 'Rowan', surname: 'Ashdown' });
    expect(saved.text).toContain('Unfinished, it may be deleted after Sun 26 July 2026.');
    await house.at('2026-05-05', '09:00');
    const listed = await say(client, word);
    expect(listed.text).toContain('Unfinished, it may be deleted after Sun 26 July 2026.');
    const again = await press(client, await press(client, listed, 'Go on'), button);
    expect(again.text).toContain('Unfinished, it may be deleted after Mon 3 August 2026.');
  });

  test('nobody is told where a case was opened by it, since it goes with the case', async () => {
    const client = house.as(house.people[who]);
    const urgent = { forename: 'Rowan', surname: 'Ashdown', risks: 'child-protection', situation: ways[word] };
    await press(client, await say(client, word), 'Continue', urgent);
    const listed = await say(client, word);
    expect(listed.text).toContain('The alert has been sent.');
    expect(listed.text).not.toContain('may be deleted');
    const page = await press(client, listed, 'Go on');
    expect((await press(client, page, button)).text).not.toContain('may be deleted');
  });
});

const ways = { report: 'missing', refer: 'not-on-roll' };

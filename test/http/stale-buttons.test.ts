import { aMainJobBot, press, reportPupil, say, type MainJobBot } from './main-job-bot';

let house: MainJobBot;
let reference: string;
beforeEach(async () => {
  house = await aMainJobBot('chat');
  ({ reference } = await reportPupil(house.as(house.people.lead)));
});
afterEach(() => house.bot.close());

/** A button as an older version of the app, or a card that is no longer true, has it. */
const pressedBy = async (person: 'lead' | 'otherLead', data: object) => {
  const client = house.as(house.people[person]);
  const shown = await say(client, 'help');
  const card = { type: 'Action.Execute', title: 'Old', data };
  return press(client, { ...shown, card }, 'Old');
};
const STALE: [string, () => object][] = [
  ['a button that is no longer', () => ({ verb: 'was-once', args: { reference } })],
  ['an answer on the register that is no longer', () => ({ verb: 'attendance', args: { reference, answer: 'ill' } })],
  ['a page that is no longer', () => ({ verb: 'page', page: 'was-once', args: { case: reference } })],
  ['a form that is no longer', () => ({ verb: 'page', page: 'was-once', step: 'next', args: { case: reference } })],
];

test.each(STALE)('%s is answered with the case as it is now', async (_, data) => {
  const { text } = await pressedBy('lead', data());
  expect(text).toContain(reference);
  expect(text).toContain('Rowan Ashdown');
  expect(text).not.toContain('from an earlier time');
});

test.each(STALE)('%s tells nothing to who may not see the case', async (_, data) => {
  const { text } = await pressedBy('otherLead', data());
  expect(text).not.toContain('Rowan');
});

test('words stand where there is no case to show', async () => {
  expect((await pressedBy('lead', { verb: 'was-once' })).text).toContain('from an earlier time');
});

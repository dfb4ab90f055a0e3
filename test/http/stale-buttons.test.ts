import { aMainJobBot, press, reportPupil, say, type MainJobBot } from './main-job-bot';

let house: MainJobBot;
let reference: string;
beforeEach(async () => {
  house = await aMainJobBot('chat');
  ({ reference } = await reportPupil(house.as(house.people.lead)));
});
afterEach(() => house.bot.close());

/** A button as an older version of the app, or a card that is no longer true, has it. */
const pressedBy = async (person: 'lead' | 'otherLead' | 'officer', data: object) => {
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

/** What buttons carried in some version or other, each with a value that nothing has any more. */
const ONCE = Object.fromEntries(
  ['delivery', 'draft', 'stage', 'answer', 'from', 'paper', 'kind', 'item', 'section', 'filter'].map((name) => [
    name,
    'was-once',
  ]),
);
const EVERY_VERB: [string, () => object][] = [
  ['knows the case alone', () => ({ reference })],
  ['carries what is no longer', () => ({ ...ONCE, reference })],
];
/** What every button of the bot answers to a person who presses it with this. */
const answers = async (person: 'otherLead' | 'officer', args: object) => {
  const said: [verb: string, text: string][] = [];
  for (const { id: verb } of house.verbs) said.push([verb, (await pressedBy(person, { verb, args })).text]);
  expect(said.length).toBeGreaterThan(0);
  return said;
};

/** These have words of their own: what they are about is not there, is no case, or is the school's to say. */
const IN_OTHER_WORDS: Readonly<Record<string, string>> = {
  attendance: 'Your role does not allow this.',
  'acknowledge-referral': 'There is nothing to acknowledge.',
  deliveries: 'There are none of these.',
  awaited: 'No answer is awaited',
  'own-agenda': 'from an earlier time',
};

test.each(EVERY_VERB)('each button that %s is answered with what there is of the case now', async (_, args) => {
  const said = await answers('officer', args());
  const wanted = (verb: string) => IN_OTHER_WORDS[verb] ?? reference;
  expect(said.filter(([verb, text]) => !text.includes(wanted(verb)))).toEqual([]);
});

test.each(EVERY_VERB)('each button that %s tells nothing to who may not see the case', async (_, args) => {
  const said = await answers('otherLead', args());
  expect(said.filter(([, text]) => /Rowan|Ashdown/.test(text) || text.includes(reference))).toEqual([]);
});

test('words stand where there is no case to show', async () => {
  expect((await pressedBy('lead', { verb: 'was-once' })).text).toContain('from an earlier time');
});

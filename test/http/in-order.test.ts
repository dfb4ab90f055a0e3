import { londonInstant } from '../../src/domain/calendar/london';
import { instantOf } from '../../src/notices/steady-clock';
import { anAbsence, aPupil, atRisk, noRisk } from '../builders/case';
import { newId } from '../support/bot';
import { aMainJobBot, type MainJobBot } from './main-job-bot';

let house: MainJobBot;
let reference: string;
beforeEach(async () => {
  house = await aMainJobBot('chat');
  const absence = anAbsence({ firstDayMissed: '2026-04-27', lastAttended: null });
  const report = { draftId: newId(), triage: atRisk, absence, pupil: aPupil() };
  ({ reference } = (await house.casework.report(house.people.lead, report)).view.case);
  await house.fallDue();
});
afterEach(() => house.bot.close());

const cards = () =>
  house
    .as(house.people.officer)
    .history()
    .filter(({ text }) => text.includes(reference));
async function minute(after: number): Promise<void> {
  const at = instantOf(Date.parse(londonInstant('2026-04-28', '09:00')) + after * 60_000);
  house.bot.steady.moveTo(at);
  house.clock.moveTo(at);
  await house.fallDue();
}

test.each([
  ['is not there', null],
  ['asks to try again', { status: 412 }],
  ['has a fault of its own', { status: 503 }],
])(
  'what is said of a case after an hour in which Teams %s comes after what was said before',
  async (_what, trouble) => {
    const { officer, lead } = house.people;
    const { connector } = house.bot;
    const chat = [`a:${officer.entraId}`];
    await minute(0);
    const before = cards().length;
    if (trouble) connector.refuse(chat, trouble);
    else await connector.away();
    await house.casework.triage(lead, reference, noRisk);
    for (let after = 0; after <= 60; after += 5) await minute(after);
    if (trouble) connector.refuse(chat, null);
    else await connector.back();
    const sighting = { on: '2026-04-28', where: 'elsewhere', by: 'An aunt', note: '' } as const;
    await house.casework.recordSighting(lead, reference, sighting);
    await minute(60);
    const news = ['A child is no longer reported as at risk', 'A missing pupil has been seen or is back'];
    const read = cards()
      .slice(before)
      .map(({ text }) => text.split('\n')[0]!);
    expect(read.filter((title) => news.includes(title))).toEqual(news);
  },
);

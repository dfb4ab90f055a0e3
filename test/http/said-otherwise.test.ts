import type { LocalDate } from '../../src/domain/calendar/date';
import { londonInstant, type LocalTime } from '../../src/domain/calendar/london';
import type { Triage } from '../../src/domain/case/fact';
import { anAbsence, aPupil, atRisk, noRisk } from '../builders/case';
import { newId } from '../support/bot';
import { aMainJobBot, press, type MainJobBot } from './main-job-bot';

let house: MainJobBot;
let reference: string;
beforeEach(async () => {
  house = await aMainJobBot('chat');
});
afterEach(() => house.bot.close());

async function reported(triage: Triage): Promise<void> {
  const absence = anAbsence({ firstDayMissed: '2026-04-27', lastAttended: null });
  const report = { draftId: newId(), triage, absence, pupil: aPupil() };
  ({ reference } = (await house.casework.report(house.people.lead, report)).view.case);
  await house.fallDue();
}
const cards = () =>
  house
    .as(house.people.officer)
    .history()
    .filter(({ text }) => text.includes(reference));
const titles = () => cards().map(({ text }) => text.split('\n')[0]!);
async function at(date: LocalDate, time: LocalTime): Promise<void> {
  house.bot.steady.moveTo(londonInstant(date, time));
  await house.at(date, time);
}
const asked = (triage: Triage) => house.casework.triage(house.people.lead, reference, triage);
const weighed = (tier: string) => house.casework.tier.weigh(house.people.lead, reference, tier, 'As it was told.');
const marked = (code: string, from: LocalDate) =>
  house.casework.markAttendance(house.people.lead, reference, { code, from, to: null, note: '' });

const WITHDRAWN = 'A child is no longer reported as at risk';
const NO_CALL = 'No call to social care or the police is recorded';
const LESS = 'The risk is said to be less';
const BACK = 'A missing pupil has been seen or is back';

describe('in the morning nobody reads that all is well when the night said otherwise', () => {
  test('of a risk that was withdrawn in the evening and named anew', async () => {
    await reported(atRisk);
    await at('2026-04-28', '18:30');
    await asked(noRisk);
    await at('2026-04-28', '22:00');
    await asked(atRisk);
    await at('2026-04-28', '22:01');
    const atNight = titles();
    await at('2026-04-29', '08:31');
    expect(titles().filter((title) => title.includes(WITHDRAWN))).toEqual([]);
    // The call that was overdue is due anew since the risk was, and overdue in the morning: its newer card stands below.
    const others = atNight.filter((title) => title !== NO_CALL);
    expect(others).toHaveLength(atNight.length - 1);
    expect(titles().slice(0, atNight.length)).toEqual([...others, NO_CALL]);
  });

  test('of a risk that was weighed to be less in the evening, and greater again', async () => {
    await reported(noRisk);
    await at('2026-04-28', '10:00');
    await weighed('red');
    await at('2026-04-28', '18:30');
    await weighed('green');
    await at('2026-04-28', '22:00');
    await weighed('red');
    await at('2026-04-28', '22:01');
    await at('2026-04-29', '08:31');
    expect(titles().filter((title) => title.includes(LESS))).toEqual([]);
  });

  test('of a pupil at risk who was back in the evening and is missing again', async () => {
    await reported(atRisk);
    await at('2026-04-29', '18:30');
    await marked('/', '2026-04-29');
    await at('2026-04-29', '22:00');
    const again = { draftId: newId(), triage: atRisk, pupil: aPupil() };
    const absence = anAbsence({ firstDayMissed: '2026-04-29', lastAttended: '2026-04-28' });
    await house.casework.report(house.people.lead, { ...again, absence });
    await at('2026-04-30', '08:31');
    expect(titles().filter((title) => title.includes(BACK))).toEqual([]);
  });
});

describe('a card of good news that stands says so when somebody has said otherwise', () => {
  const standing = (title: string) => cards().filter(({ text }) => text.split('\n')[0]!.includes(title));

  test('of a risk that is named anew, and of no risk that is withdrawn after that', async () => {
    await reported(atRisk);
    await at('2026-04-28', '10:00');
    await asked(noRisk);
    await at('2026-04-28', '10:05');
    await press(house.as(house.people.officer), standing(WITHDRAWN)[0]!, 'Acknowledge');
    await at('2026-04-28', '11:00');
    await asked(atRisk);
    await at('2026-04-28', '11:05');
    const [card] = standing(WITHDRAWN);
    expect(card!.text).toMatch(new RegExp(`^No longer so: ${WITHDRAWN}\n`));
    expect(card!.text).toContain('Acknowledged by Ed Track, Tue 28 April 2026, 10:05.');
    expect(card!.text).toContain('Somebody has said otherwise since: the case says what is so now.');
    await at('2026-04-28', '12:00');
    await asked(noRisk);
    await at('2026-04-28', '12:05');
    expect(standing(WITHDRAWN).map(({ text }) => text.split('\n')[0])).toEqual([
      `No longer so: ${WITHDRAWN}`,
      WITHDRAWN,
    ]);
  });

  test('of a pupil who is missing again, and it is passed on to nobody', async () => {
    await reported(noRisk);
    await at('2026-04-29', '10:00');
    await marked('/', '2026-04-29');
    await at('2026-04-29', '10:05');
    await at('2026-04-30', '09:30');
    await marked('N', '2026-04-30');
    await at('2026-04-30', '09:35');
    const [card] = standing(BACK);
    expect(card!.text).toMatch(new RegExp(`^No longer so: ${BACK}\n`));
    const { id } = (await house.casework.see(house.people.officer, reference)).case;
    const alerts = await house.storage.outbox.ofCase(id);
    expect(alerts.find(({ obligation }) => obligation === 'pupil-found')).toMatchObject({
      atRest: true,
      answerBy: null,
    });
  });
});

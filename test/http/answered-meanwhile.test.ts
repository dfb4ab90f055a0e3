import type { Person } from '../../src/people/directory';
import { instantOf } from '../../src/notices/steady-clock';
import { aMainJobBot, press, reportPupil, say, type MainJobBot } from './main-job-bot';
import { watched } from './steps-taken';

let house: MainJobBot;
beforeEach(async () => {
  house = await aMainJobBot('chat');
});
afterEach(() => house.bot.close());
const { atRiskCase, chat, noticeTo } = watched(() => house);

const REPEAT = 'You may have had this';

/** Teams says nothing clear of what it has accepted. */
async function unclear<T>({ entraId }: Person, work: () => Promise<T>): Promise<T> {
  house.bot.connector.refuse([`a:${entraId}`], { status: 504, accepted: true });
  const came = await work();
  house.bot.connector.refuse([`a:${entraId}`], null);
  return came;
}

const whenItIsTriedAgain = async () => {
  house.bot.steady.moveTo(instantOf(house.bot.steady.now() + 3_600_000));
  await house.fallDue();
};

const cardsOf = (person: Person, reference: string) => chat(person).filter((text) => text.includes(reference));

describe('an alert that may have arrived, and is to be sent again', () => {
  test('is not, once its recipient has answered the card that did arrive', async () => {
    const { officer, manager } = house.people;
    const reference = await unclear(officer, atRiskCase);
    const { id, state } = await noticeTo(officer, reference, 'at-risk-report');
    expect([state, cardsOf(officer, reference).length]).toEqual(['ambiguous', 1]);
    const card = house.as(officer).history().at(-1)!;
    await press(house.as(officer), card, 'Acknowledge');
    await whenItIsTriedAgain();
    expect(cardsOf(officer, reference)).toHaveLength(1);
    expect(await house.storage.outbox.byId(id)).toMatchObject({ state: 'dead', lastError: 'answered', attempts: 1 });
    expect((await say(house.as(manager), 'deliveries failed')).text).not.toContain(reference);
  });

  test('is not either, once its recipient has put it off; and it comes again on the day to which it was', async () => {
    const { lead, officer } = house.people;
    const { reference } = await reportPupil(house.as(lead));
    await unclear(officer, () => house.at('2026-05-05', '08:45'));
    const later = await press(house.as(officer), house.as(officer).history().at(-1)!, 'Remind me later');
    await press(house.as(officer), later, 'Put off', { until: '2026-05-06', reason: 'A visit is arranged.' });
    const put = cardsOf(officer, reference).length;
    await whenItIsTriedAgain();
    expect(cardsOf(officer, reference)).toHaveLength(put);
    await house.at('2026-05-06', '08:45');
    expect(cardsOf(officer, reference)).toHaveLength(put + 1);
  });

  test('is sent, and says that it may be a repeat, where a colleague has answered', async () => {
    const { officer, manager } = house.people;
    const reference = await unclear(officer, atRiskCase);
    const { id } = await noticeTo(officer, reference, 'at-risk-report');
    await house.casework.acknowledge(manager, id);
    await whenItIsTriedAgain();
    const [, again] = cardsOf(officer, reference);
    expect(again).toContain(`Acknowledged by ${manager.name}`);
    expect(again).toContain(REPEAT);
  });
});

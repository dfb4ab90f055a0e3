import { instantOf } from '../../src/notices/steady-clock';
import type { Trouble } from '../../src/bench/teams-connector/troubles';
import { aMainJobBot, reportPupil, type MainJobBot } from './main-job-bot';

let house: MainJobBot;
beforeEach(async () => {
  house = await aMainJobBot('chat');
});
afterEach(() => house.bot.close());

const alertTo = async ({ id }: { readonly id: string }, reference: string) => {
  const theCase = (await house.storage.cases.byReference(house.people.lead.authority, reference))!;
  const all = await house.storage.outbox.ofCase(theCase.id);
  return all.find(({ recipient, obligation }) => recipient === id && obligation === 'ews-contact-due')!;
};

describe('an alert that Teams puts off', () => {
  test.each<[Trouble, number]>([
    [{ status: 429, retryAfterDate: 120 }, 120],
    [{ status: 429, headers: { 'retry-after': '120' } }, 120],
    [{ status: 429, retryAfterDate: 30 * 24 * 3_600 }, 3_600],
    [{ status: 429, headers: { 'retry-after': String(30 * 24 * 3_600) } }, 3_600],
  ])('by %j goes out after %i seconds', async (trouble, seconds) => {
    const { lead, officer } = house.people;
    const { reference } = await reportPupil(house.as(lead));
    const { connector, steady } = house.bot;
    connector.refuse([`a:${officer.entraId}`], trouble);
    await house.at('2026-05-05', '08:45');
    connector.refuse([`a:${officer.entraId}`], null);
    const { notBefore, attempts } = await alertTo(officer, reference);
    expect(attempts).toBe(1);
    const wait = Date.parse(notBefore) - steady.now();
    expect(Math.abs(wait - seconds * 1_000)).toBeLessThanOrEqual(1_000);
    steady.moveTo(instantOf(Date.parse(notBefore) - 1));
    await house.fallDue();
    expect((await alertTo(officer, reference)).state).toBe('retry');
    steady.moveTo(notBefore);
    await house.fallDue();
    expect(await alertTo(officer, reference)).toMatchObject({ state: 'sent', attempts: 2, possibleRepeat: false });
  });

  test('by a 503 that names a time may have arrived, so the next one says that it may be a repeat', async () => {
    const { lead, officer } = house.people;
    const { reference } = await reportPupil(house.as(lead));
    const { connector, steady } = house.bot;
    connector.refuse([`a:${officer.entraId}`], { status: 503, headers: { 'retry-after': '30' }, accepted: true });
    await house.at('2026-05-05', '08:45');
    connector.refuse([`a:${officer.entraId}`], null);
    const { notBefore, state } = await alertTo(officer, reference);
    expect(state).toBe('ambiguous');
    expect(Math.abs(Date.parse(notBefore) - steady.now() - 30_000)).toBeLessThanOrEqual(1_000);
    steady.moveTo(notBefore);
    await house.fallDue();
    const said = house
      .as(officer)
      .history()
      .map(({ text }) => text);
    expect(said.filter((text) => text.includes('may have had this'))).toHaveLength(1);
    expect(await alertTo(officer, reference)).toMatchObject({ state: 'sent', possibleRepeat: true });
  });
});

test('an alert that Teams takes without saying what the message is called is sent, once, and that is on record', async () => {
  const { lead, officer } = house.people;
  const { reference } = await reportPupil(house.as(lead));
  const { connector, steady } = house.bot;
  connector.refuse([`a:${officer.entraId}`], { status: 201, accepted: true });
  await house.at('2026-05-05', '08:45');
  const sent = await alertTo(officer, reference);
  expect(sent).toMatchObject({ state: 'sent', attempts: 1, possibleRepeat: false, lastError: null });
  const attempts = await house.storage.outbox.attemptsOf(sent.id);
  expect(attempts).toMatchObject([{ outcome: 'sent', status: 201, code: 'no-id' }]);
  steady.moveTo(instantOf(steady.now() + 3_600_000));
  await house.fallDue();
  expect(await alertTo(officer, reference)).toMatchObject({ state: 'sent', attempts: 1 });
});

import { setTimeout as delay } from 'node:timers/promises';
import { embeddedPlace } from '../support/databases';
import { aStreet, type House, type Street } from '../support/houses';
import { press, referenceOn, say, TRIAGE } from './main-job-bot';

let street: Street;
let house: House;
beforeEach(async () => {
  street = await aStreet(embeddedPlace);
  house = await street.open();
});
afterEach(() => street.close());

const callsToOfficer = () =>
  street.connector.calls.filter(({ conversationId }) => conversationId === house.as('officer').conversationId).length;

/** A child at risk is reported: the officer's alert is written by the jobs, and Teams takes its time to say so. */
async function alertOnItsWay(): Promise<string> {
  const chat = house.as('officer').conversationId;
  await house.as('officer').say('hello');
  const before = callsToOfficer();
  const page = await say(house.as('lead'), 'report');
  street.connector.refuse([chat], { delayMs: 4_000 });
  const urgent = await press(house.as('lead'), page, 'Continue', { ...TRIAGE, risks: 'looked-after' });
  while (callsToOfficer() === before) await delay(1);
  street.connector.refuse([chat], null);
  return referenceOn(urgent);
}

test('what is on its way when the demo’s clock is moved comes by the clock as it was, and the rest after it', async () => {
  const reference = await alertOnItsWay();
  expect((await say(house.as('lead'), 'clock 2026-05-11')).text).toContain('It is now Mon 11 May 2026');
  const { storage } = house.app;
  const theCase = (await storage.cases.byReference('341', reference))!;
  const toOfficer = (await storage.outbox.ofCase(theCase.id)).filter(
    ({ recipient, state }) => recipient === street.people.officer.id && state === 'sent',
  );
  const moments = toOfficer.map(({ sentAt }) => sentAt!);
  expect(toOfficer[0]!.obligation).toBe('at-risk-report');
  // Before the first moment at which anything else of it falls due, on the same day.
  expect(moments[0]! < '2026-04-27T08:00').toBe(true);
  expect(moments.length).toBeGreaterThan(1);
  expect(moments).toEqual(moments.toSorted());
}, 60_000);

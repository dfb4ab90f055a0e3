import type { Delivery } from '../../src/notices/outbox';
import { instantOf } from '../../src/notices/steady-clock';
import { THREAD_WINDOWS } from '../../src/notices/pace/windows';
import type { Person } from '../../src/people/directory';
import { anAbsence, aPupil, noRisk } from '../builders/case';
import { newId } from '../support/bot';
import { aMainJobBot, type MainJobBot } from './main-job-bot';
import { watched } from './steps-taken';

const CASES = 50;

let house: MainJobBot;
beforeEach(async () => {
  house = await aMainJobBot('chat');
});
afterEach(() => house.bot.close());
const { chat, only } = watched(() => house);

const someCase = async (n: number): Promise<string> => {
  const pupil = aPupil({ surname: `Ashdown-${n}`, upn: null, upnUnknown: 'not-found' });
  const absence = anAbsence({ firstDayMissed: '2026-04-27', lastAttended: null });
  const { view } = await house.casework.report(house.people.lead, { draftId: newId(), triage: noRisk, absence, pupil });
  return view.case.reference;
};

/** Has the app from their first day on, and is imported in the place of the officer, who leaves. */
async function takesOver(): Promise<Person> {
  const { lead, safeguarding, head, manager } = house.people;
  const nia: Person = { ...manager, name: 'Nia Newcomer', entraId: '33333333-3333-4333-8333-3333333333aa' };
  await house.as(nia).send({ type: 'installationUpdate', action: 'add' });
  await only(lead, safeguarding, head, manager, { ...nia, roles: ['tracking-officer'] });
  return (await house.storage.directory.personByEntraId(nia.tenantId, nia.entraId))!;
}

/** What there is for them about any of these cases. */
async function alertsTo({ id }: Person, references: readonly string[]): Promise<Delivery[]> {
  const { cases, outbox } = house.storage;
  const all = references.map(async (one) => outbox.ofCase((await cases.byReference('341', one))!.id));
  return (await Promise.all(all)).flat().filter(({ recipient }) => recipient === id);
}

async function untilNothingWaits(alerts: () => Promise<Delivery[]>): Promise<Delivery[]> {
  for (;;) {
    await house.fallDue();
    const all = await alerts();
    if (all.every(({ state }) => state === 'sent' || state === 'dead')) return all;
    house.bot.steady.moveTo(instantOf(house.bot.steady.now() + 5_000));
  }
}

test('who takes over fifty cases gets one card for each, which names all that is due, at the pace of one chat', async () => {
  const references: string[] = [];
  for (let n = 0; n < CASES; n += 1) references.push(await someCase(n));
  await house.at('2026-05-12', '10:00');
  const nia = await takesOver();
  const alerts = await untilNothingWaits(() => alertsTo(nia, references));

  const cards = chat(nia);
  expect(cards).toHaveLength(CASES);
  for (const reference of references) expect(cards.filter((text) => text.includes(reference))).toHaveLength(1);
  expect(cards.filter((text) => !text.includes('Also due since'))).toEqual([]);
  const sent = alerts.filter(({ state }) => state === 'sent');
  const isToldOn = ({ id, foldedInto }: Delivery) => sent.some((card) => card.id === (foldedInto ?? id));
  expect(alerts.filter((alert) => !isToldOn(alert))).toEqual([]);

  const calls = (await Promise.all(sent.map(({ id }) => house.storage.outbox.attemptsOf(id)))).flat();
  expect(calls).toHaveLength(CASES);
  const starts = calls.map(({ startedAt }) => Date.parse(startedAt));
  for (const { places, ms } of THREAD_WINDOWS) {
    const within = starts.map((end) => starts.filter((at) => at <= end && at > end - ms).length);
    expect(Math.max(...within)).toBeLessThanOrEqual(places);
  }
});

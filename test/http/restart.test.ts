import { setTimeout as delay } from 'node:timers/promises';
import type { Staff } from '../builders/authority';
import { inputsOn } from '../support/cards';
import type { Client, Shown } from '../support/client';
import { botPlace, embeddedPlace } from '../support/databases';
import { aStreet, type House, type Street } from '../support/houses';
import { press, referenceOn, say, TRIAGE } from './main-job-bot';

/** The whole house, jobs included, started, stopped and started again where it was. */
describe.each([
  ['the embedded database', embeddedPlace],
  ['PostgreSQL, with the rights of the bot alone', () => botPlace()],
])('on %s', (_name, newPlace) => {
  let street: Street;
  let house: House;

  async function restart(): Promise<void> {
    await house.stop();
    house = await street.open();
  }
  const as = (person: keyof Staff): Client => house.as(person);

  beforeAll(async () => {
    street = await aStreet(newPlace);
    house = await street.open();
  }, 60_000);
  afterAll(() => street.close());

  test('what was typed is kept, a card from before still works, and nobody is greeted twice', async () => {
    await as('lead').send({ type: 'installationUpdate', action: 'add' });
    const page = await say(as('lead'), 'report');
    const { shown: saved } = await as('lead').click(page, 'Save for later', { forename: 'Robin Exam' });
    await restart();
    const { shown: again } = await as('lead').click(saved!, 'Go on');
    expect(valueOf(again!, 'forename')).toBe('Robin Exam');
    await as('lead').send({ type: 'installationUpdate', action: 'add' });
    expect(
      as('lead')
        .history()
        .filter(({ text }) => text.startsWith('Hello')),
    ).toHaveLength(1);
  }, 60_000);

  test('an alert for somebody who was never seen waits, and arrives once when they are, by the jobs alone', async () => {
    const page = await press(as('lead'), await say(as('lead'), 'report'), 'Begin a new report');
    const urgent = await press(as('lead'), page, 'Continue', { ...TRIAGE, risks: 'looked-after' });
    const reference = referenceOn(urgent);
    await until(async () => (await notDelivered()).unreachable > 0);
    await restart();
    expect(as('officer').history()).toEqual([]);
    await as('officer').say('hello');
    const alerts = () =>
      as('officer')
        .history()
        .filter(({ text }) => text.includes(reference));
    await until(async () => alerts().length > 0);
    await restart();
    expect(alerts()).toHaveLength(1);
    expect(street.lines.join('')).not.toMatch(/Robin|Rowan|Ashdown|Ed Track/);
  }, 60_000);

  const notDelivered = async () => {
    const ready = await fetch(`${house.url}/readyz`);
    return ((await ready.json()) as { notDelivered: { unreachable: number } }).notDelivered;
  };
});

const valueOf = (shown: Shown, id: string): unknown =>
  inputsOn(shown.card).find((input) => input['id'] === id)?.['value'];

/** The jobs run when they run: asks again until it is so. */
async function until(done: () => Promise<boolean>): Promise<void> {
  while (!(await done())) await delay(50);
}

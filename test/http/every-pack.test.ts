import type { LocalDate } from '../../src/domain/calendar/date';
import { policyFor } from '../../src/domain/policy/policy-for';
import { policyPack, policyPackIds } from '../../src/domain/policy/policies';
import { firstCheckOf, theReturnOf } from '../builders/of-a-pack';
import { inputsOn } from '../support/cards';
import type { Client } from '../support/client';
import { aMainJobBot, openItem, press, reportPupil, say, type MainJobBot } from './main-job-bot';

/** School days of an absence that began on Monday 27 April 2026; Monday 4 May and half-term are none. */
const DATES: Readonly<Record<number, LocalDate>> = {
  ...{ 3: '2026-04-29', 6: '2026-05-05', 8: '2026-05-07', 10: '2026-05-11', 15: '2026-05-18', 20: '2026-06-01' },
};

const HOUSES = policyPackIds().flatMap((policy) =>
  (['dialog', 'chat'] as const).map((pages) => [policy, pages] as const),
);

/** What the main job is under whatever rules: only the pack says what it is called, whose it is and when it is due. */
describe.each(HOUSES)('the main job under the pack %s, pages as %s', (id, pages) => {
  const policy = policyPack(id);
  let house: MainJobBot;
  let lead: Client;
  let reference: string;
  beforeEach(async () => {
    house = await aMainJobBot(pages, id);
    lead = house.as(house.people.lead);
    ({ reference } = await reportPupil(lead));
  });
  afterEach(() => house.bot.close());

  test('a check is asked in the words of the pack, taken when it is whole, and skipped only with a reason', async () => {
    const { id: item, asks, settles } = firstCheckOf(policy);
    const page = await openItem(lead, reference, item);
    expect(page.text).toContain(asks);
    const again = await press(lead, page, 'Save', { outcome: 'skip' });
    expect(again.text).toContain('Say here why this check is skipped.');
    const wrong = await press(lead, again, 'Save', { outcome: settles[0]!, on: '' });
    expect(inputsOn(wrong.card).find((input) => input['id'] === 'outcome')?.['value']).toBe(settles[0]);
    await press(lead, wrong, 'Save', { outcome: settles[0]!, on: '2026-04-27', note: 'As it was.' });
    const { assessment } = await house.casework.see(house.people.lead, reference);
    expect(assessment.checklist.find((one) => one.item.id === item)!.state).toBe('done');
  });

  test('every milestone reaches whom the pack names, on its morning, and the return is never let go', async () => {
    const { lead: al, safeguarding: sl, head: ht, officer: to } = house.people;
    const days = Object.entries(DATES).map(([day, date]) => [Number(day), date] as const);
    let reached = 0;
    for (const [day, date] of days) {
      await house.at(date, policy.alertTime);
      const due = policyFor(policy, 'missing').alerts.filter(
        ({ trigger }) => trigger.kind === 'school-day' && trigger.day === day,
      );
      for (const { title, to: roles } of due) {
        for (const person of [al, sl, ht, to].filter((one) => roles.includes(one.roles[0]!))) {
          reached += 1;
          const told = house
            .as(person)
            .history()
            .filter(({ text }) => text.includes(title));
          expect({ day, title, to: person.name, times: told.length }).toEqual({
            day,
            title,
            to: person.name,
            times: 1,
          });
        }
      }
    }
    expect(reached).toBeGreaterThan(3);
    const { obligations } = (await house.casework.see(al, reference)).assessment;
    expect(obligations.find((one) => one.id === theReturnOf(policy).id)!.state).toBe('overdue');
  });

  test('a pupil who is back is counted no more, and somebody is asked how the case ends', async () => {
    const card = await say(lead, `case ${reference}`);
    await press(lead, card, 'Back in school');
    const { assessment } = await house.casework.see(house.people.lead, reference);
    expect(assessment).toMatchObject({ day: null, found: { how: 'returned' }, next: { id: 'outcome' } });
    expect(assessment.next!.owner).toBe(policy.owed.outcome.owner);
  });
});

import { buttonsOn } from '../support/cards';
import type { Client } from '../support/client';
import { trailOf } from '../support/trail';
import { aMainJobBot, press, reportPupil, say, TRIAGE, type MainJobBot } from './main-job-bot';

let house: MainJobBot;
let officer: Client;
let reference: string;
beforeEach(async () => {
  house = await aMainJobBot('chat');
  officer = house.as(house.people.officer);
  ({ reference } = await reportPupil(house.as(house.people.lead)));
});
afterEach(() => house.bot.close());

const ask = (enquiry: string, on: '2026-04-27' | '2026-05-05' = '2026-04-27', of = reference) =>
  house.casework.enquiries.request(house.people.officer, of, enquiry, {
    ...{ on, to: 'The team there', disclosed: ['name'], basis: 's436a', purpose: 'find' },
    ...{ reason: 'Nobody knows where the child is.', agencyReference: '', asked: 'Where is the child?' },
  });
const answer = (enquiry: string) =>
  house.casework.enquiries.answer(house.people.officer, reference, enquiry, {
    ...{ on: '2026-05-05', by: 'Somebody there', outcome: 'not-known', note: '' },
  });
const list = () => say(officer, 'answers awaited');
const titleOf = (enquiry: string) => house.policy.enquiries.list.find(({ id }) => id === enquiry)!.title;

describe('the answers that the authority waits for', () => {
  test('stand in one list for all cases, the longest awaited first, until they are there', async () => {
    expect((await list()).text).toContain('No answer is awaited');
    await ask('lost-pupils');
    await house.at('2026-05-05', '09:00');
    await ask('all-authorities', '2026-05-05');
    const { text } = await list();
    expect(text).toContain('2 answers awaited');
    expect(text).toContain('Asked on Mon 27 April 2026, 8 days ago');
    expect(text.indexOf(titleOf('lost-pupils'))).toBeLessThan(text.indexOf(titleOf('all-authorities')));
    await house.casework.enquiries.chase(house.people.officer, reference, 'lost-pupils', '2026-05-05', 'Asked again');
    expect((await list()).text).toContain('reminded once');
    await answer('lost-pupils');
    const after = await list();
    expect(after.text).toContain('1 answer awaited');
    expect(after.text).not.toContain(titleOf('lost-pupils'));
    expect((await press(officer, after, 'Go on')).text).toContain(titleOf('all-authorities'));
  });

  test('are turned page by page, and only whose children are shown are on the trail', async () => {
    const other = (await reportPupil(house.as(house.people.otherLead), { ...TRIAGE, forename: 'Robin' })).reference;
    const first = house.policy.enquiries.list.filter(({ bases }) => bases.includes('s436a')).slice(0, 10);
    for (const { id } of first) await ask(id);
    await house.at('2026-05-05', '09:00');
    await ask('lost-pupils', '2026-05-05', other);
    const page = await list();
    expect(buttonsOn(page.card).filter(({ title }) => title === 'Go on')).toHaveLength(10);
    const next = await press(officer, page, 'Show more');
    expect(next.text).toContain(other);
    expect(buttonsOn(next.card).map(({ title }) => title)).toContain('Earlier ones');
    const ids = await Promise.all(
      [reference, other].map(async (one) => (await house.storage.cases.byReference('341', one))!.id),
    );
    const looks = (await trailOf(house.storage, '341')).filter(({ action }) => action === 'see-enquiries');
    expect(looks.map(({ cases, outcome }) => [outcome, ...cases])).toEqual(ids.map((id) => ['read', id]));
  });

  test('are nobody’s but the authority’s', async () => {
    await ask('lost-pupils');
    for (const who of ['lead', 'welfare', 'panel', 'administrator', 'auditor', 'director'] as const)
      expect((await say(house.as(house.people[who]), 'answers awaited')).text).toContain(
        'Your role does not allow this',
      );
  });
});

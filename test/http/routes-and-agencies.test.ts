import { policyPack } from '../../src/domain/policy/policies';
import { inputsOn } from '../support/cards';
import type { Client, Shown } from '../support/client';
import { ask, open, openCheck } from './case-pages';
import { aMainJobBot, press, referenceOn, reportPupil, type MainJobBot } from './main-job-bot';
import { beginReferral, CHILD, ROUTE, START } from './referral-pages';

const { referrals, enquiries, disclosures } = policyPack('liverpool');

let house: MainJobBot;
let officer: Client;
beforeEach(async () => {
  house = await aMainJobBot('dialog');
  officer = house.as(house.people.officer);
});
afterEach(() => house.bot.close());

const see = (reference: string) => house.casework.see(house.people.officer, reference);

test.each(referrals.routes)('a child is taken in from $label, and the case says from whom', async ({ id, label }) => {
  const told = { ...ROUTE, route: id, from: 'Sam Sender, by telephone.', agencyReference: 'REF-7' };
  const route = await press(officer, await beginReferral(officer), 'Continue', START);
  const child = await press(officer, route, 'Continue', told);
  const known = await press(officer, child, 'Continue', CHILD);
  const shown = await press(officer, known, 'Open the case', { since: '2026-03-02' });
  const { case: theCase, assessment } = await see(referenceOn(shown));
  expect(assessment).toMatchObject({ way: 'not-on-roll', open: true });
  expect(theCase.facts.find(({ kind }) => kind === 'referral-received')).toMatchObject({ referral: { route: id } });
  expect(shown.text).toContain(`${label}. Sam Sender, by telephone. Their reference REF-7`);
  const details = await press(officer, shown, 'Details');
  for (const said of [label, 'Sam Sender', 'REF-7']) expect(details.text).toContain(said);
});

test('every agency can be asked, and every power on which a child may be disclosed is one of somebody’s', async () => {
  const { reference } = await reportPupil(house.as(house.people.lead));
  /** Both pages of the list, so that every agency has its button. */
  const list = async (): Promise<Shown> => {
    const first = await open(officer, reference, 'The authority’s checks');
    const { card } = await press(officer, first, 'Show more');
    return { ...first, card: { type: 'Container', items: [first.card, card] } };
  };
  const used = new Set<string>();
  for (const { id, asks, bases } of enquiries.list) {
    const basis = bases.find((one) => !used.has(one)) ?? bases[0]!;
    used.add(basis);
    const page = await openCheck(officer, await list(), id);
    expect(page.text).toContain(asks);
    const asked = { to: `The desk for ${id}`, on: '2026-04-27', disclosed: 'name' };
    await ask(officer, page, asked, { basis, purpose: 'find', reason: 'The house looks empty.' });
  }
  expect([...used].sort()).toEqual(disclosures.bases.map(({ id }) => id).sort());
  const now = (await see(reference)).assessment.enquiries.list;
  expect(now.map(({ enquiry, state }) => [enquiry.id, state])).toEqual(enquiries.list.map(({ id }) => [id, 'asked']));

  const one = enquiries.list.find(({ bases }) => bases.length < disclosures.bases.length)!;
  const again = await press(officer, await openCheck(officer, await list(), one.id), 'Ask again');
  const why = await press(officer, again, 'Continue', { to: 'The same desk', on: '2026-04-27', disclosed: 'name' });
  const offered = inputsOn(why.card).find(({ id }) => id === 'basis')!['choices'] as { value: string }[];
  expect(offered.map(({ value }) => value).sort()).toEqual([...one.bases].sort());
});

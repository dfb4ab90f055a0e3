import type { PolicyPack } from '../../src/domain/policy/pack';
import { policyPack } from '../../src/domain/policy/policies';
import { itemWith } from '../builders/of-a-pack';
import { evidenceFor } from '../builders/settled';
import { buttonsOn, inputsOn } from '../support/cards';
import type { Client, Shown } from '../support/client';
import { openItem, press, say, type Typed } from './main-job-bot';

const LIVERPOOL = policyPack('liverpool');

/** What people do on a case that is open, from its card on: the steps that many tests take. */
export const caseOf = (client: Client, reference: string): Promise<Shown> => say(client, `case ${reference}`);

/** What can be done on the case, as this person is offered it. */
export const more = async (client: Client, reference: string): Promise<Shown> =>
  press(client, await caseOf(client, reference), 'More');

export const offered = async (client: Client, reference: string): Promise<string[]> =>
  titlesOn(await more(client, reference));

export const open = async (client: Client, reference: string, title: string): Promise<Shown> =>
  press(client, await more(client, reference), title);

export const fillIn = async (client: Client, reference: string, page: string, button: string, typed: Typed) =>
  press(client, await open(client, reference, page), button, typed);

/** The child has been found: where, and what that place asks. */
export async function find(client: Client, reference: string, where: string, typed: Typed): Promise<Shown> {
  const details = await fillIn(client, reference, 'The child has been found', 'Continue', { where });
  return press(client, details, 'Save', typed);
}

/** Something that a child who was found calls for: with whom, and what they said. */
export const followUp = (client: Client, reference: string, title: string, answer: string): Promise<Shown> =>
  fillIn(client, reference, title, 'Save', { answer, who: 'Admissions officer' });

/** One of the authority's checks, opened from their list. */
export async function openCheck(client: Client, list: Shown, id: string): Promise<Shown> {
  const button = buttonsOn(list.card).find(({ data }) => data.args?.enquiry === id)!;
  return press(client, { ...list, card: button }, button['title'] as string);
}

/** A request to an agency, from its first page on: whom and what, then on which power and why. */
export const ask = async (client: Client, page: Shown, asked: Typed, why: Typed): Promise<Shown> =>
  press(client, await press(client, page, 'Continue', asked), 'Record the request', why);

/** The ways to end that are offered, by id. */
export const reasonsOn = (page: Shown): string[] =>
  (inputsOn(page.card).find(({ id }) => id === 'reason')?.['choices'] ?? []).map(
    ({ value }: { value: string }) => value,
  );

export async function close(client: Client, reference: string, reason: string) {
  const page = await open(client, reference, 'Close the case');
  const asksWhy = inputsOn(page.card).some(({ id }) => id === 'unsentWhy');
  const unsentWhy: Typed = asksWhy ? { unsentWhy: 'Told by telephone.' } : {};
  const typed = { reason, closeNote: 'As agreed today.', ...unsentWhy };
  return { page, after: await press(client, page, 'Close the case', typed) };
}

/** From the school’s review on: who sat together, every code, and whether the child was ill or could not come. */
export async function review(lead: Client, reference: string, policy = LIVERPOOL): Promise<void> {
  await press(lead, await caseOf(lead, reference), 'Still missing');
  for (const asked of ['review', 'codes', 'sickness'] as const) await settle(lead, reference, asked, policy);
}

/** On the day after the last of the days: still missing, and every code looked at once more. */
export async function closeOfDays(lead: Client, reference: string, policy = LIVERPOOL): Promise<void> {
  await press(lead, await caseOf(lead, reference), 'Still missing');
  await settle(lead, reference, 'codes', policy);
}

/** One of the checks of the joint enquiry, answered so that nothing is left to ask. */
async function settle(lead: Client, reference: string, asked: 'review' | 'codes' | 'sickness', policy: PolicyPack) {
  const { items, settledWith } = policy.jointEnquiry;
  const item = itemWith(policy, ({ id }) => id === items[asked], asked);
  const page = await openItem(lead, reference, item.id, await stageOf(lead, reference, item.id, policy));
  const evidence = Object.entries(evidenceFor(item)).map(([id, value]) => [`evidence_${id}`, value]);
  await press(lead, page, 'Save', { outcome: [settledWith[asked]].flat()[0]!, ...Object.fromEntries(evidence) });
}

/** Before its day the review stands under a later stage, on its day it is shown at once. */
async function stageOf(lead: Client, reference: string, item: string, { stages }: PolicyPack) {
  const titles = buttonsOn((await say(lead, `checklist ${reference}`)).card).map((button) => button['title'] as string);
  return stages.find(({ title, items }) => items.includes(item) && titles.includes(title))?.title;
}

/** Two named people sign, one for each side. The authority takes the notification up first, where it has not. */
export async function conclude(school: Client, authority: Client, reference: string, typed: Typed): Promise<void> {
  await fillIn(school, reference, 'Sign the conclusion', 'Sign for the school', typed);
  const page = await open(authority, reference, 'Sign the conclusion');
  await press(authority, await readyToSign(authority, reference, page), 'Sign for the authority', {
    ...typed,
    unasked: 'The police ask everybody, and were asked to pass word on',
  });
}

async function readyToSign(authority: Client, reference: string, page: Shown): Promise<Shown> {
  if (!titlesOn(page).includes('Acknowledge the notification')) return page;
  await press(authority, page, 'Acknowledge the notification');
  return open(authority, reference, 'Sign the conclusion');
}

export const titlesOn = ({ card }: Shown): string[] => buttonsOn(card).map((button) => button['title'] as string);

export const gate = (client: Client, reference: string, ground: string): Promise<Shown> =>
  fillIn(client, reference, 'May the name be removed?', 'See what it asks for', { ground });

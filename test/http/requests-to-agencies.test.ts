import { aCheck } from '../builders/case';
import { evidenceFor } from '../builders/settled';
import { inputsOn } from '../support/cards';
import type { Client, Shown } from '../support/client';
import { ask, caseOf, open, openCheck } from './case-pages';
import { aMainJobBot, press, reportPupil, say, type MainJobBot, type Typed } from './main-job-bot';

const ASKED = { to: 'Revenues team', on: '2026-04-27', disclosed: 'name,address' };
const WHY = { basis: 's436a', purpose: 'find', reason: 'The house looks empty.' };
const AGENCY = 'council-tax';

describe.each(['dialog', 'chat'] as const)('a request to an agency, where pages open as %s', (pages) => {
  let house: MainJobBot;
  let officer: Client;
  let reference: string;
  beforeEach(async () => {
    house = await aMainJobBot(pages);
    officer = house.as(house.people.officer);
    ({ reference } = await reportPupil(house.as(house.people.lead)));
  });
  afterEach(() => house.bot.close());

  const list = (client = officer) => open(client, reference, 'The authority’s checks');
  const check = async (client = officer): Promise<Shown> => openCheck(client, await list(client), AGENCY);
  const view = () => house.casework.see(house.people.officer, reference);
  const state = async () => (await view()).assessment.enquiries.list.find(({ enquiry }) => enquiry.id === AGENCY)!;
  const valueOf = (shown: Shown, id: string) => inputsOn(shown.card).find((input) => input['id'] === id)?.['value'];
  const draft = async () => {
    const { id } = (await view()).case;
    return (await house.storage.drafts.onItem(id, `request ${AGENCY}`))?.values ?? null;
  };

  test('is said to come next once the notification is acknowledged, and not where none is needed', async () => {
    const { lead, officer: by } = house.people;
    const item = (await view()).policy.checklist.find(({ id }) => id === 'L01')!;
    const sent = aCheck({ outcome: item.settles[0]!, evidence: evidenceFor(item), at: '08:30' });
    await house.casework.recordCheck(lead, reference, item.id, sent, null);
    await house.casework.enquiries.acknowledge(by, reference);
    const shown = () => caseOf(house.as(lead), reference);
    expect((await shown()).text).toContain('The authority’s checks begin next.');
    for (const { enquiry } of (await view()).assessment.enquiries.list)
      await house.casework.enquiries.notNeeded(by, reference, enquiry.id, 'Asked by the police');
    const { text } = await shown();
    expect(text).toContain('The notification was acknowledged on Mon 27 April 2026.');
    expect(text).not.toContain('begin next');
  });

  test('that was begun is gone on with by a colleague where it was left, and is a draft no more once it is on record', async () => {
    const why = await press(officer, await check(), 'Continue', ASKED);
    await press(officer, why, 'Save for later', { reason: WHY.reason });

    const caseworker = house.as(house.people.caseworker);
    await caseworker.say('hello');
    const begun = await check(caseworker);
    expect(begun.text).toContain('at 08:40 and not saved yet.');
    expect(valueOf(begun, 'to')).toBe('Revenues team');
    const goesOn = await press(caseworker, begun, 'Continue');
    expect(goesOn.text).toContain('Revenues team');
    expect(valueOf(goesOn, 'reason')).toBe(WHY.reason);
    await press(caseworker, goesOn, 'Record the request', { basis: WHY.basis, purpose: WHY.purpose });
    expect(await state()).toMatchObject({
      state: 'asked',
      facts: [{ request: { to: 'Revenues team', disclosed: ['name', 'address'], ...WHY } }],
    });
    expect(await draft()).toBeNull();
  });

  test('loses nothing of either page by a mistake, or on the way back', async () => {
    const wrong = await press(officer, await check(), 'Continue', { ...ASKED, to: '' });
    expect(wrong.text).toContain('Say whom you asked: a team or a post.');
    const refused = await press(officer, await press(officer, wrong, 'Continue', ASKED), 'Record the request', {
      reason: WHY.reason,
    });
    expect(refused.text).toContain('Without one nothing may be disclosed.');
    const back = await press(officer, refused, 'Back');
    expect(valueOf(back, 'to')).toBe('Revenues team');
    expect(valueOf(await press(officer, back, 'Continue'), 'reason')).toBe(WHY.reason);
  });

  test('is no more begun once somebody says that it is not needed', async () => {
    await press(officer, await check(), 'Save for later', ASKED);
    await press(officer, await press(officer, await check(), 'Not needed here'), 'Save', { reason: 'They rent.' });
    expect(await draft()).toBeNull();
  });

  test('is not begun, or written over, by somebody who may not make it', async () => {
    await press(officer, await check(), 'Save for later', ASKED);
    for (const person of [house.people.lead, house.people.welfare, house.people.panel]) {
      for (const page of ['enquiry', 'enquiry-why']) {
        for (const step of ['', 'next', 'save']) {
          const args = { case: reference, enquiry: AGENCY };
          const data = { verb: 'page', page, args, step, to: 'Forged', reason: 'Forged' };
          const action = { type: 'Action.Execute', data };
          const { shown, messages } = await house
            .as(person)
            .invoke('adaptiveCard/action', { action, trigger: 'manual' });
          expect((shown ?? messages.at(-1))?.text).not.toContain('Revenues team');
        }
      }
    }
    expect(await draft()).toMatchObject({ to: 'Revenues team' });
    expect(await draft()).not.toHaveProperty('reason', 'Forged');
  });

  test('is not recorded without its first page, or with a day on it that cannot be', async () => {
    const args = { case: reference, enquiry: AGENCY };
    const sends = (page: string, step: string, typed: Typed) => {
      const action = { type: 'Action.Execute', data: { verb: 'page', page, args, step, ...typed } };
      return officer.invoke('adaptiveCard/action', { action, trigger: 'manual' });
    };
    expect((await sends('enquiry-why', 'next', WHY)).shown?.text).toContain('First say whom you asked');
    await sends('enquiry', 'save', { ...ASKED, on: '1900-01-01' });
    expect((await sends('enquiry-why', 'next', WHY)).shown?.text).toContain('too long ago for this absence');
    expect((await state()).state).toBe('not-asked');
  });

  test('may be made once more: the newest counts, and the first stays on record', async () => {
    await ask(officer, await check(), ASKED, WHY);
    await house.at('2026-05-05', '10:00');
    await press(officer, await press(officer, await check(), 'Record a reminder'), 'Save', { note: 'Rang.' });
    const anew = await press(officer, await check(), 'Ask again');
    expect(valueOf(anew, 'to') ?? '').toBe('');
    const early = await press(
      officer,
      await press(officer, anew, 'Continue', { ...ASKED, on: '2026-04-26' }),
      'Record the request',
      WHY,
    );
    expect(early.text).toContain('The agency was asked on Mon 27 April 2026. Give a day from then on.');
    const second = { ...ASKED, to: 'Benefits team', on: '2026-05-05' };
    const asked = await ask(officer, await press(officer, early, 'Back'), second, WHY);
    expect(asked.text).toContain('Asked on Tue 5 May 2026, today');
    expect(asked.text).not.toContain('reminded');
    expect(await state()).toMatchObject({ state: 'asked', askedOn: '2026-05-05', chases: 0 });
    expect((await view()).assessment.enquiries).toMatchObject({ asked: 1, begunOn: '2026-04-27' });
    const { text } = await check();
    for (const said of ['Revenues team', 'Benefits team', 'Rang.']) expect(text).toContain(said);
    const told = (await say(officer, `case ${reference}`)).text;
    expect(told.match(/“Council tax and benefits”: the agency was asked/g)).toHaveLength(2);
  });

  test('answers the second with the first unanswered, and what was said of each stays', async () => {
    await ask(officer, await check(), ASKED, WHY);
    await ask(officer, await press(officer, await check(), 'Ask again'), { ...ASKED, to: 'Benefits team' }, WHY);
    const answer = { outcome: 'not-known', by: 'Benefits' };
    await press(officer, await press(officer, await check(), 'Record the answer'), 'Save', answer);
    expect((await state()).state).toBe('answered');
    expect((await state()).facts).toHaveLength(3);
  });
});

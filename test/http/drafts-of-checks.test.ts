import { buttonsOn } from '../support/cards';
import type { Client, Shown } from '../support/client';
import { aMainJobBot, press, reportPupil, say, type MainJobBot } from './main-job-bot';

const ITEM = 'S04';

describe('what was typed on a check', () => {
  let house: MainJobBot;
  let lead: Client;
  let reference: string;
  let caseId: string;
  beforeEach(async () => {
    house = await aMainJobBot('chat');
    lead = house.as(house.people.lead);
    ({ reference } = await reportPupil(lead));
    caseId = (await house.casework.see(house.people.lead, reference)).case.id;
  });
  afterEach(() => house.bot.close());

  async function openItem(client: Client): Promise<Shown> {
    const list = await say(client, `checklist ${reference}`);
    const button = buttonsOn(list.card).find(({ data }) => data.args?.item === ITEM)!;
    return press(client, { ...list, card: button }, button['title'] as string);
  }
  const draft = async () => (await house.storage.drafts.onItem(caseId, ITEM))?.values ?? null;

  test('is a draft while something is wrong with it, and none once it is on record', async () => {
    const wrong = await press(lead, await openItem(lead), 'Save', { note: 'Rang twice', on: '' });
    expect(await draft()).toMatchObject({ note: 'Rang twice' });
    await press(lead, wrong, 'Save', { outcome: 'no-answer', on: '2026-04-27' });
    expect(await draft()).toBeNull();
  });

  test('leaves no draft when it goes on record at once', async () => {
    await press(lead, await openItem(lead), 'Save', { outcome: 'no-answer', note: 'Rang twice' });
    expect(await draft()).toBeNull();
  });

  test('is a draft when a colleague was quicker', async () => {
    const mine = await openItem(lead);
    const colleague = house.as(house.people.safeguarding);
    await press(colleague, await openItem(colleague), 'Save', { outcome: 'no-answer', note: 'Nobody at noon' });
    await press(lead, mine, 'Save', { outcome: 'spoke-parent', note: 'Mother answered' });
    expect(await draft()).toMatchObject({ note: 'Mother answered' });
  });

  test.each(['next', 'save'])('is not written over by somebody who may not record it, at the step %s', async (step) => {
    await press(lead, await openItem(lead), 'Save', { note: 'Rang twice', on: '' });
    for (const typed of [{ outcome: 'spoke-parent', on: '2026-04-27', note: 'Forged' }, { note: 'Forged' }]) {
      const data = { verb: 'page', page: 'check', args: { case: reference, item: ITEM }, step, ...typed };
      const action = { type: 'Action.Execute', data };
      await house.as(house.people.officer).invoke('adaptiveCard/action', { action, trigger: 'manual' });
    }
    expect(await draft()).toMatchObject({ note: 'Rang twice' });
  });

  test('is a draft when the case was closed meanwhile', async () => {
    const mine = await openItem(lead);
    await house.casework.close(house.people.officer, reference, 'reported-in-error', 'another pupil');
    await press(lead, mine, 'Save', { outcome: 'spoke-parent', note: 'Mother answered' });
    expect(await draft()).toMatchObject({ note: 'Mother answered' });
  });
});

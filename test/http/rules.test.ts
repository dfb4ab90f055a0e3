import { loadPolicy, policiesFrom, SHIPPED } from '../../src/domain/policy/policies';
import { byId, changed, NEXT_YEAR, withNextYear } from '../builders/policies';
import type { Client } from '../support/client';
import { aMainJobBot, press, PUPIL, reportPupil, say, TRIAGE, type MainJobBot } from './main-job-bot';

describe.each(['dialog', 'chat'] as const)('rules that change while a case is open, pages as %s', (pages) => {
  let house: MainJobBot;
  let lead: Client;
  let manager: Client;
  beforeEach(async () => {
    house = await aMainJobBot(pages, 'liverpool', withNextYear());
    lead = house.as(house.people.lead);
    manager = house.as(house.people.manager);
  });
  afterEach(() => house.bot.close());

  test('leave it alone until somebody moves it with a reason, having seen what changes', async () => {
    const { reference } = await reportPupil(lead);
    expect((await say(manager, 'rules')).text).toContain('Every open case stands under the rules of now.');
    await house.at('2026-05-05', '09:00');
    const before = await house.casework.see(house.people.lead, reference);
    expect(before.policy.id).toBe('liverpool');
    const list = await say(manager, 'rules');
    expect(list.text).toContain('Liverpool: new rules');
    expect(list.text).toContain('1 open case stands under other rules');
    const page = await press(manager, list, 'Move');
    expect(page.text).toContain('Due on another day');
    const again = await press(manager, page, 'Move the case', { moveReason: '' });
    expect(again.text).toContain('Say why the case is moved.');
    const card = await press(manager, again, 'Move the case', { moveReason: 'Agreed with the school.' });
    expect(card.text).toContain('Moved to other rules: Liverpool: new rules. Agreed with the school.');
    const after = await house.casework.see(house.people.lead, reference);
    expect([after.policy.id, after.case.policy]).toEqual(['liverpool-2026', 'liverpool']);
    expect((await say(manager, 'rules')).text).toContain('Every open case stands under the rules of now.');
  });

  test('are those of a case that is opened after their start', async () => {
    await house.at('2026-05-05', '09:00');
    const { reference } = await reportPupil(lead);
    const view = await house.casework.see(house.people.lead, reference);
    expect(view.case.policy).toBe('liverpool-2026');
  });

  test('are not for a school to change', async () => {
    const { reference } = await reportPupil(lead);
    await house.at('2026-05-05', '09:00');
    await expect(house.casework.rules.move(house.people.lead, reference, 'liverpool-2026', 'Because')).rejects.toThrow(
      'not-allowed',
    );
    expect((await say(lead, 'rules')).text).toContain('looked after by the service manager');
  });
});

/** The rules that follow ask the first of Liverpool's safeguarding questions under another id, and in other words. */
const WITH_ANOTHER_QUESTION = policiesFrom([
  ...SHIPPED,
  loadPolicy(
    changed((pack) => {
      byId(pack['triage'].questions, 'known-risk')['asks'] = 'Has anybody said that the child is in danger?';
      byId(pack['triage'].questions, 'known-risk')['id'] = 'in-danger';
    }, NEXT_YEAR),
  ),
]);

describe('rules under which another safeguarding question is asked', () => {
  let house: MainJobBot;
  beforeEach(async () => {
    house = await aMainJobBot('chat', 'liverpool', WITH_ANOTHER_QUESTION);
  });
  afterEach(() => house.bot.close());

  test('take no yes back that was given before: the card goes on saying it, beside a new one', async () => {
    const { casework, people, policy } = house;
    const lead = house.as(people.lead);
    const { reference } = await reportPupil(lead);
    const asked = policy.triage.questions.find(({ id }) => id === 'known-risk')!;
    await casework.triage(people.lead, reference, { yes: ['known-risk'], groups: [], note: '' });
    await house.at('2026-05-05', '09:00');
    await casework.rules.move(people.manager, reference, 'liverpool-2026', 'Agreed with the school.');
    const urgent = { ...TRIAGE, dateOfBirth: PUPIL.dateOfBirth, risks: 'in-danger' };
    await press(lead, await say(lead, 'report'), 'Continue', urgent);
    const card = await say(house.as(people.officer), `case ${reference}`);
    for (const words of [asked.asks, 'Has anybody said that the child is in danger?'])
      expect(card.text).toContain(`Yes: ${words}`.slice(0, 110));
  });
});

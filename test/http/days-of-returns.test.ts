import { inputsOn } from '../support/cards';
import type { Client } from '../support/client';
import { caseOf, fillIn, open } from './case-pages';
import { aMainJobBot, press, reportPupil, type MainJobBot, type Typed } from './main-job-bot';

describe.each(['dialog', 'chat'] as const)('the days of the returns, where pages open as %s', (pages) => {
  let house: MainJobBot;
  let lead: Client;
  let reference: string;
  beforeEach(async () => {
    house = await aMainJobBot(pages);
    lead = house.as(house.people.lead);
    ({ reference } = await reportPupil(lead));
    await house.at('2026-04-30', '09:00');
  });
  afterEach(() => house.bot.close());

  const sends = (typed: Typed) => fillIn(lead, reference, 'Record a return', 'Save', typed);
  const enters = (on: string) => fillIn(lead, reference, 'The name was entered', 'Save', { on });
  const STILL_TO_COME = 'Fri 1 May 2026 is still to come. Give a day up to today.';
  const recorded = async () =>
    (await house.casework.see(house.people.lead, reference)).case.facts.flatMap((fact) =>
      fact.kind === 'return-sent' || fact.kind === 'name-entered' ? [fact.on] : [],
    );

  test.each([
    ['1900-01-01', 'Give a day from Mon 13 April 2026 on.'],
    ['2026-04-12', 'Give a day from Mon 13 April 2026 on.'],
    ['2026-05-01', STILL_TO_COME],
  ])('a return is not sent on %s, and what was typed stays', async (on, said) => {
    const again = await sends({ return: 'sickness', on, reference: 'R-17' });
    expect(again.text).toContain(said);
    expect(inputsOn(again.card).find(({ id }) => id === 'reference')!['value']).toBe('R-17');
    expect(await recorded()).toEqual([]);
  });

  test.each([
    ['1900-01-01', 'Give a day from Sun 27 April 2025 on.'],
    ['2025-04-26', 'Give a day from Sun 27 April 2025 on.'],
    ['2026-05-01', STILL_TO_COME],
  ])('a name is not entered on %s', async (on, said) => {
    expect((await enters(on)).text).toContain(said);
    expect(await recorded()).toEqual([]);
  });

  test('a name may be entered before the absence, as where a start was agreed, and its return follows it', async () => {
    await enters('2026-02-23');
    const early = await sends({ return: 'new-pupil', on: '2026-02-22' });
    expect(early.text).toContain('Give a day from Mon 23 February 2026 on.');
    await sends({ return: 'new-pupil', on: '2026-02-24' });
    expect(await recorded()).toEqual(['2026-02-23', '2026-02-24']);
  });

  test('who closes the case is told of a return that was not sent, since nobody is reminded of it afterwards', async () => {
    await enters('2026-02-23');
    const closing = async () => (await open(lead, reference, 'Close the case')).text;
    expect(await closing()).toContain(`Not sent yet: ${house.policy.returns.newPupil.title}.`);
    await sends({ return: 'new-pupil', on: '2026-02-24' });
    expect(await closing()).not.toContain('Not sent yet');
  });

  test('a case is closed before a return has gone only by who says why, and that stands on the case', async () => {
    await enters('2026-02-23');
    const { title } = house.policy.returns.newPupil;
    const typed = { reason: 'reported-in-error', closeNote: 'It was another pupil.' };
    const page = await open(lead, reference, 'Close the case');
    const refused = await press(lead, page, 'Close the case', typed);
    expect(refused.text).toContain('or say why the case is closed before.');
    expect(refused.text).toContain(title);
    expect((await house.casework.see(house.people.lead, reference)).assessment.open).toBe(true);
    await press(lead, page, 'Close the case', { ...typed, unsentWhy: 'The office sends it tomorrow' });
    const { text } = await caseOf(lead, reference);
    expect(text).toContain(`Not sent before: ${title} (The office sends it tomorrow)`);
  });

  test('that no return is needed may be said only where the school year began with the entry', async () => {
    const { exempt, title } = house.policy.returns.newPupil;
    const choices = async () => (await open(lead, reference, 'Record a return')).text;
    await enters('2026-02-23');
    expect(await choices()).not.toContain(exempt);
    await enters('2025-09-01');
    expect(await choices()).toContain(exempt);
    const said = await sends({ return: 'new-pupil-exempt', on: '2026-04-30', note: 'Joined Reception' });
    expect(said.text).toContain(`${title}: none is needed, said on Thu 30 April 2026`);
    expect((await open(lead, reference, 'Record a return')).text).toContain('Not needed now');
  });
});

import { inputsOn } from '../support/cards';
import type { Client } from '../support/client';
import { caseOf, close, fillIn, offered, open } from './case-pages';
import { aMainJobBot, press, reportPupil, say, TRIAGE, type MainJobBot } from './main-job-bot';

const DEED = 'Another procedure runs beside this';
const OVER = 'The other procedure is over';
const RUNAWAY = { procedure: 'runaway', procedureReference: 'MP-2211', procedureSince: '2026-04-26', heldBy: 'Police' };

describe.each(['dialog', 'chat'] as const)('another procedure that runs beside a case, pages as %s', (pages) => {
  let house: MainJobBot;
  let lead: Client;
  let officer: Client;
  let reference: string;
  beforeEach(async () => {
    house = await aMainJobBot(pages);
    lead = house.as(house.people.lead);
    officer = house.as(house.people.officer);
    ({ reference } = await reportPupil(lead));
  });
  afterEach(() => house.bot.close());

  test('is told of by the school, stands on the card and in the timeline for both sides, and alerts nobody', async () => {
    const { assessment: before } = await house.casework.see(house.people.lead, reference);
    const card = await fillIn(lead, reference, DEED, 'Save', RUNAWAY);
    for (const shown of [card, await caseOf(officer, reference)]) {
      expect(shown.text).toContain('Another procedure runs beside this case: MP-2211');
      expect(shown.text).toContain('The Pan-Merseyside missing children protocol, with the police');
      expect(shown.text).toContain('Since Sun 26 April 2026');
      expect(shown.text).toContain('Handled by: Police');
      expect(shown.text).toContain('runs beside this case: the Pan-Merseyside missing children protocol');
    }
    const heard = officer.history().length;
    await house.fallDue();
    expect(officer.history()).toHaveLength(heard);
    const { assessment: after } = await house.casework.see(house.people.lead, reference);
    expect(after.notices).toEqual(before.notices);
    expect(after.obligations).toEqual(before.obligations);
  });

  test('is told of with nothing known, and what is known later is added to it', async () => {
    const page = await open(officer, reference, DEED);
    const none = await press(officer, page, 'Save', { heldBy: 'Education Welfare Service' });
    expect(none.text).toContain('Say which procedure it is.');
    const told = await press(officer, none, 'Save', { procedure: 'whereabouts-known' });
    expect(told.text).toContain('Another procedure runs beside this case');
    const again = await open(lead, reference, DEED);
    expect(again.text).toContain('Education Welfare Service');
    const ahead = await press(lead, again, 'Save', { procedure: 'whereabouts-known', procedureSince: '2026-04-28' });
    expect(ahead.text).toContain('Tue 28 April 2026 is still to come.');
    const added = await press(lead, ahead, 'Save', { procedureSince: '2026-03-02', procedureReference: 'ATT-7' });
    expect(added.text.split('Another procedure runs beside this case: ATT-7')).toHaveLength(2);
    expect(added.text).toContain('Handled by: Education Welfare Service');
    const twice = await fillIn(lead, reference, DEED, 'Save', {
      ...{ procedure: 'whereabouts-known', procedureReference: 'ATT-7' },
    });
    expect(twice.text).toContain('This stands on the case already.');
  });

  test('that is one of two stands beside the other', async () => {
    await fillIn(lead, reference, DEED, 'Save', RUNAWAY);
    const card = await fillIn(lead, reference, DEED, 'Save', { ...RUNAWAY, procedureReference: 'MP-3300' });
    for (const known of ['MP-2211', 'MP-3300']) {
      expect(card.text).toContain(`Another procedure runs beside this case: ${known}`);
    }
  });

  test('has ended, or was a mistake: the card speaks of it no more, and the history does', async () => {
    expect(await offered(lead, reference)).not.toContain(OVER);
    await fillIn(lead, reference, DEED, 'Save', RUNAWAY);
    const page = await open(officer, reference, OVER);
    expect(page.text).toContain('MP-2211');
    const unsaid = await press(officer, page, 'Save', {});
    expect(unsaid.text).toContain('Say whether it has ended or was linked by mistake.');
    const undated = await press(officer, unsaid, 'Save', { over: 'ended' });
    expect(undated.text).toContain('Give the day on which it ended.');
    const early = await press(officer, undated, 'Save', { endedOn: '2026-04-25' });
    expect(early.text).toContain('It began on Sun 26 April 2026.');
    const over = await press(officer, early, 'Save', { endedOn: '2026-04-27', overNote: 'Home since the morning.' });
    expect(over.text).not.toContain('Another procedure runs beside this case: MP-2211');
    expect(over.text).toContain('ended on Mon 27 April 2026');
    expect(over.text).toContain('Home since the morning.');
    expect(await offered(lead, reference)).not.toContain(OVER);

    await fillIn(lead, reference, DEED, 'Save', { ...RUNAWAY, procedureReference: 'MP-3300' });
    const wrong = await press(lead, await open(lead, reference, OVER), 'Save', { over: 'mistaken' });
    expect(wrong.text).toContain('Say what was wrong.');
    const taken = await press(lead, wrong, 'Save', { overNote: 'It is about a cousin.' });
    expect(taken.text).not.toContain('Another procedure runs beside this case: MP-3300');
    expect(taken.text).toContain('Linked by mistake, and taken back');
    expect(taken.text).toContain('It is about a cousin.');
  });

  test('is ended and taken back by whoever may link it, and by nobody else', async () => {
    await fillIn(lead, reference, DEED, 'Save', RUNAWAY);
    const said = { procedure: 'runaway', reference: 'MP-2211' };
    const { ways } = house.casework;
    for (const person of [house.people.panel, house.people.manager]) {
      const refused = { code: 'not-allowed' };
      await expect(ways.endProcedure(person, reference, said, '2026-04-27', '')).rejects.toMatchObject(refused);
      await expect(ways.unlinkProcedure(person, reference, said, 'Wrong')).rejects.toMatchObject(refused);
    }
    const { welfare } = house.people;
    expect((await ways.endProcedure(welfare, reference, said, '2026-04-27', '')).case.facts.at(-1)).toMatchObject({
      ...{ kind: 'procedure-ended', reference: 'MP-2211', on: '2026-04-27' },
    });
  });

  test('is kept half told for whoever goes on with it', async () => {
    const page = await open(lead, reference, DEED);
    await press(lead, page, 'Save for later', { procedure: 'runaway', heldBy: 'Police' });
    const gone = await open(officer, reference, DEED);
    expect(gone.text).toContain('not saved yet');
    expect(inputsOn(gone.card).find(({ id }) => id === 'heldBy')?.['value']).toBe('Police');
    await press(officer, gone, 'Save', {});
    expect((await open(lead, reference, DEED)).text).not.toContain('not saved yet');
  });

  test('is told of by whoever searches for the child, and by nobody once the case is closed', async () => {
    const { caseworker, welfare, panel, manager } = house.people;
    for (const person of [caseworker, welfare]) expect(await offered(house.as(person), reference)).toContain(DEED);
    for (const person of [panel, manager]) {
      await expect(
        house.casework.ways.linkProcedure(person, reference, { procedure: 'runaway', reference: 'MP-1' }),
      ).rejects.toMatchObject({ code: 'not-allowed' });
    }
    const page = await open(lead, reference, DEED);
    await close(officer, reference, 'reported-in-error');
    expect(await offered(lead, reference)).not.toContain(DEED);
    expect((await press(lead, page, 'Save', RUNAWAY)).text).toContain('This case is closed');
  });

  test('is spoken of on the first page of a report, and where somebody is sent to it', async () => {
    const first = await say(lead, 'report');
    expect(first.text).toContain('Does another procedure apply as well?');
    const sent = await press(lead, first, 'Continue', { ...TRIAGE, situation: 'runaway' });
    expect(sent.text).toContain('Is the child missing from education as well?');
  });
});

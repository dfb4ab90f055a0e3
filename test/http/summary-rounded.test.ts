import { readPdf } from '../support/read-pdf';
import { aPupil, anAbsence, noRisk } from '../builders/case';
import { newId } from '../support/bot';
import { buttonsOn } from '../support/cards';
import type { Client, Shown } from '../support/client';
import { policyPack } from '../../src/domain/policy/policies';
import { pressed } from './access/asking';
import { fetchedFrom } from './handed-out';
import { aMainJobBot, press, say, type MainJobBot } from './main-job-bot';

let house: MainJobBot;
let manager: Client;
let panel: Client;
let director: Client;
beforeEach(async () => {
  house = await aMainJobBot('chat');
  [manager, panel, director] = (['manager', 'panel', 'director'] as const).map((who) =>
    house.as(house.people[who]),
  ) as [...[Client, Client, Client]];
  for (const client of [manager, panel, director]) await client.say('hello');
});
afterEach(() => house.bot.close());

const NAMES = ['Ash', 'Birch', 'Cedar', 'Elm', 'Hazel', 'Larch'];
const SCHOOL = 'Example Primary School';
const TITLE = policyPack('liverpool').closing.reasons.find(({ id }) => id === 'reported-in-error')!.title;

async function report(forename: string): Promise<string> {
  const pupil = aPupil({ forename, upn: null, upnUnknown: 'other' });
  const about = { draftId: newId(), triage: noRisk, pupil, absence: anAbsence() };
  return (await house.casework.report(house.people.lead, about)).view.case.reference;
}
const closeInError = (reference: string) => {
  const [why, unsent] = ['Another child was meant.', 'No return is owed of this child.'];
  return house.casework.close(house.people.officer, reference, 'reported-in-error', why, unsent);
};
/** The figure that stands beside a label of the first list. */
const figure = ({ text }: Shown, label: string): string | undefined => {
  const lines = text.split('\n');
  return lines[lines.indexOf(label) + 1];
};
const paperOf = async (client: Client, on: Shown, title: string) =>
  readPdf((await fetchedFrom(house, await press(client, on, title))).bytes).text;
const handout = (client: Client, kind: string, on: string, to: string) =>
  pressed(client, { verb: 'handout', kind, on, to });

describe('a summary whose figures are rounded', () => {
  test('is of whole months that are over, and of other days kindly refused with the month to ask for', async () => {
    await closeInError(await report('Ash'));
    await house.at('2026-06-02', '09:00');
    for (const client of [panel, director]) {
      for (const odd of ['06/05/2026 to 06/05/2026', '01/05/2026 to 30/05/2026', '02/05/2026 to 31/05/2026']) {
        const { text } = await say(client, `summary ${odd}`);
        expect(text).toContain('Say “summary May 2026”');
        expect(text).not.toContain('Closed');
      }
      expect((await say(client, 'summary June 2026')).text).toContain('Say “summary May 2026”');
      expect((await say(client, 'summary 30/04/2026 to 31/05/2026')).text).toContain('Say “summary April 2026”');
      expect((await say(client, 'summary April 2026')).text).toContain('Summary of April 2026');
      expect(figure(await say(client, 'summary 01/04/2026 to 31/05/2026'), 'New')).toBe('fewer than 5');
    }
    expect(figure(await say(manager, 'summary 27/04/2026 to 27/04/2026'), 'New')).toBe('1');
  });

  test('is handed on of whole months alone, and no button of an old card gives another one', async () => {
    await closeInError(await report('Ash'));
    await house.at('2026-06-02', '09:00');
    const titles = ({ card }: Shown) => buttonsOn(card).map(({ title }) => title);
    const ofDay = await say(manager, 'summary 27/04/2026 to 27/04/2026');
    expect(titles(ofDay)).toEqual(['PDF, every figure']);
    expect(titles(await say(manager, 'summary'))).toEqual(['PDF, every figure', 'PDF to hand on, rounded']);
    for (const [client, kind] of [
      [manager, 'summary-rounded-pdf'],
      [panel, 'summary-pdf'],
      [director, 'summary-rounded-pdf'],
    ] as const)
      expect(await handout(client, kind, '2026-04-27', '2026-04-27')).toContain('Say “summary April 2026”');
    expect(await handout(manager, 'summary-pdf', '2026-04-27', '2026-04-27')).toContain('every figure');
  });

  test('breaks nothing down of which fewer than five children are', async () => {
    await closeInError(await report('Ash'));
    await house.at('2026-05-05', '09:00');
    expect((await say(manager, 'summary April 2026')).text).not.toContain('fewer than');
    for (const client of [panel, director]) {
      const shown = await say(client, 'summary April 2026');
      expect([figure(shown, 'Closed'), figure(shown, 'Of these, the child had a case before')]).toEqual([
        ...['fewer than 5', 'fewer than 5'],
      ]);
      const paper = await paperOf(client, shown, 'PDF');
      for (const text of [shown.text, paper]) expect(text).not.toContain(TITLE);
      expect(paper).toContain('So few that it is not told.');
    }
    const shown = await say(manager, 'summary April 2026');
    expect(await paperOf(manager, shown, 'PDF to hand on, rounded')).not.toContain(TITLE);
    expect(await paperOf(manager, shown, 'PDF, every figure')).toContain(TITLE);
  });

  test('breaks it down of more', async () => {
    for (const forename of NAMES) await closeInError(await report(forename));
    await house.at('2026-05-05', '09:00');
    const shown = await say(panel, 'summary April 2026');
    expect(figure(shown, 'Closed')).toBe('10');
    expect(shown.text).toContain(TITLE);
  });

  test('names no school by the many late actions of one child, but by those of five', async () => {
    await report(NAMES[0]!);
    await house.at('2026-06-02', '09:00');
    const late = await paperOf(manager, await say(manager, 'summary'), 'PDF, every figure');
    // As many as would be rounded to ten.
    expect(Number(/Example Primary School\s+(\d+)/.exec(late)?.[1])).toBeGreaterThanOrEqual(5);
    for (const client of [panel, director]) {
      const shown = await say(client, 'summary');
      const paper = await paperOf(client, shown, 'PDF');
      for (const text of [shown.text, paper]) expect(text).not.toContain(SCHOOL);
    }
    for (const forename of NAMES.slice(1)) await report(forename);
    await house.at('2026-07-02', '09:00');
    expect((await say(panel, 'summary')).text).toContain(SCHOOL);
  });
});

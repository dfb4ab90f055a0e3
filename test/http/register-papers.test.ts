import { unzipSync } from 'fflate';
import type { Client } from '../support/client';
import { readPdf } from '../support/read-pdf';
import { textOn } from '../support/cards';
import { fetchedFrom } from './handed-out';
import { aMainJobBot, press, reportPupil, say, type MainJobBot } from './main-job-bot';

/** The panel meets on 7 May 2026, over an agenda that is closed at 09:00 on 5 May. */
let house: MainJobBot;
let officer: Client;
let panel: Client;
let reference: string;
const NOTE = 'The aunt in Sampletown was never asked';

beforeEach(async () => {
  house = await aMainJobBot('chat');
  officer = house.as(house.people.officer);
  panel = house.as(house.people.panel);
  ({ reference } = await reportPupil(house.as(house.people.lead)));
  await house.casework.triage(house.people.lead, reference, { yes: ['child-in-need'], groups: [], note: NOTE });
  await house.at('2026-05-05', '09:00');
  await house.at('2026-05-07', '14:00');
  await house.casework.officer.assign(house.people.officer, reference, house.people.officer.id, NOTE);
  await house.casework.panel.decide(house.people.officer, reference, {
    ...{ decision: 'fair-access', owner: 'caseworker', person: null, due: '2026-05-22', meeting: '2026-05-07' },
    ...{ reason: NOTE, dissent: NOTE },
  });
});
afterEach(() => house.bot.close());

const DECIDED = 'Name a school through the Fair Access Protocol';
const inFile = async (client: Client, title: string, said = 'register') =>
  (await fetchedFrom(house, await press(client, await say(client, said), title))).bytes;
const sheetIn = (bytes: Uint8Array) =>
  Object.entries(unzipSync(bytes))
    .filter(([path]) => path.endsWith('.xml'))
    .map(([, content]) => Buffer.from(content).toString('utf8'))
    .join('\n');

describe('the register as card, PDF and spreadsheet', () => {
  test.each(['officer', 'panel'] as const)(
    'says to the %s who leads, what was decided and done, and nothing that was typed',
    async (who) => {
      const client = house.as(house.people[who]);
      const card = await say(client, 'register');
      const paper = await inFile(client, 'For the meeting (PDF)');
      const sheet = sheetIn(await inFile(client, 'Excel'));
      const pdf = readPdf(paper);
      expect(textOn(card.card)).toContain('Lead: School (Pupil tracking officer) · Social care: yes');
      expect(textOn(card.card)).toContain(`Panel of Thu 7 May 2026: ${DECIDED}`);
      expect(textOn(card.card)).toContain('Last: The panel decided on the case, Thu 7 May 2026');
      const onOneLine = pdf.text.replace(/\s+/g, ' ');
      for (const said of [`Panel of Thu 7 May 2026: ${DECIDED}`, 'Social care: yes', 'School (Pupil tracking officer)'])
        expect(onOneLine).toContain(said);
      const heads = pdf.elements.filter(({ role }) => role === 'TH').map(({ text }) => text);
      expect(heads).toEqual(expect.arrayContaining(['Panel, and outcome', 'Lead, and done last', 'Next']));
      for (const said of [
        'Lead',
        'Social care, as told',
        'EHC plan',
        'Done last',
        'Panel decided',
        'At its meeting on',
      ])
        expect(sheet).toContain(`>${said}<`);
      for (const said of [DECIDED, 'The panel decided on the case', 'Thu 7 May 2026', 'Not recorded'])
        expect(sheet).toContain(`>${said}<`);
      for (const text of [JSON.stringify(card.card), pdf.text, sheet]) expect(text).not.toMatch(/aunt|Ashdown|Rowan/);
    },
  );

  test('of a day gone by says what stood then', async () => {
    const sheet = sheetIn(await inFile(officer, 'Excel', 'register 2026-05-06'));
    expect(sheet).toContain('>School<');
    expect(sheet).toContain('>Safeguarding questions were answered<');
    expect(sheet).not.toContain(DECIDED);
    const first = sheetIn(await inFile(officer, 'Excel', 'register 2026-04-27'));
    expect(first).toContain('>Yes<');
  });

  test('of a day gone by says which side led, whatever role whoever had the case has by now', async () => {
    await house.at('2026-05-08', '09:00');
    const leads = async (on: string) =>
      sheetIn(await inFile(officer, 'Excel', `register ${on}`)).match(/>School[^<]*</g);
    expect(await leads('2026-05-08')).toContain('>School (Pupil tracking officer)<');
    const then = await leads('2026-05-07');
    expect(then).toContain('>School<');
    const moved = { ...house.people.officer, roles: ['caseworker'] as const };
    await house.storage.transaction(({ directory }) => directory.savePeople(moved.authority, [moved]));
    expect(await leads('2026-05-08')).toContain('>School (Caseworker)<');
    expect(await leads('2026-05-07')).toEqual(then);
  });

  test('says to a member of the panel that it is what stands on the agenda, and not the register', async () => {
    const whole = sheetIn(await inFile(officer, 'Excel'));
    const part = sheetIn(await inFile(panel, 'Excel'));
    const gone = sheetIn(await inFile(panel, 'Excel', 'register 2026-05-06'));
    const card = await say(panel, 'register');
    expect(whole).not.toContain('agenda');
    expect(part).toContain('>Only the children on the panel’s agenda. As of Thu 7 May 2026: 1 child.<');
    expect(gone).toContain('>Only the children who are on the panel’s agenda today. As it was known at the end of');
    expect(card.text).toContain('Children out of provision, on the panel’s agenda: 1');
    expect(card.text).toContain('Only the children on the panel’s agenda. As of today, Thu 7 May 2026');
    const none = await press(panel, card, 'Show', { whichSchool: 'none' });
    expect(none.text).toContain('None of the children on the panel’s agenda is in this part of it.');
    expect((await say(officer, 'register')).text).not.toContain('agenda');
    const paper = readPdf(await inFile(panel, 'For the meeting (PDF)'));
    expect(paper.title).toBe('Children out of provision, on the panel’s agenda');
    expect(paper.text.replace(/\s+/g, ' ')).toContain(
      'Only the children on the panel’s agenda. As of Thu 7 May 2026: 1',
    );
  });

  test('is of the risk and the school that were chosen, and says so', async () => {
    const shown = await say(officer, 'register');
    const school = house.people.lead.school!;
    const some = await press(officer, shown, 'Show', { whichRisk: 'high', whichSchool: school });
    expect(some.text).toContain('Children out of provision: 1 (high risk, Example Primary School)');
    const paper = (await fetchedFrom(house, await press(officer, some, 'For the meeting (PDF)'))).bytes;
    const sheet = sheetIn((await fetchedFrom(house, await press(officer, some, 'Excel'))).bytes);
    expect(sheet).toContain(reference);
    const others = [
      ['whichRisk', 'lower'],
      ['whichRisk', 'not-weighed'],
      ['whichSchool', 'none'],
    ] as const;
    for (const [choice, chosen] of others) {
      const none = await press(officer, shown, 'Show', { [choice]: chosen });
      expect(none.text).toContain('Children out of provision: 0');
      expect(sheetIn((await fetchedFrom(house, await press(officer, none, 'Excel'))).bytes)).not.toContain(reference);
    }
    expect((await say(panel, 'register')).text).toContain('Example Primary School (1)');
    // Read last: meanwhile nothing else happens, and a connection that waits is closed.
    const pdf = readPdf(paper);
    expect(pdf.text.replace(/\s+/g, ' ')).toContain('1 child (high risk, Example Primary School).');
  });
});

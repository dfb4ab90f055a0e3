import { unzipSync } from 'fflate';
import { parse } from 'csv-parse/sync';
import { keysOf } from '../../src/casework/record';
import type { OffRollWay } from '../../src/domain/case/way';
import type { Pupil } from '../../src/domain/pupil/pupil';
import { referred } from '../builders/ways';
import { buttonsOn } from '../support/cards';
import type { Client, Shown } from '../support/client';
import { newId } from '../support/bot';
import { readPdf } from '../support/read-pdf';
import { trailOf } from '../support/trail';
import { pressed } from './access/asking';
import { fetchedFrom, linkOn as linkIn } from './handed-out';
import { aMainJobBot, press, reportPupil, type MainJobBot } from './main-job-bot';

let house: MainJobBot;
let officer: Client;
let panel: Client;
beforeEach(async () => {
  house = await aMainJobBot('chat');
  officer = house.as(house.people.officer);
  panel = house.as(house.people.panel);
});
afterEach(() => house.bot.close());

const say = async (client: Client, text: string) => (await client.say(text)).at(-1)!;

async function refer(reference: string, way: OffRollWay, pupil: Partial<Pupil> = {}): Promise<string> {
  const { facts } = referred(way, { pupil: { forename: reference, upn: null, ...pupil } });
  const { authority } = house.people.officer;
  const head = { id: newId(), reference, school: null, authority, policy: 'liverpool' };
  const one = { ...head, openedAt: facts[0]!.recordedAt, version: facts.length, facts };
  await house.storage.cases.open(one, keysOf(one), null);
  return one.id;
}

/** Presses what makes a file, and fetches it as its link has it. */
async function fileFrom(client: Client, shown: Shown, title: string): Promise<{ name: string; bytes: Uint8Array }> {
  return fetchedFrom(house, await press(client, shown, title));
}
const linkOn = (shown: Shown): string => linkIn(house, shown);

const csvIn = (bytes: Uint8Array): Record<string, string>[] => parse(bytes, { columns: true, bom: true });

describe('census', () => {
  beforeEach(async () => {
    await refer('WB-AAAA-22', 'not-on-roll', { sex: 'female', yearGroup: '5' });
    await refer('WB-BBBB-22', 'new-to-city', { sex: 'male', yearGroup: '5' });
    await refer('WB-CCCC-22', 'home-education', { sex: null, yearGroup: null, dateOfBirth: '2022-05-05' });
    await reportPupil(house.as(house.people.lead));
    await house.at('2026-05-05', '09:00');
  });

  test('counts who is of school age and on no roll, in the DfE’s breakdowns', async () => {
    const { text } = await say(officer, 'census');
    expect(text).toContain('Children missing education: 2');
    for (const said of ['By sex', 'Female', 'Year 5', '8 to 12 weeks', 'School application awaiting an outcome'])
      expect(text).toContain(said);
    expect(text).toContain('At some time from Mon 1 September 2025 to Tue 5 May 2026');
    expect(text).not.toMatch(/WB-|Ashdown|Year 6/);
  });

  test('of a day gone by counts what was known then', async () => {
    expect((await say(officer, 'census 26/04/2026')).text).toContain('Children missing education: 0');
    expect((await say(officer, 'termly census of 27/04/2026')).text).toContain('Children missing education: 2');
    expect((await say(officer, 'census 30/06/2026')).text).toContain('Tue 30 June 2026 has not come yet');
    expect((await say(officer, 'census soon')).text).toContain('Write the day as in');
  });

  test('shows who is behind a figure, each opened by reference, and puts on the trail whom it showed', async () => {
    const count = await say(officer, 'census');
    const who = await press(officer, count, 'Show who', { figure: 'sex female' });
    expect(who.text).toContain('Female: 1');
    expect(who.text).toContain('WB-AAAA-22');
    expect(who.text).toContain('follows from the case; nobody has chosen it');
    expect(who.text).not.toContain('WB-BBBB-22');
    const [last] = (await trailOf(house.storage, house.people.officer.authority)).slice(-1);
    const { id } = (await house.storage.cases.byReference(house.people.officer.authority, 'WB-AAAA-22'))!;
    expect(last).toMatchObject({ action: 'see-census-children', outcome: 'read', cases: [id] });
    expect((await press(officer, who, 'Open')).text).toContain('WB-AAAA-22 Ashdown');
    expect((await press(officer, who, 'Back to the count')).text).toContain('Children missing education: 2');
  });

  test('is rounded for a member of the panel, who is not told who is behind a figure', async () => {
    const { text, card } = await say(panel, 'census');
    expect(text).toContain('Children missing education: fewer than 5');
    expect(text).toContain('As it was known at the end of Thu 30 April 2026');
    expect(text).toContain('Every figure is rounded');
    expect(text.split('\n').filter((line) => /^\d+$/.test(line) && line !== '0')).toEqual([]);
    expect(buttonsOn(card).map(({ title }) => title)).toEqual(['Every figure (CSV)']);
    const asked = await pressed(panel, { verb: 'census-children', on: '2026-04-30', figure: 'total all', from: '0' });
    expect(asked).not.toContain('WB-');
  });

  test('is not broken down for who sees it rounded where fewer than five are counted, and is of more', async () => {
    const figures = async () => csvIn((await fileFrom(panel, await say(panel, 'census'), 'Every figure (CSV)')).bytes);
    const counts = (rows: Awaited<ReturnType<typeof figures>>) =>
      new Set(rows.filter((row) => row['breakdown_topic'] !== 'At some time').map(({ children }) => children));
    expect((await say(panel, 'census')).text).not.toMatch(/Female|Male|Year 5|awaiting/);
    expect(counts(await figures())).toEqual(new Set(['fewer than 5']));
    for (const letter of 'DEFG')
      await refer(`WB-${letter.repeat(4)}-22`, 'not-on-roll', { sex: 'female', yearGroup: '5' });
    const { text } = await say(panel, 'census');
    expect(text).toContain('Children missing education: 10');
    expect(text).toContain('Female');
    expect(counts(await figures())).toEqual(new Set(['0', '10', 'fewer than 5']));
  });

  test('is told rounded of census dates and ends of months alone: of two days, each other would tell of one child', async () => {
    await house.at('2026-06-10', '09:00');
    for (const day of ['30/04/2026', '21/05/2026', '31/05/2026'])
      expect((await say(panel, `census ${day}`)).text).toContain('Children missing education: fewer than 5');
    for (const day of ['29/04/2026', '01/05/2026', '22/05/2026', '10/06/2026'])
      expect((await say(panel, `census ${day}`)).text).toContain('Say “census 2026-05-31” for Sun 31 May 2026');
    const asked = await pressed(panel, { verb: 'handout', kind: 'census-csv', on: '2026-05-22' });
    expect(asked).toContain('Say “census 2026-05-31”');
    expect((await say(officer, 'census 22/05/2026')).text).toContain('Children missing education: 2');
    // The day itself is not over: who asks twice on it would see who came meanwhile.
    await house.at('2026-06-30', '09:00');
    expect((await say(panel, 'census 30/06/2026')).text).toContain('Say “census 2026-05-31”');
    expect((await say(panel, 'census')).text).toContain('Sun 31 May 2026');
  });

  test('goes out as a file of every figure, and as a list of who is counted that adds up to it', async () => {
    const count = await say(officer, 'census');
    const figures = await fileFrom(officer, count, 'Every figure (CSV)');
    expect(figures.name).toBe('census-2026-05-05.csv');
    const rows = csvIn(figures.bytes);
    const of = (topic: string, breakdown: string) =>
      rows.find((row) => row['breakdown_topic'] === topic && row['breakdown'] === breakdown)?.['children'];
    expect(of('Total', 'All children missing education')).toBe('2');
    expect([of('Sex', 'Male'), of('Year group', 'Year 5'), of('Year group', 'Year 6')]).toEqual(['1', '2', '0']);
    expect(rows.filter((row) => row['breakdown_topic'] === 'Primary reason')).toHaveLength(20);
    const children = csvIn((await fileFrom(officer, count, 'Who is counted (CSV)')).bytes);
    const onTheDay = children.filter(({ figure }) => figure === 'On the census date');
    expect(onTheDay.map(({ reference, sex }) => [reference, sex]).toSorted()).toEqual([
      ['WB-AAAA-22', 'female'],
      ['WB-BBBB-22', 'male'],
    ]);
    expect(JSON.stringify(children)).not.toContain('Ashdown');
  });

  describe('at some time', () => {
    const close = async (reference: string, reason: string) => {
      const { id, version, facts } = (await house.storage.cases.byReference(officerOf().authority, reference))!;
      const stamp = { id: newId(), recordedAt: house.clock.now(), recordedBy: officerOf().id };
      const closed = { kind: 'closed', reason, note: '', ...stamp } as const;
      const keys = { ...keysOf({ facts }), open: false };
      await house.storage.cases.append(id, version, [closed], keys, null);
    };
    const officerOf = () => house.people.officer;
    const THIS_YEAR = 'At some time from 2025-09-01 to 2026-05-06';
    const ofYear = async (client: Client) => {
      const { bytes } = await fileFrom(client, await say(client, 'census'), 'Every figure (CSV)');
      const figures = csvIn(bytes).filter((row) => row['breakdown_topic'] === 'At some time');
      return figures.map(({ children }) => children);
    };

    beforeEach(async () => {
      await close('WB-AAAA-22', 'unsuitable-sorted');
      await close('WB-BBBB-22', 'reported-in-error');
      await house.at('2026-05-06', '09:00');
    });

    test('counts whose case is closed, and not who was reported in error', async () => {
      expect((await say(officer, 'census')).text).toContain('Children missing education: 0');
      expect(await ofYear(officer)).toEqual(['1', '0']);
      expect(await ofYear(panel)).toEqual(['fewer than 5', '0']);
    });

    test('what was found to be in error later counts on the day before as it was known then', async () => {
      expect((await say(officer, 'census 2026-05-04')).text).toContain('Children missing education: 2');
      const { bytes } = await fileFrom(officer, await say(officer, 'census 2026-05-04'), 'Who is counted (CSV)');
      expect(csvIn(bytes).filter(({ figure }) => figure?.startsWith('At some time'))).toHaveLength(2);
    });

    test('has a list behind it, on a card and in the file, for whoever may see the children', async () => {
      const count = await say(officer, 'census');
      const who = await press(officer, count, 'Show who', { figure: 'at-some-time this-school-year' });
      expect(who.text).toContain('At some time from Mon 1 September 2025 to Wed 6 May 2026: 1');
      expect(who.text).toContain('WB-AAAA-22');
      expect(who.text).toContain('First counted on Mon 27 April 2026');
      expect(who.text).toContain('Last counted on Mon 4 May 2026');
      expect(who.text).not.toContain('WB-BBBB-22');
      const { id } = (await house.storage.cases.byReference(officerOf().authority, 'WB-AAAA-22'))!;
      const [last] = (await trailOf(house.storage, officerOf().authority)).slice(-1);
      expect(last).toMatchObject({ action: 'see-census-children', outcome: 'read', cases: [id] });
      const { bytes } = await fileFrom(officer, count, 'Who is counted (CSV)');
      expect(csvIn(bytes)).toMatchObject([
        { figure: THIS_YEAR, reference: 'WB-AAAA-22', first_counted: '2026-04-27', last_counted: '2026-05-04' },
      ]);
      const asked = { verb: 'census-children', on: '2026-05-06', figure: 'at-some-time this-school-year', from: '0' };
      expect(await pressed(panel, asked)).not.toContain('WB-');
      expect(await pressed(officer, { ...asked, figure: 'at-some-time ever' })).not.toContain('WB-');
    });
  });
});

describe('the register for the meeting', () => {
  test('is a PDF with headings and a table, for the day and the order that were looked at, and names no child', async () => {
    await refer('WB-AAAA-22', 'not-on-roll');
    await house.at('2026-05-05', '09:00');
    const shown = await say(officer, 'register 2026-05-04');
    const { name, bytes } = await fileFrom(officer, shown, 'For the meeting (PDF)');
    expect(name).toBe('register-2026-05-04.pdf');
    const pdf = readPdf(bytes);
    expect(pdf).toMatchObject({ tagged: true, language: 'en-GB', title: 'Children out of provision' });
    expect(pdf.outline).toEqual(['Child by child']);
    expect(pdf.text).toContain('As it was known at the end of Mon 4 May 2026: 1 child.');
    expect(pdf.text).toContain('WB-AAAA-22');
    expect(pdf.elements.filter(({ role }) => role === 'TH').map(({ text }) => text)).toContain('Why, and stage');
    expect(pdf.text).not.toContain('Ashdown');
  });

  test('is a spreadsheet of the reason that was chosen, in which no text is taken for a formula', async () => {
    await refer('WB-AAAA-22', 'not-on-roll');
    await refer('WB-BBBB-22', 'new-to-city');
    await house.at('2026-05-05', '09:00');
    const filtered = await press(officer, await say(officer, 'register'), 'Show', {
      which: 'new-to-city',
      order: 'risk',
    });
    const { name, bytes } = await fileFrom(officer, filtered, 'Excel');
    expect(name).toBe('register-2026-05-05.xlsx');
    const files = unzipSync(bytes);
    const all = Object.entries(files)
      .filter(([path]) => path.endsWith('.xml'))
      .map(([, content]) => Buffer.from(content).toString('utf8'))
      .join('\n');
    expect(all).toContain('WB-BBBB-22');
    expect(all).not.toContain('WB-AAAA-22');
    expect(all).not.toMatch(/<f>|Ashdown/);
  });

  test('has for a member of the panel what stands on the agenda, and nobody else', async () => {
    const { reference } = await reportPupil(house.as(house.people.lead));
    await house.at('2026-05-18', '10:00');
    const [why, unsent] = ['Another child was meant.', 'No return is owed of this child.'];
    await house.casework.close(house.people.officer, reference, 'reported-in-error', why, unsent);
    await house.at('2026-06-10', '10:00');
    const inPdf = async (client: Client) => {
      const shown = await say(client, 'register 2026-05-17');
      return readPdf((await fileFrom(client, shown, 'For the meeting (PDF)')).bytes).text;
    };
    expect(await inPdf(officer)).toContain(reference);
    const theirs = (await inPdf(panel)).replace(/\s+/g, ' ');
    expect(theirs).toContain('Children out of provision, on the panel’s agenda');
    expect(theirs).toContain('Only the children who are on the panel’s agenda today. As it was known at the end of');
    expect(theirs).toContain('None of the children on the panel’s agenda is on it.');
  });
});

describe('the link to a file', () => {
  const ordered = async () => linkOn(await press(officer, await say(officer, 'register'), 'Excel'));
  const fetched = async (link: string) => (await fetch(link, { method: 'POST' })).status;

  test('works once, is used up by no look, and grows too old', async () => {
    const link = await ordered();
    for (const method of ['HEAD', 'GET']) expect((await fetch(link, { method })).status).toBe(200);
    expect([await fetched(link), await fetched(link)]).toEqual([200, 404]);
    const other = await ordered();
    await house.at('2026-04-27', '08:51');
    expect(await fetched(other)).toBe(404);
  });

  test('is of no use to whoever may not see that any more', async () => {
    const link = await ordered();
    await house.storage.transaction(({ directory }) =>
      directory.savePeople(house.people.officer.authority, [{ ...house.people.officer, roles: ['administrator'] }]),
    );
    expect((await fetch(link)).status).toBe(404);
    expect(await fetched(link)).toBe(404);
  });

  test('two who press at once get one file', async () => {
    const link = await ordered();
    const came = await Promise.all([fetched(link), fetched(link), fetched(link)]);
    expect(came.toSorted()).toEqual([200, 404, 404]);
  });
});

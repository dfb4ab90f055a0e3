import { keysOf } from '../../src/casework/record';
import type { Pupil } from '../../src/domain/pupil/pupil';
import { aPupil } from '../builders/case';
import { runHere } from '../cli/run-here';
import { fact } from '../contract/cases';
import { buttonsOn } from '../support/cards';
import type { Client, Shown } from '../support/client';
import { trailOf } from '../support/trail';
import { fetchedFrom, linkOn } from './handed-out';
import { aMainJobBot, press, say, type MainJobBot } from './main-job-bot';
import { actions, answered, madeFrom, reportedIn } from './one-steps';

let house: MainJobBot;
let officer: Client;
let manager: Client;
beforeEach(async () => {
  house = await aMainJobBot('chat');
  [officer, manager] = [house.as(house.people.officer), house.as(house.people.manager)];
  await manager.say('hello');
});
afterEach(() => house.bot.close());

const report = (over: Partial<Pupil> = {}) => reportedIn(house, over);
const close = (reference: string) =>
  house.casework.close(
    house.people.officer,
    reference,
    'reported-in-error',
    'Another child was meant.',
    'None is owed.',
  );

const card = (client = officer): Promise<Shown> => say(client, 'one upload');
const wants = async (title: string, client = officer): Promise<Shown> => press(client, await card(client), title);
const made = (title = 'Make the file', client = officer) => madeFrom(house, client, title);
const titles = (shown: Shown) => buttonsOn(shown.card).map(({ title }) => title);
/** The school puts the name right. */
async function rename(reference: string, forename: string): Promise<void> {
  const one = (await house.storage.cases.byReference('341', reference))!;
  const told = fact({ kind: 'pupil-described', pupil: aPupil({ upn: null, upnUnknown: 'other', forename }) });
  const grown = { ...one, facts: [...one.facts, told] };
  await house.storage.cases.append(one.id, one.version, [told], keysOf(grown), null);
}

const answers = (text: string, upload: number) => answered(house, text, upload);

describe('the upload to Capita One', () => {
  test('has every case at first, then what is new, changed or closed, and nothing else', async () => {
    const [one, two] = [await report({ forename: 'Rowan' }), await report({ forename: 'Sorrel', surname: 'Birch' })];
    const shown = await card();
    expect(shown.text).toContain('Capita One: 2 cases to upload');
    expect(shown.text).toContain('Nothing has been uploaded yet');
    expect(titles(shown)).toEqual(['Make the file']);
    expect(shown.text).not.toMatch(/Rowan|Sorrel/);
    const first = await made();
    expect(first.name).toBe('CME_2026-04-27_0001.csv');
    expect(actions(first.rows)).toEqual([one, two].toSorted().map((reference) => [reference, 'A']));
    expect(first.rows.find((row) => row['CASE_REF'] === one)).toMatchObject({
      ...{ FORENAME: 'Rowan', UPN: '', DOB: '09/03/2016', CASE_START: '27/04/2026', REASON: 'MISS' },
      ...{ CASE_END: '', OUTCOME: '' },
    });
    const after = await card();
    expect(after.text).toContain('Capita One: nothing waits');
    expect(after.text).toContain('Upload 1 was the last one, made on Mon 27 April 2026');
    expect(after.text).toContain('by Ed Track');
    expect(after.text).toContain('2 new');
    expect(titles(after)).toEqual(['Upload 1 once more', 'Everything again']);

    await rename(one, 'Rowena');
    await close(two);
    const three = await report({ forename: 'Tansy', surname: 'Cole' });
    expect((await card(manager)).text).toContain('Capita One: 3 cases to upload');
    const second = await made('Make the file', manager);
    expect(second.name).toBe('CME_2026-04-27_0002.csv');
    expect(new Map(actions(second.rows) as [string, string][])).toEqual(
      new Map([
        [one, 'U'],
        [two, 'C'],
        [three, 'A'],
      ]),
    );
    expect(second.rows.find((row) => row['CASE_REF'] === two)).toMatchObject({
      CASE_END: '27/04/2026',
      OUTCOME: 'ERR',
    });
    expect((await card()).text).toContain('by Jan Manager');
  });

  test('is made once it is fetched, once for two who fetch it at once, and has the same rows when it is fetched again', async () => {
    const one = await report();
    const [asked, also] = [await wants('Make the file'), await wants('Make the file', manager)];
    expect(await house.storage.one.latest('341', 9)).toEqual([]);
    const links = [asked, also].map((shown) => linkOn(house, shown));
    // Each twice at once, as by a double click.
    const came = await Promise.all([...links, ...links].map((link) => fetch(link, { method: 'POST' })));
    expect(came.map(({ status }) => status).toSorted()).toEqual([200, 200, 404, 404]);
    const files = await Promise.all(came.filter(({ status }) => status === 200).map((each) => each.text()));
    expect(files[0]).toBe(files[1]);
    expect(files[0]).toContain(one);
    expect(await house.storage.one.latest('341', 9)).toMatchObject([{ number: 1, unanswered: 1 }]);
    // Later the case says something else, and the upload is what it was.
    await rename(one, 'Rowena');
    await house.at('2026-04-28', '10:00');
    const again = await fetchedFrom(house, await wants('Upload 1 once more'));
    expect(Buffer.from(again.bytes).toString()).toBe(files[0]);
    expect(again.name).toBe('CME_2026-04-27_0001.csv');
    expect(await house.storage.one.latest('341', 9)).toHaveLength(1);
    expect((await made()).rows).toMatchObject([{ CASE_REF: one, ACTION: 'U', FORENAME: 'Rowena' }]);
  });

  test('is not made by a link that nobody used in time, nor by one that waited while another was made', async () => {
    await report();
    const old = await wants('Make the file');
    await house.at('2026-04-27', '09:30');
    expect((await fetch(linkOn(house, old), { method: 'POST' })).status).toBe(404);
    expect(await house.storage.one.latest('341', 9)).toEqual([]);
    expect((await card()).text).toContain('Capita One: 1 case to upload');
    await made();
    await report({ forename: 'Sorrel', surname: 'Birch' });
    const stale = await wants('Make the file');
    await made('Everything again');
    // It was for the next upload, and that has been another one.
    expect((await fetch(linkOn(house, stale), { method: 'POST' })).status).toBe(404);
    expect(await house.storage.one.latest('341', 9)).toHaveLength(2);
  });

  test('has everything again where it is asked for, and says what One has as it is', async () => {
    const [one, two] = [await report(), await report({ forename: 'Sorrel', surname: 'Birch' })];
    await close(two);
    await made();
    const { rows } = await made('Everything again');
    expect(actions(rows)).toEqual([one, two].toSorted().map((reference) => [reference, 'U']));
    expect((await card()).text).toContain('2 sent again');
  });

  test('leaves a case for later that has not what One asks for, and says what', async () => {
    const reference = await report({ surname: ' ' });
    const shown = await card();
    expect(shown.text).toContain('Capita One: nothing waits');
    expect(shown.text).toContain(
      `Not in the file yet\nOne asks for something that is not on the case.\n${reference}\nSURNAME`,
    );
    expect(titles(shown)).toEqual([]);
  });

  test('says that it cannot be drawn as it was where a school has another number since, and nothing wrong goes out', async () => {
    await report();
    await made();
    const schools = await house.storage.directory.schools('341');
    await house.storage.directory.saveSchools(schools.map((one, at) => ({ ...one, dfeNumber: `341777${at}` })));
    expect((await wants('Upload 1 once more')).text).toContain('cannot be drawn as it was any more');
    expect((await made()).rows).toMatchObject([{ ACTION: 'U', DFE_NUMBER: expect.stringMatching('341777') }]);
  });
});

describe('what Capita One answers', () => {
  test('is told on the card, and what it refused is in the next file until it was taken', async () => {
    const [one, two, three] = [
      await report(),
      await report({ forename: 'Sorrel', surname: 'Birch' }),
      await report({ forename: 'Tansy', surname: 'Cole' }),
    ];
    await made();
    const text = `CASE_REF,STATUS,MESSAGE,ROW\n${one},imported,,1\n${two.toLowerCase()},Rejected,No such **DfE** number,2\n`;
    const ran = await answers(text, 1);
    expect(ran).toMatchObject({ code: 0, warned: '' });
    expect(ran.said).toBe('2 answers of Capita One to upload 1, 1 of them refused. 2 are new.\n');
    const shown = await card();
    expect(shown.text).toContain('Capita One: 1 case to upload');
    expect(shown.text).toContain(`${two}\nNo such \\*\\*DfE\\*\\* number`);
    expect(shown.text).toMatch(/Taken\n1\nRefused\n1\nNot answered\n1/);
    expect(shown.text).not.toContain(three);
    expect((await answers(text, 1)).said).toContain('All of it was on record already.');
    expect(actions((await made()).rows)).toEqual([[two, 'A']]);
    // The same file read in again says nothing of the upload that was made since.
    await answers(text, 1);
    expect((await card()).text).toContain('Capita One: nothing waits');
    expect((await answers(text, 2)).warned).toContain(`line 2, case_ref: Case ${one} is not in upload 2.`);
    expect((await answers(`CASE_REF,STATUS,MESSAGE\n${two},Updated,\n`, 2)).code).toBe(0);
    const last = await card();
    expect(last.text).not.toContain('Refused by One');
    const trail = await trailOf(house.storage, '341');
    const read = trail.filter(({ action }) => action === 'answers-of-one');
    expect(read.map(({ person, cases }) => [person, cases.length])).toEqual([
      [null, 2],
      [null, 0],
      [null, 0],
      [null, 1],
    ]);
  });

  test('is not read in where something is wrong with the file, and each mistake has its line and column', async () => {
    const one = await report();
    await made();
    const wrong = `CASE_REF,STATUS,MESSAGE\n${one},Imported,\n${one},Imported,\nRowan Ashdown,Imported,\nWB-ZZZZ-ZZ,Perhaps Rowan,\n`;
    const ran = await answers(wrong, 1);
    expect(ran.code).toBe(1);
    expect(ran.warned).toContain('line 3, case_ref: This reference stands in line 2 already.');
    expect(ran.warned).toContain('line 4, case_ref: This is no reference of a case: one looks like WB-7K3M-2Q.');
    expect(ran.warned).toContain(
      'line 5, status: The policy says neither that this is taken (Imported, Updated) nor that it is refused (Rejected, Error).',
    );
    expect(ran.warned).toContain('Nothing was imported.');
    expect(ran.warned).not.toContain('Rowan');
    expect((await answers('CASE_REF,MESSAGE\nA,B\n', 1)).warned).toContain('The column status is missing.');
    expect((await answers(`CASE_REF,STATUS,MESSAGE\nWB-ZZZZ-ZZ,Imported,\n`, 1)).warned).toContain(
      'line 2, case_ref: Case WB-ZZZZ-ZZ is not in upload 1.',
    );
    expect((await answers(wrong, 7)).warned).toContain(
      'There is no upload 7 of authority 341. The last one has the number 1.',
    );
    expect((await runHere(house.storage, 'one', 'answers', 'x.csv', '--authority', '341')).code).toBe(2);
    expect((await house.storage.one.latest('341', 1))[0]).toMatchObject({ taken: 0, unanswered: 1 });
  });
});

describe('who makes the upload', () => {
  test('is the tracking officer or the service manager, and every try of others is on the trail', async () => {
    await report();
    const others = [
      'lead',
      'otherLead',
      'head',
      'welfare',
      'caseworker',
      'panel',
      'director',
      'administrator',
      'auditor',
    ] as const;
    for (const who of others) {
      const client = house.as(house.people[who]);
      await client.say('hello');
      expect((await say(client, 'one upload')).text).toContain(
        'is made by the tracking officer or the service manager',
      );
      const data = { verb: 'handout', kind: 'one-upload', number: '1', everything: 'no' };
      const { line, shown } = await client.invoke('adaptiveCard/action', {
        action: { type: 'Action.Execute', data },
        trigger: 'manual',
      });
      expect(`${shown?.text ?? ''}${line}`).not.toContain('papers.example');
    }
    const refused = (await trailOf(house.storage, '341')).filter(
      ({ outcome, action }) => outcome === 'refused' && action === 'upload-to-one',
    );
    expect(new Set(refused.map(({ person }) => person))).toEqual(new Set(others.map((who) => house.people[who].id)));
    expect(await house.storage.one.latest('341', 9)).toEqual([]);
  });

  test('stands on the trail with the cases, when it is made, looked at and fetched again; and not a word of a child in a log', async () => {
    await report({ forename: 'Quillon', surname: 'Zwartkops' });
    await made();
    await made('Upload 1 once more');
    const all = await trailOf(house.storage, '341');
    const of = all.filter(({ action }) => action === 'upload-to-one');
    expect(of.map(({ outcome, cases, fields }) => [outcome, cases.length, fields])).toEqual([
      ['read', 0, []],
      ['done', 1, ['one-upload:1']],
      ['read', 0, []],
      ['read', 1, ['one-upload:1']],
    ]);
    expect(of.every(({ person, role }) => person === house.people.officer.id && role === 'tracking-officer')).toBe(
      true,
    );
    expect(house.lines.join('\n')).not.toMatch(/Quillon|Zwartkops/);
  });

  test('gets nothing by a link once the role is gone', async () => {
    await report();
    const link = linkOn(house, await wants('Make the file', manager));
    const gone = [{ ...house.people.manager, roles: ['administrator' as const] }];
    await house.storage.directory.savePeople('341', gone);
    expect((await fetch(link, { method: 'POST' })).status).toBe(404);
    expect(await house.storage.one.latest('341', 9)).toEqual([]);
  });
});

import { keysOf } from '../../src/casework/record';
import { aPupil } from '../builders/case';
import { fact } from '../contract/cases';
import { buttonsOn } from '../support/cards';
import type { Client } from '../support/client';
import { trailOf } from '../support/trail';
import { fetchedFrom, linkOn } from './handed-out';
import { aMainJobBot, press, say, type MainJobBot } from './main-job-bot';
import { actions, answered, madeFrom, reportedIn } from './one-steps';

/** An upload of which the file was lost: its link ran out, or it never came to One. */

let house: MainJobBot;
let officer: Client;
let one: string;
beforeEach(async () => {
  house = await aMainJobBot('chat');
  officer = house.as(house.people.officer);
  one = await reportedIn(house);
});
afterEach(() => house.bot.close());

async function rename(reference: string, forename: string): Promise<void> {
  const found = (await house.storage.cases.byReference('341', reference))!;
  const told = fact({ kind: 'pupil-described', pupil: aPupil({ upn: null, upnUnknown: 'other', forename }) });
  const grown = { ...found, facts: [...found.facts, told] };
  await house.storage.cases.append(found.id, found.version, [told], keysOf(grown), null);
}

/** Three of them: with the case as it was, as it was renamed, and with a second case. */
async function three() {
  const first = await madeFrom(house, officer);
  await house.at('2026-04-28', '10:00');
  await rename(one, 'Rowena');
  const second = await madeFrom(house, officer);
  await house.at('2026-04-29', '10:00');
  await reportedIn(house, { forename: 'Sorrel', surname: 'Birch' });
  await madeFrom(house, officer);
  return { first, second };
}

const refusalOf = async (text: string) => (await say(officer, text)).text;

test('an earlier upload has the rows that it had, under its name, and makes nothing', async () => {
  const { first, second } = await three();
  for (const [said, was] of [
    ['one upload 1', first],
    ['Capita One upload number 0002', second],
  ] as const) {
    const shown = await say(officer, said);
    expect(shown.text).toContain('A later one has been made: do not load this into One after that.');
    const { name, bytes } = await fetchedFrom(house, shown);
    expect([name, Buffer.from(bytes).toString()]).toEqual([was.name, Buffer.from(was.bytes).toString()]);
  }
  expect(await house.storage.one.latest('341', 9)).toHaveLength(3);
  expect((await say(officer, 'one upload')).text).toContain('Capita One: nothing waits');
  const fetched = (await trailOf(house.storage, '341')).filter(
    ({ action, outcome, cases }) => action === 'upload-to-one' && outcome === 'read' && cases.length > 0,
  );
  expect(fetched.map(({ fields }) => fields)).toEqual([['one-upload:1'], ['one-upload:2']]);
});

test('an earlier upload is spoken of on the card once there is one, and the last one is no earlier one', async () => {
  await madeFrom(house, officer);
  const only = await say(officer, 'one upload');
  expect(only.text).not.toContain('earlier');
  expect((await press(officer, only, 'Upload 1 once more')).text).not.toContain('A later one');
  await rename(one, 'Rowena');
  await madeFrom(house, officer);
  expect((await say(officer, 'one upload')).text).toContain(
    'For an earlier upload once more, say its number: “one upload 1”.',
  );
});

test('an earlier upload is not drawn where a row would say something else, and that is said', async () => {
  await three();
  const schools = await house.storage.directory.schools('341');
  await house.storage.directory.saveSchools(schools.map((school, at) => ({ ...school, dfeNumber: `341777${at}` })));
  expect(await refusalOf('one upload 1')).toContain(
    'This upload cannot be drawn as it was any more: the rules, term dates, schools or columns have changed since.',
  );
});

test('a number that no upload has makes none', async () => {
  expect(await refusalOf('one upload 1')).toContain('Nothing has been uploaded to Capita One yet.');
  await madeFrom(house, officer);
  expect(await refusalOf('one upload 2')).toContain('There is no upload 2. The last one is upload 1.');
  expect(await refusalOf('one upload 0')).toContain('There is no upload 0.');
  expect(await house.storage.one.latest('341', 9)).toHaveLength(1);
});

test('a link that ran out can be had anew for any upload, and a look at it makes and uses up nothing', async () => {
  const { first } = await three();
  const old = linkOn(house, await say(officer, 'one upload 1'));
  await house.at('2026-04-29', '10:30');
  expect((await fetch(old, { method: 'POST' })).status).toBe(404);
  const link = linkOn(house, await say(officer, 'one upload 1'));
  for (const method of ['GET', 'HEAD', 'GET']) expect((await fetch(link, { method })).status).toBe(200);
  const came = await fetch(link, { method: 'POST' });
  expect(Buffer.from(await came.arrayBuffer())).toEqual(Buffer.from(first.bytes));
});

test('what One answered to an earlier upload counts for it, and what it had refused waits until it has it', async () => {
  await three();
  // The third was never loaded; the second was, late.
  await answered(house, `CASE_REF,STATUS,MESSAGE\n${one},Rejected,Locked\n`, 2);
  expect(actions((await madeFrom(house, officer)).rows)).toEqual([[one, 'A']]);
});

test('a file for which nothing waits any more is refused before there is a link', async () => {
  await madeFrom(house, officer);
  await rename(one, 'Rowena');
  const waits = await say(officer, 'one upload');
  expect(waits.text).toContain('Capita One: 1 case to upload');
  await rename(one, 'Rowan');
  const shown = await press(officer, waits, 'Make the file');
  expect(shown.text).toContain('There is nothing to send to Capita One now.');
  expect(buttonsOn(shown.card)).toEqual([]);
});

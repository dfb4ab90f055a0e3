import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { policyPack } from '../../src/domain/policy/policies';
import { anAuthority, ELSEWHERE } from '../builders/authority';
import { runHere } from '../cli/run-here';
import type { Client } from '../support/client';
import { aMainJobBot, type MainJobBot } from './main-job-bot';
import { actions, answered, madeFrom, reportedIn } from './one-steps';

/** What Capita One answered, as it comes on a day on which nothing goes right: read in whole, or not at all. */

let house: MainJobBot;
let officer: Client;
let one: string;
let two: string;
beforeEach(async () => {
  house = await aMainJobBot('chat');
  officer = house.as(house.people.officer);
  [one, two] = [await reportedIn(house), await reportedIn(house, { forename: 'Sorrel', surname: 'Birch' })];
  await madeFrom(house, officer);
});
afterEach(() => house.bot.close());

const MESSAGE = 'MESSAGE';
const HEAD = `CASE_REF,STATUS,${MESSAGE}`;
const tally = async (number = 1) => {
  const made = (await house.storage.one.latest('341', 9)).find((upload) => upload.number === number)!;
  return [made.taken, made.refused, made.unanswered];
};
const nothing = [0, 0, 2];
const messageOf = async (reference: string) => {
  const { id } = (await house.storage.cases.byReference('341', reference))!;
  return (await house.storage.one.ofCase(id)).at(-1)!.answer?.message;
};
const utf16 = (text: string, order: 'little' | 'big'): Buffer => {
  const bytes = Buffer.from(`\uFEFF${text}`, 'utf16le');
  return order === 'little' ? bytes : bytes.swap16();
};

describe('a file that a spreadsheet saved', () => {
  const lines = () => [
    ['CASE_REF', 'STATUS', 'MESSAGE'],
    [one, 'Imported', ''],
    [two, 'Rejected', '“Näme” of a base, unknown'],
  ];
  const table = (separator: string, end: string) =>
    lines()
      .map((cells) => cells.map((cell) => (cell.includes(separator) ? `"${cell}"` : cell)).join(separator) + end)
      .join('');

  test.each<[string, () => string | Uint8Array]>([
    ['as UTF-8 with its mark and line ends of Windows', () => `\uFEFF${table(',', '\r\n')}`],
    ['with semicolons', () => table(';', '\r\n')],
    ['with semicolons and the mark', () => `\uFEFF${table(';', '\n')}`],
    ['as Unicode text, with tabs', () => utf16(table('\t', '\r\n'), 'little')],
    ['as Unicode text of the other order', () => utf16(table('\t', '\r\n'), 'big')],
    ['with line ends of an old machine', () => table(',', '\r')],
    ['with empty rows and columns', () => `${table(',', ',,\r\n')},,,,\r\n ,,,,\r\n`],
    ['with an empty line before the heading', () => `\r\n${table(';', '\r\n')}`],
    ['in another order', () => `${HEAD}\n${two},Rejected,"“Näme” of a base, unknown"\n${one},Imported,\n`],
  ])('is read, and is the file that it was: %s', async (_name, text) => {
    expect(await answered(house, text(), 1)).toMatchObject({ code: 0, warned: '' });
    expect(await tally()).toEqual([1, 1, 0]);
    expect(await messageOf(two)).toBe('“Näme” of a base, unknown');
    // As One wrote it, it is the answer to no other upload, and says nothing new.
    const first = table(',', '\n');
    await madeFrom(house, officer, 'Everything again');
    expect((await answered(house, first, 2)).warned).toContain(
      'This file was read in as the answers to upload 1. Give that of upload 2,',
    );
    expect((await answered(house, first, 1)).said).toContain('All of it was on record already.');
    expect(await tally(2)).toEqual(nothing);
  });

  test.each<[string, () => Uint8Array]>([
    ['in an encoding of its own', () => Buffer.from(table(',', '\r\n').replaceAll(/[“”]/g, '"'), 'latin1')],
    ['as a workbook', () => Buffer.from([0x50, 0x4b, 3, 4, 0x14, 0, 6, 0, 8, 0, 0, 0, 0x21, 0])],
    ['as Unicode text without a mark', () => Buffer.from(`${HEAD}\n`, 'utf16le')],
    ['as Unicode text that breaks off', () => utf16(table('\t', '\r\n'), 'little').subarray(0, -1)],
  ])('is refused with what to do: %s', async (_name, bytes) => {
    const { code, warned } = await answered(house, bytes(), 1);
    expect([code, warned]).toEqual([2, expect.stringContaining('A spreadsheet saves it so as "CSV UTF-8".')]);
    expect(await tally()).toEqual(nothing);
  });
});

describe('half a file', () => {
  const whole = () => `${HEAD}\n${one},Imported,\n${two},Rejected,"No such base"\n`;

  test.each([
    ['within a reference', 28],
    ['within a word', 20],
    ['within a text', 5],
  ])('is refused where it breaks off %s, and nothing of it is on record', async (_name, missing) => {
    const { code, warned } = await answered(house, whole().slice(0, -missing - 1), 1);
    expect(code).toBe(1);
    expect(warned).toContain('answers.csv, line 3');
    expect(warned).toContain('Nothing was imported. When this one mistake is mended, run the command again.');
    expect(await tally()).toEqual(nothing);
  });

  test('that ends with a line says what it says, and the rest is not answered', async () => {
    expect((await answered(house, `${HEAD}\n${one},Imported,\n`, 1)).said).toBe(
      '1 answer of Capita One to upload 1, 0 of them refused. 1 is new.\n',
    );
    expect(await tally()).toEqual([1, 0, 1]);
    // The whole of it comes later.
    expect((await answered(house, whole(), 1)).said).toContain('1 is new.');
    expect(await tally()).toEqual([1, 1, 0]);
  });
});

describe('the wrong file', () => {
  const warnedOf = async (text: string | Uint8Array, ...more: string[]) => {
    const { code, said, warned } = await answered(house, text, 1, ...more);
    expect([code, said]).toEqual([1, '']);
    expect(await tally()).toEqual(nothing);
    return warned;
  };

  test('is said to be empty, or to have nothing but a heading', async () => {
    expect(await warnedOf('')).toContain('answers.csv, The file is empty.');
    expect(await warnedOf('\uFEFF\r\n\r\n')).toContain('The file is empty.');
    expect(await warnedOf(`${HEAD}\r\n`)).toContain('There is nothing below the heading.');
    expect(await warnedOf(`${HEAD}\r\n,,\r\n`)).toContain('There is nothing below the heading.');
  });

  test('is said to be the upload itself, also as a spreadsheet saves that, and no child of it is named', async () => {
    const { bytes } = await madeFrom(house, officer, 'Upload 1 once more');
    const text = Buffer.from(bytes).toString();
    for (const given of [bytes, `\uFEFF${text.replaceAll(',', ';')}`]) {
      const warned = await warnedOf(given);
      expect(warned).toContain('This is a file that was uploaded, and not what Capita One answered to it.');
      expect(warned).not.toMatch(/Rowan|Sorrel|Birch/);
    }
  });

  test('is said to have other columns', async () => {
    const warned = await warnedOf('tenant_id,entra_id,name\n1,2,Rowan\n');
    expect(warned).toContain('line 1: The column case_ref is missing.');
    expect(warned).toContain('line 1: The column status is missing.');
    expect(warned).not.toContain('Rowan');
  });

  test('is a folder, or is not there', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'one-'));
    const run = (file: string) => runHere(house.storage, 'one', 'answers', file, '--authority', '341', '--upload', '1');
    expect((await run(folder)).warned).toContain('cannot be read: it is a folder.');
    expect((await run(path.join(folder, 'x.csv'))).warned).toContain('cannot be read: there is no such file.');
  });

  test('is of another upload: it is said once, and in which its first case was', async () => {
    const three = await reportedIn(house, { forename: 'Tansy', surname: 'Cole' });
    const four = await reportedIn(house, { forename: 'Ilex', surname: 'Dunn' });
    await madeFrom(house, officer);
    const warned = await warnedOf(`${HEAD}\n${three},Imported,\n${four},Imported,\n`);
    expect(warned).toContain(
      `None of these 2 cases is in upload 1 of authority 341. Case ${three} was last in upload 2. Give the number`,
    );
    expect(warned).toContain('this one mistake is mended');
  });

  test('is of another authority, or of none that there is', async () => {
    const text = `${HEAD}\n${one},Imported,\n${two},Imported,\n`;
    const to = async (authority: string) => (await answered(house, text, 1, '--authority', authority)).warned;
    expect(await to('999')).toContain('There is no authority 999 here.');
    const { officer: theirs } = await anAuthority(house.storage, 'westmere', ELSEWHERE);
    expect(await to(theirs.authority)).toContain(
      `There is no upload 1 of authority ${theirs.authority}. None has been made yet.`,
    );
    const upload = { authority: theirs.authority, number: 1, madeAt: house.clock.now(), madeBy: theirs.id };
    await house.storage.one.make({ ...upload, everything: false, mapping: '' }, []);
    const { reference, outcome, taken } = policyPack('westmere').oneUpload.answers;
    const asTheirs = `${reference},${outcome},${MESSAGE}\n${one},${taken[0]},\n${two},${taken[0]},\n`;
    const { warned } = await answered(house, asTheirs, 1, '--authority', theirs.authority);
    expect(warned).toContain(
      `None of these 2 cases is in upload 1 of authority ${theirs.authority}. Give the number and the authority`,
    );
    expect(await tally()).toEqual(nothing);
  });
});

describe('a file of 50,000 lines', () => {
  const MANY = 50_000;
  const LETTERS = 'ABCDEFGHJK';
  const references = Array.from(
    { length: MANY },
    (_, n) => `WB-Q${[...String(n).padStart(5, '0')].map((digit) => LETTERS[Number(digit)]).join('')}`,
  );

  test('of other cases is refused in one sentence', async () => {
    const text = `${HEAD}\n${references.map((reference) => `${reference},Imported,`).join('\n')}\n`;
    const { code, warned } = await answered(house, text, 1);
    expect([code, warned.trimEnd().split('\n')]).toEqual([
      1,
      [
        'answers.csv, None of these 50000 cases is in upload 1 of authority 341. Give the number and the authority that the file is about.',
        'Nothing was imported. When this one mistake is mended, run the command again.',
      ],
    ]);
  });

  test('that are wrong from top to bottom has its first mistakes named, and how many follow', async () => {
    const text = `${HEAD}\n${references.map((reference) => `${reference},Perhaps,`).join('\n')}\nRowan,Imported,\n`;
    const { code, warned } = await answered(house, text, 1);
    const said = warned.trimEnd().split('\n');
    expect([code, said.length]).toEqual([1, 53]);
    expect(said[0]).toContain('answers.csv, line 2, status: The policy says neither');
    expect(said.slice(-3)).toEqual([
      'answers.csv, line 50002, case_ref: This is no reference of a case: one looks like WB-7K3M-2Q.',
      'answers.csv, status: 49950 more lines have a mistake here.',
      'Nothing was imported. When these 50001 mistakes are mended, run the command again.',
    ]);
  });
});

test('what One says at length is cut, and nobody has to shorten it', async () => {
  const text = `${HEAD}\n${one},Rejected,${'😀'.repeat(400)}\n`;
  expect((await answered(house, text, 1)).code).toBe(0);
  expect(await messageOf(one)).toBe(`${'😀'.repeat(299)}…`);
  expect((await answered(house, text, 1)).said).toContain('All of it was on record already.');
});

test('answers that come twice in one file are refused, and the line is named', async () => {
  const { code, warned } = await answered(house, `${HEAD}\n${one},Imported,\n${two},Imported,\n${one},Rejected,\n`, 1);
  expect([code, warned]).toEqual([
    1,
    expect.stringContaining('line 4, case_ref: This reference stands in line 2 already.'),
  ]);
  expect(await tally()).toEqual(nothing);
});

test('a later file of the same upload puts right what an earlier one said', async () => {
  await answered(house, `${HEAD}\n${one},Rejected,No such base\n${two},Imported,\n`, 1);
  expect(actions((await madeFrom(house, officer)).rows)).toEqual([[one, 'A']]);
  expect((await answered(house, `${HEAD}\n${one},Imported,\n`, 1)).said).toContain('1 is new.');
  expect(await tally()).toEqual([2, 0, 0]);
});

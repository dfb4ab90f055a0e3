import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { memoryStorage } from '../../src/memory-storage';
import { runHere } from '../cli/run-here';
import { inWords, isThere, read, ROOT, testsNamedIn } from './named-tests';

const pagesIn = (folder: string): string[] =>
  readdirSync(path.join(ROOT, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `${folder}/${name}`);
const DOCUMENTS = pagesIn('docs');
const PAGES = ['README.md', ...DOCUMENTS, ...pagesIn('docs/adr')];

/** Of every page what is found on it, with the page that says it. */
const onPages = <T>(find: (page: string, text: string) => readonly T[]) =>
  PAGES.flatMap((page) => find(page, read(page)).map((found) => [page, found] as const));

test('every test that a document names is there, under each title that it names', () => {
  const named = onPages((_page, text) => testsNamedIn(text));
  expect(named.length).toBeGreaterThan(300);
  const missing = named.filter(([, one]) => !isThere(one));
  expect(missing.map(([page, one]) => `${page}: ${inWords(one)}`)).toEqual([]);
});

test('no title stands beside a test in a way that is not looked at', () => {
  const beside = onPages((_page, text) => text.replaceAll(/\s+/g, ' ').match(/`test\/[^`]+\.ts`,? ?[“"][^”"]*/g) ?? []);
  expect(beside).toEqual([]);
});

/** The rows of every table whose last column is called so. */
function rowsShown(text: string): string[] {
  const tables = text.split(/\n(?!\|)/).map((block) => block.split('\n').filter((line) => line.startsWith('|')));
  return tables.filter(([heading]) => heading?.endsWith('| Shown by |')).flatMap(([, , ...rows]) => rows);
}

test('every row of a table that says what shows it names a test by its title', () => {
  const rows = onPages((_page, text) => rowsShown(text));
  expect(rows.length).toBeGreaterThan(90);
  const last = (row: string) => testsNamedIn(row.split('|').at(-2) ?? '');
  expect(rows.filter(([, row]) => !last(row).some(({ title }) => title !== undefined))).toEqual([]);
});

/** As GitHub names the place of a heading. */
const placesIn = (text: string): string[] =>
  text
    .split('\n')
    .filter((line) => /^#+ /.test(line))
    .map((line) =>
      line
        .replace(/^#+ /, '')
        .toLowerCase()
        .replace(/[^\p{L}\p{N} _-]/gu, '')
        .replaceAll(' ', '-'),
    );

test('every link leads to a file that is there, and to a heading of it', () => {
  const links = onPages((_page, text) => [...text.matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)]+))?\)/g)]);
  expect(links.length).toBeGreaterThan(20);
  const leadsNowhere = links.filter(([page, [, to = '', place]]) => {
    const file = to === '' ? page : path.join(path.dirname(page), to);
    if (!existsSync(path.join(ROOT, file))) return true;
    return place !== undefined && !placesIn(read(file)).includes(place);
  });
  expect(leadsNowhere.map(([page, [link]]) => `${page}: ${link}`)).toEqual([]);
});

test('every document is found from the README', () => {
  const readme = read('README.md');
  expect(DOCUMENTS.length).toBeGreaterThan(5);
  expect(DOCUMENTS.filter((document) => !readme.includes(`](${document})`))).toEqual([]);
});

const optionsIn = (words: string): string[] => [...words.matchAll(/--[a-z]+/g)].map(([option]) => option);

test('every command of the operator’s that is named is one, and takes the options that it is given', async () => {
  const { said } = await runHere(memoryStorage(), 'help');
  const known = [...said.matchAll(/npm run cli -- (.*)/g)].map(([, command = '']) => command);
  const isKnown = (typed: string): boolean =>
    known.some((command) => {
      // What follows the words of a name is written in capitals, or begins with a sign.
      const [name = ''] = command.split(/ (?=[A-Z[(-])/);
      const taken = optionsIn(command);
      const takesAll = optionsIn(typed).every((option) => taken.includes(option));
      return `${typed.trim()} `.startsWith(`${name.trim()} `) && takesAll;
    });
  const named = onPages((_page, text) =>
    [...text.matchAll(/npm run cli -- ([^`\n]+)/g)].map(([, typed = '']) => typed),
  );
  expect(named.length).toBeGreaterThan(15);
  expect(named.filter(([, typed]) => !isKnown(typed))).toEqual([]);
});

test('every script of the project that is named is one', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  const named = onPages((_page, text) =>
    [...text.matchAll(/npm run (?:--silent )?([a-z:-]+)/g)].map(([, name]) => name!),
  );
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter(([, name]) => !(name in scripts))).toEqual([]);
});

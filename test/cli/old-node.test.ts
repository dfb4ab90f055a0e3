import { spawnSync } from 'node:child_process';
import path from 'node:path';

const OLDER = "data:text/javascript,Object.defineProperty(process.versions, 'node', { value: '20.19.0' })";

test.each([['main.js'], ['cli/main.js', 'audit', 'verify']])(
  'neither the bot nor a command of the operator runs on an older Node, and it says what to do: %s',
  (program, ...words) => {
    const file = path.join(__dirname, '../../dist', program);
    const { status, stderr } = spawnSync(process.execPath, ['--import', OLDER, file, ...words], {
      env: { PATH: process.env['PATH'], ALLOW_ANONYMOUS: '1' },
      encoding: 'utf8',
      timeout: 60_000,
    });
    expect(status).not.toBe(0);
    expect(stderr).toContain('Whereabouts runs on Node 24 or newer, and this is Node 20.19.0.');
  },
);

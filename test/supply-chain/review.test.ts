import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { dependencies } from '../../package.json';
import { lockedPackages, root } from './packages';

const A_PACKAGE = 'dejavu-fonts-ttf';

/** The review as anybody runs it, with this registry in place of npm's. */
async function review(registry: string, at = root, PATH = process.env['PATH']) {
  const env = { ...process.env, PATH, npm_config_registry: registry, npm_config_cache: path.join(root, 'data/none') };
  const child = spawn(process.execPath, [path.join(at, 'scripts/review.mjs')], { env });
  let said = '';
  child.stdout.on('data', (text) => (said += text));
  const [code] = (await once(child, 'close')) as [number];
  return { code, said };
}

/** As `.ci/run` looks at how the review ended: whether all else is still run. */
const goesOn = (code: number): boolean =>
  spawnSync('bash', ['-c', `(exit ${code}) ${LINE_OF_CI}`], { encoding: 'utf8' }).status === 0;
const LINE_OF_CI = /review (\|\|.*)$/m.exec(readFileSync(path.join(root, '.ci/run'), 'utf8'))?.[1];

async function withRegistry(answer: RequestListener, work: (url: string) => Promise<void>): Promise<void> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    await work(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

/** Knows this of our package, and of every package that its newest version is 99.0.0. */
const registryThatKnows =
  (advisories: object): RequestListener =>
  (request, response) => {
    const isQuestion = request.url!.endsWith('/advisories/bulk');
    const name = decodeURIComponent(request.url!.slice(1));
    const locked = lockedPackages.filter((one) => one.name === name).map(({ version }) => version);
    const versions = [...locked, '99.0.0'].map((version) => [version, { name, version, dist: {} }] as const);
    const packument = { name, 'dist-tags': { latest: '99.0.0' }, versions: Object.fromEntries(versions) };
    request.resume().on('end', () => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(isQuestion ? advisories : packument));
    });
  };

test('a weakness that is known and dangerous is named, and what is newer', async () => {
  const advisory = {
    id: 1,
    url: 'https://example.org/1',
    title: 'Letters that bite',
    severity: 'high',
    vulnerable_versions: '*',
  };
  await withRegistry(registryThatKnows({ [A_PACKAGE]: [advisory] }), async (url) => {
    const { code, said } = await review(url);
    expect(said).toContain(`Known weaknesses: ${A_PACKAGE}, high: Letters that bite`);
    expect(said).toContain(`Newer versions: ${A_PACKAGE} ${dependencies[A_PACKAGE]}, there is 99.0.0`);
    expect(code).toBe(3);
  });
}, 90_000);

test('nothing known is said too', async () => {
  await withRegistry(registryThatKnows({}), async (url) => {
    const { code, said } = await review(url);
    expect(said).toContain('Known weaknesses: none.');
    expect(code).toBe(0);
  });
}, 90_000);

test('without an answer it says that it did not run', async () => {
  await withRegistry(
    (_request, response) => void response.destroy(),
    async (url) => {
      const { code, said } = await review(url);
      expect(said).toContain('Known weaknesses: did not run');
      expect(said).toContain('Newer versions: did not run');
      expect(code).toBe(0);
    },
  );
}, 90_000);

test.each([404, 403])(
  'where the registry answers %i to everything it says that it could not ask, and not that nothing is newer',
  async (status) => {
    await withRegistry(
      (request, response) =>
        void request.resume().on('end', () => {
          response.statusCode = status;
          response.end('{}');
        }),
      async (url) => {
        const { code, said } = await review(url);
        expect(said).toContain('Known weaknesses: did not run');
        expect(said).toContain('Newer versions: could not ask');
        expect(said).not.toContain(': none.');
        expect(code).toBe(0);
      },
    );
  },
  90_000,
);

describe('a review that is broken', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'whereabouts-review-'));
    mkdirSync(path.join(folder, 'scripts'));
    for (const file of ['scripts/review.mjs', 'package.json']) cpSync(path.join(root, file), path.join(folder, file));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test.each([
    ['there being no lock file', process.env['PATH']!],
    ['there being no npm', '/nowhere'],
  ])('is not taken for one that found nothing: %s', async (_why, PATH) => {
    await withRegistry(registryThatKnows({}), async (url) => {
      const { code, said } = await review(url, folder, PATH);
      expect(code).toBe(1);
      expect(said).toBe('');
    });
  });

  test('stops what was to be run after it, and what a review found does not', () => {
    expect([0, 1, 3, 127].map(goesOn)).toEqual([true, false, true, false]);
  });
});

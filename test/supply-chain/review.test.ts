import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { dependencies } from '../../package.json';
import { lockedPackages, root } from './packages';

const A_PACKAGE = 'dejavu-fonts-ttf';

/** The review as anybody runs it, with this registry in place of npm's. */
async function review(registry: string): Promise<{ code: number; said: string }> {
  const env = { ...process.env, npm_config_registry: registry, npm_config_cache: path.join(root, 'data/none') };
  const child = spawn(process.execPath, [path.join(root, 'scripts/review.mjs')], { env });
  let said = '';
  child.stdout.on('data', (text) => (said += text));
  const [code] = (await once(child, 'close')) as [number];
  return { code, said };
}

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
    expect(code).toBe(1);
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

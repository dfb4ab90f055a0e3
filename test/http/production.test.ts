import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { openDatabase } from '../../src/database/open-database';
import { openStorage } from '../../src/database/prisma-storage';
import { anAuthority, TENANT } from '../builders/authority';
import { postgresPlace } from '../support/databases';
import { APP_ID } from '../support/identity-provider';

const HOSTS = [
  ...['login.botframework.com', 'login.microsoftonline.com', 'smba.trafficmanager.net', 'graph.microsoft.com'],
  'elsewhere.example',
];
const PRIVATE = ['-Urmn', '--'];

/** Whether this machine gives out namespaces, and has what makes certificates. */
function isPossible(): boolean {
  const [namespaces] = [spawnSync('unshare', [...PRIVATE, 'sh', '-c', 'ip link set lo up && mount --bind /etc /etc'])];
  return namespaces.status === 0 && spawnSync('openssl', ['version']).status === 0;
}
const possible = process.platform === 'linux' && isPossible();
const withNamespaces = possible ? test : test.skip;
if (!possible) console.warn('Not run: this machine gives no private mount and network namespace, or has no openssl.');

interface Seen {
  readonly host: string;
  readonly method: string;
  readonly authorization: string | null;
}
type Came = [outcome: unknown, asked: Seen[]];

function certificatesIn(folder: string): void {
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'ignore' });
  const names = HOSTS.map((host) => `DNS:${host}`).join(',');
  writeFileSync(path.join(folder, 'names'), `subjectAltName=${names}\n`);
  const key = ['-newkey', 'rsa:2048', '-nodes'];
  openssl('req', '-x509', ...key, '-keyout', 'ca.key', '-out', 'ca.pem', '-days', '2', '-subj', '/CN=Example CA');
  openssl('req', ...key, '-keyout', 'key.pem', '-out', 'csr.pem', '-subj', '/CN=example');
  openssl(
    ...['x509', '-req', '-in', 'csr.pem', '-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial'],
    ...['-out', 'cert.pem', '-days', '2', '-extfile', 'names'],
  );
  writeFileSync(path.join(folder, 'hosts'), `127.0.0.1 localhost ${HOSTS.join(' ')}\n`);
}

/** The bot as it is in production, in a world of its own in which Microsoft's hosts are ours. */
async function inAWorldOfItsOwn(): Promise<
  Record<'answered' | 'moved' | 'graph', Came> & { refused: Record<string, Came> }
> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'whereabouts-production-'));
  const where = await postgresPlace();
  const { url } = where.place as { url: string };
  const { port, pathname } = new URL(url);
  const gate = createServer((inside) => {
    const outside = connect(Number(port), '127.0.0.1');
    inside.on('error', () => outside.destroy()).pipe(outside);
    outside.on('error', () => inside.destroy()).pipe(inside);
  });
  try {
    certificatesIn(folder);
    const database = await openDatabase({ url });
    const { lead } = await anAuthority(openStorage(database));
    await database.close();
    await new Promise<void>((resolve) => gate.listen(path.join(folder, 'database'), resolve));
    const settings = JSON.stringify({
      ...{ folder, dist: path.resolve(__dirname, '../../dist'), database: pathname.slice(1) },
      ...{ tenant: TENANT, appId: APP_ID, person: lead.entraId },
    });
    const world = path.resolve(__dirname, '../support/production-world.mjs');
    const child = spawn('unshare', [...PRIVATE, process.execPath, world, settings], {
      env: { PATH: process.env['PATH'], NODE_EXTRA_CA_CERTS: path.join(folder, 'ca.pem') },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    return JSON.parse(await text(child.stdout)) as Awaited<ReturnType<typeof inAWorldOfItsOwn>>;
  } finally {
    gate.close();
    await where.remove();
    rmSync(folder, { recursive: true, force: true });
  }
}

withNamespaces(
  'with the settings of production and no other, Teams is answered, nobody else is, and no token leaves its host',
  async () => {
    const { answered, refused, moved, graph } = await inAWorldOfItsOwn();
    const teams = { host: 'smba.trafficmanager.net', method: 'POST', authorization: 'Bearer token-for-teams' };
    expect(answered).toEqual([200, [teams]]);
    expect(Object.keys(refused)).toHaveLength(8);
    expect(Object.values(refused)).toEqual(Object.values(refused).map(() => [401, []]));
    expect(moved).toEqual([200, [teams]]);
    const toGraph = { host: 'graph.microsoft.com', method: 'GET', authorization: 'Bearer token-for-graph' };
    expect(graph).toEqual(['later', [toGraph]]);
  },
  60_000,
);

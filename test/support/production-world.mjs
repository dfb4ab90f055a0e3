// Runs as root of a user, mount and network namespace of its own: the names of Microsoft's hosts lead to this process, and
// the bot runs with the settings of production and nothing else. Prints one line of JSON: what came of it.
import { execFileSync, spawn } from 'node:child_process';
import { createSign, generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import https from 'node:https';
import { createRequire } from 'node:module';
import net from 'node:net';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const { folder, dist, database, tenant, appId, person } = JSON.parse(process.argv[2]);
const require = createRequire(import.meta.url);

execFileSync('mount', ['--bind', path.join(folder, 'hosts'), '/etc/hosts']);
execFileSync('ip', ['link', 'set', 'lo', 'up']);

const listening = (server, ...where) => new Promise((resolve) => server.listen(...where, resolve));

/** The database listens outside, and a socket in a folder is seen from both sides. */
await listening(
  net.createServer((inside) => {
    const outside = net.connect(path.join(folder, 'database'));
    for (const [one, other] of [
      [inside, outside],
      [outside, inside],
    ])
      one.on('error', () => other.destroy()).pipe(other);
  }),
  5432,
  '127.0.0.1',
);

const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
const jwk = { ...keys.publicKey.export({ format: 'jwk' }), kid: 'k1', use: 'sig', endorsements: ['msteams'] };
const encoded = (part) => Buffer.from(JSON.stringify(part)).toString('base64url');
const SERVICE = 'https://smba.trafficmanager.net/uk/';
function token(
  claims = {},
  header = {},
  signed = (text) => createSign('RSA-SHA256').update(text).sign(keys.privateKey),
) {
  const now = Math.floor(Date.now() / 1000);
  const whole = {
    iss: 'https://api.botframework.com',
    aud: appId,
    serviceurl: SERVICE,
    nbf: now - 60,
    exp: now + 3600,
  };
  const text = [
    { alg: 'RS256', typ: 'JWT', kid: 'k1', ...header },
    { ...whole, ...claims },
  ]
    .map(encoded)
    .join('.');
  return `${text}.${Buffer.from(signed(text)).toString('base64url')}`;
}

const asked = [];
const LOGIN = 'https://login.microsoftonline.com';
const HOSTS = {
  'login.botframework.com': (url) =>
    url.endsWith('/keys')
      ? { keys: [jwk] }
      : { issuer: 'https://api.botframework.com', jwks_uri: 'https://login.botframework.com/v1/.well-known/keys' },
  'login.microsoftonline.com': (url, body) => {
    if (url.includes('/discovery/instance')) {
      const host = 'login.microsoftonline.com';
      const metadata = [{ preferred_network: host, preferred_cache: host, aliases: [host] }];
      return { tenant_discovery_endpoint: `${LOGIN}/${tenant}/v2.0/.well-known/openid-configuration`, metadata };
    }
    if (url.includes('openid-configuration')) {
      const [token_endpoint, authorization_endpoint] = ['token', 'authorize'].map(
        (end) => `${LOGIN}/${tenant}/oauth2/v2.0/${end}`,
      );
      return { token_endpoint, authorization_endpoint, issuer: `${LOGIN}/${tenant}/v2.0`, jwks_uri: `${LOGIN}/keys` };
    }
    const scope = new URLSearchParams(body).get('scope') ?? '';
    const access_token = scope.includes('graph') ? 'token-for-graph' : 'token-for-teams';
    return { token_type: 'Bearer', expires_in: 3600, ext_expires_in: 3600, access_token };
  },
  'smba.trafficmanager.net': (url) => (url.includes('moved') ? 307 : { id: 'm1' }),
  'graph.microsoft.com': () => 302,
  'elsewhere.example': () => ({ id: 'm1', value: [] }),
};

const server = https.createServer(
  { key: readFileSync(path.join(folder, 'key.pem')), cert: readFileSync(path.join(folder, 'cert.pem')) },
  (request, response) => {
    let body = '';
    request.on('data', (part) => (body += part));
    request.on('end', () => {
      const host = request.headers.host ?? '';
      asked.push({ host, method: request.method, authorization: request.headers.authorization ?? null });
      const answer = HOSTS[host]?.(request.url, body) ?? 404;
      const headers = { 'content-type': 'application/json', location: 'https://elsewhere.example/x' };
      response.writeHead(typeof answer === 'number' ? answer : 200, headers);
      response.end(JSON.stringify(answer));
    });
  },
);
await listening(server, 443, '127.0.0.1');

const production = {
  MICROSOFT_APP_ID: appId,
  MICROSOFT_APP_PASSWORD: 'a-secret',
  MICROSOFT_APP_TENANT_ID: tenant,
  TENANT_IDS: tenant,
  DATABASE_URL: `postgresql://postgres:postgres@127.0.0.1:5432/${database}`,
  PUBLIC_URL: 'https://bot.example',
  FIELD_KEYS: `k1:${Buffer.from('k'.repeat(32)).toString('base64')}`,
};
const bot = spawn(process.execPath, [path.join(dist, 'main.js')], {
  env: { PATH: process.env.PATH, NODE_EXTRA_CA_CERTS: process.env.NODE_EXTRA_CA_CERTS, ...production },
  stdio: 'ignore',
});
while (!(await fetch('http://127.0.0.1:3978/healthz').catch(() => null))) {
  if (bot.exitCode !== null) process.exit(1);
  await delay(50);
}

async function post(authorization, conversation = 'a:1') {
  const response = await fetch('http://127.0.0.1:3978/api/messages', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(authorization ? { authorization: `Bearer ${authorization}` } : {}),
    },
    body: JSON.stringify({
      ...{ type: 'message', id: crypto.randomUUID(), text: 'help', channelId: 'msteams', serviceUrl: SERVICE },
      ...{ from: { id: '29:u', aadObjectId: person }, recipient: { id: '28:bot' } },
      conversation: { id: conversation, conversationType: 'personal', tenantId: tenant },
    }),
  });
  return response.status;
}
const taken = async (work) => {
  const from = asked.length;
  return [await work(), asked.slice(from).filter(({ host }) => !host.startsWith('login.'))];
};

const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
const refused = {};
for (const [what, value] of Object.entries({
  nothing: null,
  garbage: 'a.b.c',
  'another key': token({}, {}, (text) => createSign('RSA-SHA256').update(text).sign(stranger)),
  'no signature': token({}, { alg: 'none' }, () => ''),
  'another audience': token({ aud: 'other' }),
  'another issuer': token({ iss: `${LOGIN}/${tenant}/v2.0` }),
  'run out': token({ exp: 1_700_000_000 }),
  'another service address': token({ serviceurl: 'https://smba.trafficmanager.net/emea/' }),
}))
  refused[what] = await taken(() => post(value));
const answered = await taken(() => post(token()));
const moved = await taken(() => post(token(), 'a:moved'));

const { readConfig } = require(path.join(dist, 'config.js'));
const { createReach } = require(path.join(dist, 'graph/create-reach.js'));
const { createLog } = require(path.join(dist, 'log.js'));
const reach = createReach(readConfig({ ...production, GRAPH: 'on' }), createLog('silent'));
const graph = await taken(async () => (await reach.install({ tenantId: tenant, entraId: person })).kind);

console.log(JSON.stringify({ answered, refused, moved, graph }));
bot.kill('SIGTERM');
await new Promise((resolve) => bot.once('exit', resolve));
process.exit(0);

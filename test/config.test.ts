import { ConfigError, readConfig } from '../src/config';
import { aKey, FIELD_KEYS, FIELD_KEYS_TEXT } from './support/field-keys';

const TENANT = '11111111-1111-4111-8111-111111111111';
const production = {
  MICROSOFT_APP_ID: '22222222-2222-4222-8222-222222222222',
  MICROSOFT_APP_PASSWORD: 'a secret',
  MICROSOFT_APP_TENANT_ID: TENANT,
  TENANT_IDS: ` ${TENANT.toUpperCase()}, 33333333-3333-4333-8333-333333333333 ,`,
  DATABASE_URL: 'postgresql://bot:pw@db.example/whereabouts?sslmode=verify-full',
  PUBLIC_URL: 'https://whereabouts.example/',
  FIELD_KEYS: FIELD_KEYS_TEXT,
};
const anonymous = { ALLOW_ANONYMOUS: '1' };

function problemsOf(env: Record<string, string>): readonly string[] {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

test('in production it listens to everybody, knows its tenants and keeps its data in PostgreSQL', () => {
  expect(readConfig(production)).toEqual({
    port: 3978,
    host: '0.0.0.0',
    dataDir: 'data',
    policyDir: null,
    databaseUrl: production.DATABASE_URL,
    anonymous: false,
    app: { id: production.MICROSOFT_APP_ID, password: 'a secret', tenantId: TENANT, type: 'SingleTenant' },
    tenants: [TENANT, '33333333-3333-4333-8333-333333333333'],
    serviceHosts: [],
    clock: null,
    publicUrl: 'https://whereabouts.example',
    pages: 'dialog',
    metricsToken: null,
    logLevel: 'info',
    graph: null,
    alarmUrl: null,
    fieldKeys: FIELD_KEYS,
    keyVaultUrl: null,
    trustedProxies: [],
    limits: { refusedPerAddress: 300, perPerson: 60, perPlace: 12, perTenant: 150 },
    entraGroups: null,
  });
});

describe('what is taken from one sender', () => {
  test('has limits of its own choice, or none; none where only this machine is answered', () => {
    const chosen = { ...production, LIMIT_PER_PERSON: '20', LIMIT_REFUSED_PER_ADDRESS: '0', LIMIT_PER_PLACE: '30' };
    const usual = { refusedPerAddress: 300, perPerson: 60, perPlace: 12, perTenant: 150 };
    expect(readConfig(chosen).limits).toEqual({ ...usual, refusedPerAddress: 0, perPerson: 20, perPlace: 30 });
    const none = { refusedPerAddress: 0, perPerson: 0, perPlace: 0, perTenant: 0 };
    expect(readConfig(anonymous).limits).toEqual(none);
    expect(problemsOf({ ...production, LIMIT_PER_PERSON: 'many' })).toEqual([
      'LIMIT_PER_PERSON must be a whole number; 0 for no limit',
    ]);
  });

  test('is told apart by proxies that are named', () => {
    const proxies = (TRUSTED_PROXIES: string) => readConfig({ ...production, TRUSTED_PROXIES }).trustedProxies;
    expect(proxies('10.0.0.5, 10.1.0.0/16,fd00::/8 ')).toEqual(['10.0.0.5', '10.1.0.0/16', 'fd00::/8']);
    for (const wrong of ['proxy.example', '10.0.0.0/33', '10.0.0', '::1/129', '10.0.0.0/8/8', '1.2.3.4/'])
      expect(problemsOf({ ...production, TRUSTED_PROXIES: wrong })).toEqual([
        expect.stringMatching(/^TRUSTED_PROXIES must be addresses/),
      ]);
  });
});

describe('groups of Entra', () => {
  const on = { ...production, GRAPH: 'on' };
  const [group, other] = ['55555555-5555-4555-8555-555555555555', '66666666-6666-4666-8666-66666666666A'];
  const officers = { group, role: 'tracking-officer', authority: '341' };
  const heads = { group: other, role: 'head-teacher', authority: '341', school: '999901' };
  const withGroups = (...groups: object[]) => ({ ...on, ENTRA_GROUPS: JSON.stringify(groups) });

  test('give roles at the authority and at schools, in the tenant of the registration', () => {
    expect(readConfig(withGroups(officers, heads)).entraGroups).toEqual({
      tenantId: TENANT,
      groups: [
        { ...officers, school: null },
        { ...heads, group: other.toLowerCase() },
      ],
    });
  });

  test.each([
    ['text', 'officers', 'it is a list as JSON'],
    ['no list', JSON.stringify(officers), 'it is a list as JSON'],
    ['an empty list', '[]', 'name one group at least'],
    ['a group by its name', JSON.stringify([officers, { ...heads, group: 'Heads' }]), 'entry 2: the id of a group'],
    ['an unknown role', JSON.stringify([{ ...officers, role: 'teacher' }]), 'entry 1: a role is one of'],
    ['a school’s role without a school', JSON.stringify([{ ...heads, school: undefined }]), 'needs its URN'],
    ['the authority’s role at a school', JSON.stringify([{ ...officers, school: '999901' }]), 'needs its URN'],
    ['a misspelt field', JSON.stringify([{ ...officers, urn: '999901' }]), 'entry 1'],
  ])('that are %s are refused, with their place', (_what, text, says) => {
    const problems = problemsOf({ ...on, ENTRA_GROUPS: text });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain('ENTRA_GROUPS is not understood');
    expect(problems[0]).toContain(says);
  });

  test('need Microsoft Graph, and a tenant', () => {
    const { GRAPH: _, ...off } = withGroups(officers);
    expect(problemsOf(off)).toEqual([expect.stringMatching(/^ENTRA_GROUPS has no effect while GRAPH is off/)]);
    const demo = { ...anonymous, GRAPH: 'on', GRAPH_URL: 'http://127.0.0.1:8080', GRAPH_APP_EXTERNAL_ID: group };
    const ofNobody = { ...demo, ENTRA_GROUPS: JSON.stringify([officers]) };
    expect(problemsOf(ofNobody)).toEqual([expect.stringMatching(/^ENTRA_GROUPS needs the tenant/)]);
    expect(readConfig({ ...ofNobody, TENANT_IDS: TENANT }).entraGroups?.tenantId).toBe(TENANT);
  });
});

describe('Microsoft Graph', () => {
  const on = { ...production, GRAPH: 'on' };
  const standIn = { ...anonymous, GRAPH: 'on', GRAPH_URL: 'http://127.0.0.1:8080/' };
  const manifestId = '44444444-4444-4444-8444-444444444444';

  test('is asked at its own address, for the app that bears the bot’s id', () => {
    const { graph } = readConfig({ ...on, MAIL_FROM: 'whereabouts@council.example' });
    const url = 'https://graph.microsoft.com';
    expect(graph).toEqual({ url, externalId: on.MICROSOFT_APP_ID, mailFrom: 'whereabouts@council.example' });
    expect(readConfig({ ...on, GRAPH_APP_EXTERNAL_ID: manifestId }).graph).toMatchObject({ externalId: manifestId });
  });

  test('has a stand-in on this machine for tests, and nowhere else', () => {
    const given = readConfig({ ...standIn, GRAPH_APP_EXTERNAL_ID: manifestId }).graph;
    expect(given).toEqual({ url: 'http://127.0.0.1:8080', externalId: manifestId, mailFrom: null });
    expect(problemsOf({ ...on, GRAPH_URL: 'http://127.0.0.1:8080' })).toEqual([expect.stringMatching(/^GRAPH_URL /)]);
    const elsewhere = { ...standIn, GRAPH_APP_EXTERNAL_ID: manifestId, GRAPH_URL: 'https://graph.example' };
    expect(problemsOf(elsewhere)).toEqual([expect.stringMatching(/^GRAPH_URL .*remove it/)]);
  });

  test.each([
    [{ ...anonymous, GRAPH: 'on' }, ['GRAPH=on', 'GRAPH_APP_EXTERNAL_ID']],
    [{ ...production, MAIL_FROM: 'whereabouts@council.example' }, ['MAIL_FROM']],
    [{ ...production, GRAPH_APP_EXTERNAL_ID: manifestId }, ['GRAPH_APP_EXTERNAL_ID']],
  ])('%j is explained, setting by setting', (env, names) => {
    const problems = problemsOf(env);
    expect(problems).toEqual(names.map((name) => expect.stringMatching(new RegExp(`^${name} `))));
  });
});

test('an alarm is sent where nobody on the way can read it', () => {
  expect(readConfig({ ...production, ALARM_URL: 'https://alerts.example/hook' }).alarmUrl).toBe(
    'https://alerts.example/hook',
  );
  expect(problemsOf({ ...production, ALARM_URL: 'http://alerts.example/hook' })).toEqual([
    expect.stringContaining('ALARM_URL must begin with https://'),
  ]);
  expect(problemsOf({ ...production, ALARM_URL: 'http://127.0.0.1:9/hook' })).toEqual([]);
});

test('anonymous it needs nothing else, and listens to this machine only', () => {
  expect(readConfig(anonymous)).toMatchObject({ host: '127.0.0.1', anonymous: true, app: null, databaseUrl: null });
});

test('the clock may be set for the demo, and is kept in UTC', () => {
  expect(readConfig({ ...anonymous, CLOCK: '2026-04-27T08:30:00+01:00' }).clock).toBe('2026-04-27T07:30:00.000Z');
});

test('a managed identity has no password', () => {
  const { MICROSOFT_APP_PASSWORD: _, ...rest } = production;
  expect(readConfig({ ...rest, MICROSOFT_APP_TYPE: 'UserAssignedMSI' }).app).toMatchObject({ password: '' });
});

test('a setting that is empty counts as absent', () => {
  expect(readConfig({ ...anonymous, PORT: '', MICROSOFT_APP_ID: '' }).port).toBe(3978);
});

test.each([
  'MICROSOFT_APP_ID',
  'MICROSOFT_APP_PASSWORD',
  'MICROSOFT_APP_TENANT_ID',
  'TENANT_IDS',
  'DATABASE_URL',
  'PUBLIC_URL',
  'FIELD_KEYS',
])('without %s production does not start, and the hint names it', (name) => {
  const { [name as keyof typeof production]: _, ...rest } = production;
  expect(problemsOf(rest)).toEqual([expect.stringMatching(new RegExp(`^${name} is missing: \\w+`))]);
});

test('everything that is missing is said at once, with the way to the demo', () => {
  expect(problemsOf({})).toHaveLength(8);
  expect(problemsOf({}).at(-1)).toContain('npm start');
});

test.each([
  ['PORT', 'ninety', 'port number'],
  ['PORT', '70000', 'PORT'],
  ['METRICS_TOKEN', 'secret', 'at least 16'],
  ['DATABASE_URL', 'mysql://x/y', 'PostgreSQL address'],
  ['MICROSOFT_APP_ID', 'my-bot', 'GUID'],
  ['MICROSOFT_APP_TENANT_ID', 'school.example', 'GUID'],
  ['MICROSOFT_APP_TYPE', 'MultiTenant', 'SingleTenant, UserAssignedMSI'],
  ['TENANT_IDS', 'one, two', 'GUID'],
  ['SERVICE_HOSTS', 'https://smba.example/', 'without https'],
  ['ALLOW_ANONYMOUS', 'yes', 'must be 1'],
  ['CLOCK', 'tomorrow', 'ISO date and time'],
  ['CLOCK', '2026-04-27T08:30:00', 'ISO date and time'],
  ['PAGES', 'popup', 'dialog, chat'],
  ['LOG_LEVEL', 'loud', 'fatal, error'],
  ['GRAPH', 'yes', 'off, on'],
  ['GRAPH_APP_EXTERNAL_ID', 'whereabouts', 'GUID'],
  ['MAIL_FROM', 'the bot', 'mailbox'],
  ['ALARM_URL', 'the operator', 'address such as'],
  ['FIELD_KEYS', 'secret', 'id:base64'],
  ['FIELD_KEYS', ' , ', 'has no key'],
  ['FIELD_KEYS', 'k1:c2hvcnQ=', '32 bytes in base64 for the key k1'],
  ['FIELD_KEYS', `${aKey('k1', 'a')},k2:${'*'.repeat(43)}`, '32 bytes in base64 for the key k2'],
  ['FIELD_KEYS', `${aKey('k1', 'a')},${aKey('k1', 'b')}`, 'two keys with the id k1'],
])('%s=%s is refused with a hint', (name, value, hint) => {
  const problems = problemsOf({ ...production, [name]: value });
  expect(problems.join('\n')).toContain(name);
  expect(problems.join('\n')).toContain(hint);
});

const HOST = 'postgresql://bot:pw@db.example/w';
test.each([
  HOST,
  `${HOST}?sslmode=require`,
  `${HOST}?sslmode=no-verify`,
  `${HOST}?sslmode=verify-full&sslmode=disable`,
  `${HOST}?sslmode=verify-full&ssl=0`,
  'postgresql://bot:pw@localhost/w?host=db.example',
])('a database elsewhere is spoken to over TLS that names it alone: %s is refused', (url) => {
  const [problem, ...others] = problemsOf({ ...production, DATABASE_URL: url });
  expect(problem).toMatch(/^DATABASE_URL names another machine: add \?sslmode=verify-full/);
  expect([others, problem!.includes('pw@')]).toEqual([[], false]);
});

test.each([
  ['on this machine', { DATABASE_URL: 'postgresql://bot:pw@localhost:5432/w' }],
  ['behind a socket', { DATABASE_URL: 'postgresql:///w?host=/var/run/postgresql' }],
  ['on a way that is said to be safe', { DATABASE_URL: HOST, DATABASE_TLS: 'off' }],
])('a database %s needs none', (_where, settings) => {
  expect(readConfig({ ...production, ...settings }).databaseUrl).toBe(settings.DATABASE_URL);
});

test('the demo’s clock is refused where people are real', () => {
  expect(problemsOf({ ...production, CLOCK: '2026-04-27T08:30:00+01:00' })).toEqual([
    expect.stringMatching(/^CLOCK .*ALLOW_ANONYMOUS=1/),
  ]);
});

test('anonymous beside a registration would look protected and is refused', () => {
  expect(problemsOf({ ...production, ...anonymous })).toEqual([expect.stringContaining('MICROSOFT_APP_ID')]);
});

test('no problem repeats a secret', () => {
  const words = problemsOf({
    MICROSOFT_APP_PASSWORD: 'hunter2',
    DATABASE_URL: 'x://u:hunter2@h',
    PORT: 'hunter2',
    FIELD_KEYS: 'k1:hunter2,hunter2',
  });
  expect(words.join('\n')).not.toContain('hunter2');
});

test('papers about children are not fetched over an address that anybody on the way can read', () => {
  expect(problemsOf({ ...production, PUBLIC_URL: 'http://whereabouts.example' })).toEqual([
    expect.stringContaining('PUBLIC_URL must begin with https://'),
  ]);
  expect(problemsOf({ ...anonymous, PUBLIC_URL: 'whereabouts' })).toEqual([
    expect.stringContaining('PUBLIC_URL must be an address such as'),
  ]);
});

describe('what is sealed at rest', () => {
  const vault = { ...production, FIELD_KEYS: '', KEY_VAULT_URL: 'https://whereabouts.vault.azure.net/' };

  test('is sealed with the first of several keys, or on purpose with none', () => {
    const { fieldKeys } = readConfig({ ...production, FIELD_KEYS: `${aKey('k2', 'b')}, ${aKey('k1', 'a')}` });
    expect(fieldKeys!.map(({ id, secret }) => [id, secret[0], secret.length])).toEqual([
      ['k2', 98, 32],
      ['k1', 97, 32],
    ]);
    expect(readConfig({ ...production, FIELD_KEYS: 'none' }).fieldKeys).toBeNull();
    expect(readConfig(anonymous).fieldKeys).toBeNull();
  });

  test('may have its keys in a key vault of Azure, and in no other place', () => {
    expect(readConfig(vault)).toMatchObject({ fieldKeys: null, keyVaultUrl: 'https://whereabouts.vault.azure.net' });
    for (const url of [
      'http://whereabouts.vault.azure.net',
      'https://vault.azure.net.example',
      'http://127.0.0.1:8080',
    ]) {
      expect(problemsOf({ ...vault, KEY_VAULT_URL: url })[0]).toMatch(/^KEY_VAULT_URL must /);
    }
    const standIn = { ...anonymous, KEY_VAULT_URL: 'http://127.0.0.1:8080' };
    expect(readConfig(standIn).keyVaultUrl).toBe('http://127.0.0.1:8080');
    expect(problemsOf({ ...vault, FIELD_KEYS: 'none' })).toEqual([expect.stringContaining('remove one')]);
  });
});

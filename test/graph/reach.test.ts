import type { Config } from '../../src/config';
import { createReach } from '../../src/graph/create-reach';
import { createLog } from '../../src/log';
import { chatOf, startGraph, type LoopbackGraph } from '../support/graph';

const MANIFEST = '22222222-2222-4222-8222-222222222222';
const TENANT = '11111111-1111-4111-8111-111111111111';
const PRIYA = { tenantId: TENANT, entraId: '33333333-3333-4333-8333-333333333301' };

let graph: LoopbackGraph;
let lines: string[];
beforeEach(async () => {
  graph = await startGraph();
  lines = [];
  graph.catalogue.set(MANIFEST, 'app-1');
  graph.people.set(PRIYA.entraId, 'priya.nair@council.example');
});
afterEach(() => graph.close());

function reach(mailFrom: string | null = 'whereabouts@council.example', app: Config['app'] = null, tryMs = 5_000) {
  const log = createLog('debug', { write: (line) => void lines.push(line) });
  return createReach({ graph: { url: graph.url, externalId: MANIFEST, mailFrom }, app }, log, {
    tryMs,
    wholeMs: 10_000,
  });
}
const INSTALL = `POST /users/${PRIYA.entraId}/teamwork/installedApps`;

describe('installing the app for somebody', () => {
  test('finds it in the catalogue, installs it and names their chat', async () => {
    expect(await reach().install(PRIYA)).toEqual({ kind: 'installed', conversationId: chatOf(PRIYA.entraId) });
    expect(graph.installed(PRIYA.entraId)).toEqual(['app-1']);
    expect(graph.calls()).toEqual([
      'GET /appCatalogs/teamsApps',
      INSTALL,
      `GET /users/${PRIYA.entraId}/teamwork/installedApps`,
      `GET /users/${PRIYA.entraId}/teamwork/installedApps/installation-of-app-1/chat`,
    ]);
    expect(graph.asked[1]!.body).toEqual({
      'teamsApp@odata.bind': 'https://graph.microsoft.com/v1.0/appCatalogs/teamsApps/app-1',
    });
  });

  test('who has it already is as good, and the catalogue is asked once', async () => {
    const ways = reach();
    await ways.install(PRIYA);
    expect(await ways.install(PRIYA)).toEqual({ kind: 'installed', conversationId: chatOf(PRIYA.entraId) });
    expect(graph.calls().filter((call) => call.includes('appCatalogs'))).toHaveLength(1);
  });

  test('many at once ask the catalogue once', async () => {
    const ways = reach();
    const people = Array.from({ length: 10 }, (_, at) => ({ tenantId: TENANT, entraId: `person-${at}` }));
    for (const { entraId } of people) graph.people.set(entraId, null);
    const outcomes = await Promise.all(people.map((person) => ways.install(person)));
    expect(outcomes.map(({ kind }) => kind)).toEqual(people.map(() => 'installed'));
    expect(graph.calls().filter((call) => call.includes('appCatalogs'))).toHaveLength(1);
  });

  test('an app that was taken out of the catalogue and put in again is found again', async () => {
    const ways = reach();
    await ways.install({ ...PRIYA, entraId: 'nobody' });
    graph.catalogue.set(MANIFEST, 'app-2');
    expect(await ways.install(PRIYA)).toMatchObject({ kind: 'installed' });
    expect(graph.installed(PRIYA.entraId)).toEqual(['app-2']);
  });

  test('an app that is in no catalogue helps nobody, until it is there', async () => {
    graph.catalogue.clear();
    const ways = reach();
    expect(await ways.install(PRIYA)).toEqual({ kind: 'never', error: 'not-in-catalogue' });
    graph.catalogue.set(MANIFEST, 'app-1');
    expect(await ways.install(PRIYA)).toMatchObject({ kind: 'installed' });
  });

  test('a person whom Entra does not know is told as such', async () => {
    const stranger = { tenantId: TENANT, entraId: '33333333-3333-4333-8333-333333333399' };
    expect(await reach().install(stranger)).toEqual({ kind: 'never', error: '404 NotFound' });
  });
});

describe('trouble with Graph', () => {
  test.each([429, 503, 504])('%s is tried again after as long as it asks for', async (status) => {
    graph.trouble({ status, headers: { 'retry-after': '0' }, times: 2, to: /installedApps$/ });
    expect(await reach().install(PRIYA)).toMatchObject({ kind: 'installed' });
    expect(graph.calls().filter((call) => call === INSTALL)).toHaveLength(3);
  });

  test('a long wait is not waited for, but handed on', async () => {
    graph.trouble({ status: 429, headers: { 'retry-after': '120' }, to: /installedApps$/ });
    expect(await reach().install(PRIYA)).toEqual({ kind: 'later', afterSeconds: 120, error: '429' });
    expect(graph.calls().filter((call) => call === INSTALL)).toHaveLength(1);
  });

  test('a long wait that is given as a date is handed on, counted by the clock of Graph', async () => {
    const [date, until] = ['Mon, 27 Apr 2026 08:00:00 GMT', 'Mon, 27 Apr 2026 08:30:00 GMT'];
    graph.trouble({ status: 429, headers: { date, 'retry-after': until }, to: /installedApps$/ });
    expect(await reach().install(PRIYA)).toEqual({ kind: 'later', afterSeconds: 1_800, error: '429' });
    expect(graph.calls().filter((call) => call === INSTALL)).toHaveLength(1);
  });

  test.each([
    [
      { status: 403, code: 'Authorization_RequestDenied' },
      { kind: 'never', error: '403 Authorization_RequestDenied' },
    ],
    [{ status: 401, code: 'InvalidAuthenticationToken' }, { kind: 'never' }],
    [{ status: 500, code: 'InternalServerError' }, { kind: 'later' }],
    [{ reset: true }, { kind: 'later' }],
    [{ status: 307, headers: { location: 'https://evil.example/' } }, { kind: 'later' }],
  ])('%j is told as %j, and nothing is repeated', async (trouble, outcome) => {
    graph.trouble({ ...trouble, to: /installedApps$/ });
    expect(await reach().install(PRIYA)).toMatchObject(outcome);
    expect(graph.calls().filter((call) => call === INSTALL)).toHaveLength(1);
    expect(lines.join('')).not.toMatch(/words that may name|evil/);
  });

  test('a catalogue that did not answer is asked again the next time', async () => {
    graph.trouble({ status: 500, to: /appCatalogs/ });
    const ways = reach();
    expect(await ways.install(PRIYA)).toMatchObject({ kind: 'later' });
    expect(await ways.install(PRIYA)).toMatchObject({ kind: 'installed' });
  });

  test('silence is given up', async () => {
    graph.trouble({ hang: true, to: /installedApps$/ });
    expect(await reach(null, null, 200).install(PRIYA)).toMatchObject({ kind: 'later' });
  });
});

describe('e-mail', () => {
  const mail = { subject: 'An alert waits for you in Teams', text: 'WB-7K3M-2Q' };

  test('goes from the authority’s mailbox to the person’s own', async () => {
    expect(await reach().mail(PRIYA, mail)).toEqual({ kind: 'mailed' });
    expect(graph.mails).toEqual([
      {
        from: 'whereabouts@council.example',
        message: {
          subject: mail.subject,
          body: { contentType: 'Text', content: mail.text },
          toRecipients: [{ emailAddress: { address: 'priya.nair@council.example' } }],
          importance: 'high',
        },
      },
    ]);
  });

  test('without a mailbox on either side none is sent', async () => {
    expect(await reach(null).mail(PRIYA, mail)).toEqual({ kind: 'never', error: 'no-mailbox-to-send-from' });
    graph.people.set(PRIYA.entraId, null);
    expect(await reach().mail(PRIYA, mail)).toEqual({ kind: 'never', error: 'no-mailbox' });
    expect(graph.mails).toEqual([]);
  });
});

test('a registration opens no other tenant than its own', async () => {
  const app = { id: MANIFEST, password: 'secret', tenantId: TENANT.toUpperCase(), type: 'SingleTenant' } as const;
  const elsewhere = { ...PRIYA, tenantId: '11111111-1111-4111-8111-111111111199' };
  expect(await reach('a@b.example', app).install(elsewhere)).toEqual({ kind: 'never', error: 'other-tenant' });
  expect(graph.asked).toEqual([]);
});

test('where Graph is off there is no way', async () => {
  const none = createReach({ graph: null, app: null }, createLog('silent'));
  expect(await none.install(PRIYA)).toEqual({ kind: 'never', error: 'no-graph' });
  expect(await none.mail(PRIYA, { subject: '', text: '' })).toEqual({ kind: 'never', error: 'no-graph' });
});

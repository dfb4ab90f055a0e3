import { openDatabase, type Database } from '../../src/database/open-database';
import { openStorage } from '../../src/database/prisma-storage';
import type { Storage } from '../../src/stores';
import { databaseBefore, type OldDatabase } from '../support/old-database';

/** By then only what a code of Teams explains was believed. */
const BELIEVED = '20261129152000_refused_on_the_way';

const days = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString();
const ANSWERED = { acknowledged_by: 'bo', acknowledged_at: days(1) };

/** How each alert stood that was given up, or that waited for its recipient. */
const ALERTS: Readonly<Record<string, object>> = {
  redirect: { last_error: '302' },
  'bad-request': { last_error: '400' },
  'no-proxy': { last_error: '407' },
  'not-there': { last_error: '410' },
  'wrong-host': { last_error: '403 InvalidBotApiHost' },
  'may-have-come': { last_error: '407', possible_repeat: true },
  'raised-late': { last_error: '407', due_at: days(60), raised_at: days(2) },
  firewall: { state: 'unreachable', last_error: '403' },
  'own-page': { state: 'unreachable', last_error: '404' },
  'unknown-code': { state: 'unreachable', last_error: '403 Forbidden' },

  'bad-card': { last_error: '400 BadSyntax' },
  'too-big': { last_error: '413 MessageSizeTooBig' },
  'had-left': { last_error: 'left' },
  overtaken: { last_error: 'overtaken' },
  answered: { last_error: '407', ...ANSWERED },
  resting: { last_error: '407', at_rest: true },
  old: { last_error: '407', due_at: days(40) },
  'old-too': { last_error: '407', due_at: days(60), raised_at: days(40) },
  blocked: { state: 'unreachable', last_error: '403 ConversationBlockedByUser' },
  'not-found': { state: 'unreachable', last_error: '404 ConversationNotFound' },
  'never-seen': { state: 'unreachable', last_error: 'never-seen' },
  edit: { kind: 'edit', last_error: '407' },
};

const CHATS: Readonly<Record<string, readonly [state: string, why: string]>> = {
  firewall: ['uninstalled', '403'],
  'unknown-code': ['uninstalled', '403 Forbidden'],
  'own-page': ['gone', '404'],
  removed: ['uninstalled', '403 BotNotInConversationRoster'],
  'taken-out': ['uninstalled', 'installationUpdate remove'],
  'not-found': ['gone', '404 ConversationNotFound'],
  blocked: ['blocked', '403 ConversationBlockedByUser'],
  'switched-off': ['disabled-by-admin', '403 BotDisabledByAdmin'],
};

const rowsOf = (table: string, rows: readonly object[]) =>
  `select * from jsonb_populate_recordset(null::${table}, '${JSON.stringify(rows)}')`;

const alerts = Object.entries(ALERTS).map(([id, row]) => ({
  ...{ id, recipient: `to-${id}`, kind: 'alert', state: 'dead', attempts: 2, due_at: days(5), raised_at: null },
  ...{ possible_repeat: false, at_rest: false },
  ...row,
}));
const chats = Object.entries(CHATS).map(([recipient, [state, why]]) => ({
  ...{ recipient, conversation_id: `chat-${recipient}`, service_url: 's', tenant_id: 't', bot_id: 'b' },
  ...{ channel_id: 'msteams', user_id: 'u', greeted: true, saved_at: days(3), since: days(2), state, why },
}));

let old: OldDatabase;
let database: Database;
let storage: Storage;
beforeAll(async () => {
  old = await databaseBefore(
    BELIEVED,
    `insert into conversation_references ${rowsOf('conversation_references', chats)};
    insert into notices (id, kind, authority, case_id, subject, obligation, occurrence, recipient, due_at, raised_at,
        urgent, state, attempts, not_before, last_error, possible_repeat, at_rest, acknowledged_by, acknowledged_at)
      select id, kind, '341', 'open', 'open', 'day-6', '', recipient, due_at, raised_at, false, state, attempts,
        now() + interval '1 day', last_error, possible_repeat, at_rest, acknowledged_by, acknowledged_at
      from (${rowsOf('notices', alerts)}) n;`,
  );
  database = await openDatabase(old.place);
  storage = openStorage(database);
}, 60_000);
afterAll(async () => {
  await database?.close();
  await old?.remove();
});

test('an alert that something before Teams has refused is tried again, and no other', async () => {
  const now = new Date().toISOString() as `${string}Z` as never;
  const claimed = await storage.outbox.claim('', now, now, 50);
  const back = Object.fromEntries(claimed.map(({ id, possibleRepeat }) => [id, possibleRepeat]));
  expect(back).toEqual({
    ...{ redirect: false, 'bad-request': false, 'no-proxy': false, 'not-there': false, 'wrong-host': false },
    ...{ 'may-have-come': true, 'raised-late': false, firewall: false, 'own-page': false, 'unknown-code': false },
  });
});

test('who was marked by what no code of Teams explains is reachable again, and nobody else', async () => {
  const states = await Promise.all(
    Object.keys(CHATS).map(async (recipient) => [recipient, (await storage.references.of(recipient))!.state]),
  );
  const marked = Object.fromEntries(Object.entries(CHATS).map(([recipient, [state]]) => [recipient, state]));
  expect(Object.fromEntries(states)).toEqual({
    ...marked,
    ...{ firewall: 'reachable', 'unknown-code': 'reachable', 'own-page': 'reachable' },
  });
  expect(await storage.references.of('firewall')).toMatchObject({ since: null, why: null });
});

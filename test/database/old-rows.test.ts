import { openDatabase, type Database } from '../../src/database/open-database';
import { openStorage } from '../../src/database/prisma-storage';
import type { Outbox } from '../../src/notices/outbox';
import { databaseBefore, type OldDatabase } from '../support/old-database';

/** The first that changed the outbox after it had been in use. */
const LANES = '20261125012743_lanes_and_calls';

/** By a bot whose clock had been moved far ahead. */
const AHEAD = '2031-01-01T08:00:00Z';
const KEPT = {
  sent_at: '2026-04-27T08:00:00Z',
  conversation_id: 'c',
  service_url: 'http://127.0.0.1',
  activity_id: 'a',
};
const ANSWERED = { acknowledged_by: 'bo', acknowledged_at: '2026-04-27T09:00:00Z' };

/** Of each state that there was then, each for a recipient of its own; `case_id` is that of an open case unless it says so. */
const ROWS: Readonly<Record<string, object>> = {
  pending: {},
  retry: { attempts: 3, not_before: AHEAD, last_error: '503' },
  sending: { attempts: 1, lease_until: AHEAD },
  sent: KEPT,
  answered: { state: 'sent', ...KEPT, ...ANSWERED },
  resting: { state: 'sent', ...KEPT, case_id: 'closed' },
  known: { state: 'sent', ...KEPT, ...ANSWERED, case_id: 'closed' },
  unreachable: { last_error: 'never-seen' },
  left: { state: 'dead', last_error: 'left' },
  dead: { last_error: '400 BadSyntax' },
};

let old: OldDatabase;
let database: Database;
let outbox: Outbox;
beforeAll(async () => {
  old = await databaseBefore(
    LANES,
    `insert into cases (id, reference, authority, policy, opened_at, version, open, name_key)
      values ('open', 'WB-1', '341', 'liverpool', now(), 1, true, ''), ('closed', 'WB-2', '341', 'liverpool', now(), 1, false, '');
    insert into notices (id, kind, authority, case_id, subject, obligation, occurrence, recipient, due_at, urgent, state,
        attempts, not_before, lease_until, last_error, sent_at, conversation_id, service_url, activity_id,
        acknowledged_by, acknowledged_at)
      select id, 'alert', '341', case_id, case_id, 'day-6', '', recipient, '2026-04-27T07:30:00Z', false, state, attempts,
        not_before, lease_until, last_error, sent_at, conversation_id, service_url, activity_id, acknowledged_by,
        acknowledged_at
      from jsonb_populate_recordset(null::notices, '${JSON.stringify(oldRows())}');`,
  );
  database = await openDatabase(old.place);
  ({ outbox } = openStorage(database));
}, 60_000);
afterAll(async () => {
  await database?.close();
  await old?.remove();
});

const oldRows = () =>
  Object.entries(ROWS).map(([id, row]) => ({
    ...{ id, recipient: `to-${id}`, case_id: 'open', state: id, attempts: 0, not_before: AHEAD },
    ...row,
  }));

const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString() as `${string}Z` as never;
const claimed = async (minutes: number) => {
  const found = await outbox.claim('', inMinutes(minutes), inMinutes(minutes + 60), 50);
  return found.map(({ id, possibleRepeat }) => [id, possibleRepeat]).sort();
};

test('what waited before the outbox was changed is delivered, whatever its clock said, and nothing else', async () => {
  expect(await claimed(0)).toEqual([
    ['pending', false],
    ['retry', false],
  ]);
  // Its sender may still be at work, and may have written it.
  expect(await claimed(2)).toEqual([['sending', true]]);
});

test('what was sent awaits its answer still, unless it had one or its case was closed', async () => {
  expect((await outbox.unansweredOf('closed')).map(({ id }) => id)).toEqual([]);
  expect((await outbox.unansweredOf('open')).map(({ id }) => id)).toContain('sent');
  expect(await outbox.byId('sent')).toMatchObject({ state: 'sent', atRest: false, activityId: 'a', folds: 0 });
  expect(await outbox.byId('answered')).toMatchObject({ state: 'sent', atRest: false, acknowledgedBy: 'bo' });
  expect(await outbox.byId('resting')).toMatchObject({ state: 'sent', atRest: true, answerBy: null });
  expect(await outbox.byId('known')).toMatchObject({ state: 'sent', atRest: false, acknowledgedBy: 'bo' });
});

test('what could not be delivered waits for its recipient, and what was given up stays so', async () => {
  for (const id of ['unreachable', 'left', 'dead']) await outbox.reachable(`to-${id}`);
  expect(await claimed(3)).toEqual([
    ['left', false],
    ['unreachable', false],
  ]);
  expect(await outbox.byId('dead')).toMatchObject({ state: 'dead', lastError: '400 BadSyntax' });
});

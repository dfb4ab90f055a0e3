import { openDatabase, type Database } from '../../src/database/open-database';
import { openStorage } from '../../src/database/prisma-storage';
import type { Outbox } from '../../src/notices/outbox';
import { databaseBefore, type OldDatabase } from '../support/old-database';

/** What was to be tried again an hour later, and why. */
const WHY = {
  lost: '404 ConversationNotFound',
  asked: 'graph 503 ServiceUnavailable',
  refused: '412 PreconditionFailed',
  held: '429 Throttled',
};

let old: OldDatabase;
let database: Database;
let outbox: Outbox;
beforeAll(async () => {
  const rows = Object.entries(WHY).map(([id, last_error]) => ({ id, last_error }));
  old = await databaseBefore(
    '20261130021500_waits_until_seen',
    `insert into notices (id, kind, authority, case_id, subject, obligation, occurrence, recipient, due_at, urgent, state,
        not_before, last_error)
      select id, 'alert', '341', 'open', 'open', 'day-6', '', 'to-' || id, '2026-04-27T07:30:00Z', false, 'retry',
        now() + interval '1 hour', last_error
      from jsonb_to_recordset('${JSON.stringify(rows)}') as r (id text, last_error text);`,
  );
  database = await openDatabase(old.place);
  ({ outbox } = openStorage(database));
}, 60_000);
afterAll(async () => {
  await database?.close();
  await old?.remove();
});

test.each([
  ['lost', 1],
  ['asked', 1],
  ['refused', 0],
  ['held', 0],
])('what waited before the outbox said until when is due once its recipient is seen: %s, %d', async (id, due) => {
  expect(await outbox.reachable(`to-${id}`)).toBe(due);
});

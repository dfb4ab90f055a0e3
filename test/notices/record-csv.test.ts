import { parse } from 'csv-parse/sync';
import { idFor } from '../../src/notices/chain/ids';
import type { DeliveryWish } from '../../src/notices/delivery-record';
import type { Delivery } from '../../src/notices/outbox';
import { recordCsv } from '../../src/notices/record-csv';
import { claimAll, settleOne } from '../support/outbox';
import { aWorld } from '../casework/world';

type World = Awaited<ReturnType<typeof aWorld>>;

/** A case on whose alerts everything has happened that a record tells of. */
async function aRecord() {
  const world = await aWorld();
  const { storage, people } = world;
  const { case: theCase } = await world.report();
  world.at('2026-05-05', '08:30');
  await world.sweep();
  const sentAt = world.clock.now();
  const receipt = { conversationId: 'c', serviceUrl: 'http://127.0.0.1', activityId: 'a' };
  for (const claim of await claimAll(storage.outbox, '2030-01-01T00:00:00.000Z')) {
    const isOfficers = claim.recipient === people.officer.id;
    const outcome = isOfficers
      ? ({ state: 'unreachable', error: 'ConversationBlockedByUser' } as const)
      : ({ state: 'sent', sentAt, receipt } as const);
    await settleOne(storage.outbox, claim, outcome);
  }
  return { ...world, theCase, all: await storage.outbox.ofCase(theCase.id) };
}

async function written({ storage, deps }: World, wish: Partial<DeliveryWish> = {}, pageSize = 500) {
  const pieces: string[] = [];
  const csv = recordCsv(
    { authority: '341', which: 'all', news: [], ...wish },
    { storage, policies: deps.policies, pageSize },
  );
  for await (const piece of csv) pieces.push(piece);
  const text = pieces.join('');
  return { text, pieces, rows: parse<Record<string, string>>(text, { columns: true, bom: true }) };
}

const rowFor = (rows: readonly Record<string, string>[], { name }: { readonly name: string }) =>
  rows.filter(({ To }) => To === name);

it('tells of each delivery what it was, to whom, when, and what came of it', async () => {
  const record = await aRecord();
  const { storage, people, theCase, all } = record;
  const toLead = all.find(({ recipient, state }) => recipient === people.lead.id && state === 'sent')!;
  await storage.outbox.acknowledge(toLead.id, people.head.id, '2026-05-05T09:15:00.000Z');
  const { rows, text } = await written(record);
  expect(text.startsWith('\uFEFFDue,Sent,What,')).toBe(true);
  expect(rows).toHaveLength(all.length);
  expect(rowFor(rows, people.lead).find(({ Answered }) => Answered !== '')).toMatchObject({
    ...{ Case: theCase.reference, Role: 'Attendance lead', State: 'sent', Sent: '2026-05-05 08:30', 'Why not': '' },
    ...{ Answered: '2026-05-05 10:15', 'Answered by': people.head.name },
  });
  expect(rowFor(rows, people.officer)[0]).toMatchObject({
    ...{ Due: '2026-05-05 08:30', Sent: '', State: 'unreachable', 'Answered by': '', Rule: 'ews-contact-due' },
    'Why not': expect.stringContaining('Teams said that they have blocked Whereabouts'),
  });
  expect(rowFor(rows, people.officer)[0]!['What']).not.toBe('An alert');
  expect(rowFor(rows, people.lead).find(({ Rule }) => Rule === 'school-day-5')).toMatchObject({
    ...{ State: 'sent', Sent: '2026-05-05 08:30' },
    'Why not': 'It is told on the card of another alert about this case.',
  });
});

it('says of each whether it may have arrived twice, also of what is told on a card that may have', async () => {
  const record = await aRecord();
  const { storage, people, all } = record;
  const lead = all.find(({ recipient }) => recipient === people.officer.id)!;
  const other = { ...lead, id: '22222222-2222-4222-8222-222222222222', obligation: 'notification-coming' };
  await storage.outbox.add([other]);
  await storage.outbox.fold([{ lead: lead.id, others: [other.id] }]);
  await storage.outbox.reachable(lead.recipient);
  const [claim] = await claimAll(storage.outbox, '2030-01-01T00:02:00.000Z');
  await settleOne(storage.outbox, claim!, { state: 'ambiguous', notBefore: '2030-01-01T00:03:00.000Z', error: '502' });
  const { rows } = await written(record);
  const told = (column: string) => rowFor(rows, people.officer).map((row) => row[column]);
  expect(told('May have arrived twice')).toEqual(['yes', 'yes']);
  expect(new Set(rowFor(rows, people.lead).map((row) => row['May have arrived twice']))).toEqual(new Set(['no']));
});

it('tells of what is told on the card of another alert that it did not arrive with that one, and of which case it is', async () => {
  const record = await aRecord();
  const { storage, people, theCase, all } = record;
  const lead = all.find(({ recipient }) => recipient === people.officer.id)!;
  const other = { ...lead, id: '22222222-2222-4222-8222-222222222222', obligation: 'notification-coming' };
  await storage.outbox.add([other]);
  await storage.outbox.fold([{ lead: lead.id, others: [other.id] }]);
  const { rows } = await written(record);
  expect(rowFor(rows, people.officer).find(({ Rule }) => Rule === 'notification-coming')).toMatchObject({
    ...{ Case: theCase.reference, Sent: '', State: 'unreachable', 'Answered by': '' },
    'Why not': expect.stringMatching(
      /on the card of another alert about this case\. Teams said that they have blocked Whereabouts/,
    ),
  });
});

it('tells who was told instead', async () => {
  const record = await aRecord();
  const { storage, people, all } = record;
  const { id: noticeId } = all.find(({ recipient }) => recipient === people.officer.id)!;
  const step = { noticeId, why: 'blocked', takenAt: '2026-05-05T07:31:00.000Z' } as const;
  const via = [idFor(noticeId, people.manager.id)];
  await storage.steps.begin({ ...step, place: 0, to: 'deputy', outcome: 'told', told: [people.manager.id], via });
  const { rows } = await written(record);
  expect(rowFor(rows, people.officer)[0]!['Told instead']).toBe(
    `Told instead: ${people.manager.name}, Tue 5 May 2026, 08:31`,
  );
});

it.each([
  ['operator', /^Told instead: the operator of Whereabouts, Tue 5 May 2026, 08:31$/],
  ['log', /^It stands in the log of Whereabouts, Tue 5 May 2026, 08:31, and nowhere else/],
])('tells whether the operator was told or only the log: %s', async (taker, says) => {
  const record = await aRecord();
  const { id: noticeId } = record.all.find(({ recipient }) => recipient === record.people.officer.id)!;
  const step = { noticeId, why: 'blocked', takenAt: '2026-05-05T07:31:00.000Z' } as const;
  await record.storage.steps.begin({ ...step, place: 0, to: 'alarm', outcome: 'told', told: [taker], via: [] });
  const { rows } = await written(record);
  expect(rowFor(rows, record.people.officer)[0]!['Told instead']).toMatch(says);
});

it('names no child, and leaves no cell that a spreadsheet would take for a formula', async () => {
  const record = await aRecord();
  const { storage, people } = record;
  const everybody = Object.values(people).map((person) => ({ ...person, name: `=cmd|'${person.name}'` }));
  await storage.directory.savePeople('341', everybody);
  const { text } = await written(record);
  expect(text).not.toMatch(/Rowan|Ashdown/);
  expect(text).not.toMatch(/(^|,)"?=/m);
  expect(text).toContain(`'=cmd|`);
});

it('is written page by page, each delivery once, though more fall due meanwhile', async () => {
  const record = await aRecord();
  const { storage, theCase, all } = record;
  const csv = recordCsv(
    { authority: '341', which: 'all', news: [] },
    { storage, policies: record.deps.policies, pageSize: 2 },
  );
  const pieces: string[] = [];
  for await (const piece of csv) {
    pieces.push(piece);
    if (pieces.length === 1) await storage.outbox.add([oneMore(all[0]!, theCase.id)]);
  }
  const rows = parse<Record<string, string>>(pieces.join(''), { columns: true, bom: true });
  expect(rows).toHaveLength(all.length);
  expect(pieces.length).toBeGreaterThan(1);
});

const oneMore = (like: Delivery, caseId: string) => ({
  ...({ id: '11111111-1111-4111-8111-111111111111', kind: 'alert', authority: '341', caseId } as const),
  ...{ obligation: 'another', occurrence: '', recipient: like.recipient, urgent: false },
  dueAt: '2026-05-06T07:30:00.000Z' as const,
});

it('of an authority to which nothing was sent has its heading alone', async () => {
  const world = await aWorld();
  const { rows, text } = await written(world);
  expect(rows).toEqual([]);
  expect(text).toContain('Told instead');
});

import { randomUUID } from 'node:crypto';
import type { Instant } from '../../domain/calendar/date';
import type { Fact } from '../../domain/case/fact';
import type { AuditNote } from '../../records/audit/entry';
import { flawsIn } from '../../records/audit/verify';
import type { Storage } from '../../stores';

/** How many looks and how many deeds make the trail, and how many people act at once. */
export interface TrailSize {
  readonly looks: number;
  readonly deeds: number;
  readonly atOnce: number;
}

export interface TrailFigures {
  readonly looksPerSecond: number;
  /** Each a transaction of its own that adds a fact to a case and its entry. */
  readonly deedsPerSecond: number;
  readonly entries: number;
  readonly verifiedInSeconds: number;
  /** By how much the process had grown at most while it verified. */
  readonly grownMegabytes: number;
  readonly flaws: number;
}

const AUTHORITY = '999';
const AT: Instant = '2026-04-27T08:00:00.000Z';
const KEYS = { open: true, upn: null, nameKey: '', dateOfBirth: null };

const note = (over: Partial<AuditNote>): AuditNote => ({
  ...{ authority: AUTHORITY, tenant: 't1', person: 'ash', role: 'attendance-lead', at: AT, action: 'see-case' },
  ...{ outcome: 'read', cases: [], fields: [], reason: null, from: null, to: null },
  ...over,
});

const fact = (): Fact => ({ kind: 'opened', way: 'missing', id: randomUUID(), recordedAt: AT, recordedBy: 'ash' });

/** Writes a trail as people make it, all of one authority, so that every entry waits for the one before; then verifies it. */
export async function benchTrail(storage: Storage, { looks, deeds, atOnce }: TrailSize): Promise<TrailFigures> {
  const cases = await Promise.all(Array.from({ length: atOnce }, () => openOne(storage)));
  const looked = await secondsOf(async () => {
    for (let n = 0; n < looks; n += 1) {
      storage.audit.later(note({ cases: [cases[n % atOnce]!] }));
      if (n % 5_000 === 4_999) await storage.audit.settled();
    }
    await storage.audit.settled();
  });
  const acted = await secondsOf(() =>
    Promise.all(cases.map((id) => actOn(id, Math.ceil(deeds / atOnce), storage))).then(() => {}),
  );
  const before = process.memoryUsage().rss;
  let [flaws, most] = [0, before];
  const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 50);
  const verified = await secondsOf(async () => {
    for await (const _flaw of flawsIn(AUTHORITY, storage.audit)) flaws += 1;
  });
  clearInterval(watch);
  return {
    looksPerSecond: Math.round(looks / looked),
    deedsPerSecond: Math.round(deeds / acted),
    entries: await storage.audit.count(AUTHORITY),
    verifiedInSeconds: verified,
    grownMegabytes: Math.round((most - before) / 1e6),
    flaws,
  };
}

async function openOne({ transaction }: Storage): Promise<string> {
  const id = randomUUID();
  const head = { id, reference: id.slice(0, 8), school: null, authority: AUTHORITY, policy: 'liverpool', openedAt: AT };
  await transaction(async ({ cases, audit }) => {
    await cases.open({ ...head, version: 1, facts: [fact()] }, KEYS, null);
    await audit.add(note({ action: 'report', outcome: 'done', cases: [id], from: 0, to: 1 }));
  });
  return id;
}

/** A case has some fifty facts: another is begun when this one has. */
async function actOn(first: string, times: number, storage: Storage): Promise<void> {
  let [id, version] = [first, 1];
  for (let n = 0; n < times; n += 1) {
    if (version === 50) [id, version] = [await openOne(storage), 1];
    const [caseId, from] = [id, version];
    await storage.transaction(async ({ cases, audit }) => {
      await cases.append(caseId, from, [fact()], KEYS, null);
      await audit.add(note({ action: 'record-check', outcome: 'done', cases: [caseId], from, to: from + 1 }));
    });
    version += 1;
  }
}

async function secondsOf(work: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1_000;
}

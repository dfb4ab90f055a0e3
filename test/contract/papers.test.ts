import { randomUUID } from 'node:crypto';
import type { Paper, Ticket } from '../../src/records/paper-store';
import type { Storage } from '../../src/stores';
import { storages, type TestStorage } from '../support/databases';
import { fresh } from './cases';

const aPaper = (over: Partial<Paper> = {}): Paper => ({
  id: fresh('paper'),
  caseId: randomUUID(),
  kind: 'referral-form',
  fileName: 'WB-7K3M-2Q-referral-form.pdf',
  mediaType: 'application/pdf',
  sha256: 'ab12',
  madeBy: 'ash',
  madeAt: '2026-04-27T08:00:00.000Z',
  inFull: false,
  ofAuthority: true,
  bytes: Uint8Array.from([0, 1, 254, 255, 10, 13, 0]),
  ...over,
});
const aTicket = (over: Partial<Ticket> = {}): Ticket => ({
  hash: fresh('hash'),
  paperId: 'p1',
  personId: 'ash',
  expiresAt: '2026-04-27T08:10:00.000Z',
  ...over,
});

describe.each(storages)('papers in %s', (_name, open) => {
  let opened: TestStorage;
  let storage: Storage;
  beforeAll(async () => {
    opened = await open();
    storage = opened.storage;
  });
  afterAll(() => opened.close());

  test('come back byte for byte', async () => {
    const paper = aPaper();
    await storage.papers.add(paper);
    const { bytes, ...rest } = (await storage.papers.byId(paper.id))!;
    expect(rest).toEqual({ ...paper, bytes: undefined });
    expect([...bytes]).toEqual([...paper.bytes]);
    expect(await storage.papers.byId('nonsense')).toBeNull();
    const { bytes: _bytes, ...row } = paper;
    expect(await storage.papers.rowById(paper.id)).toEqual(row);
    expect(await storage.papers.rowById('nonsense')).toBeNull();
  });

  test('of a case are told newest first, without what is in them', async () => {
    const caseId = randomUUID();
    const first = aPaper({ caseId });
    const second = aPaper({ caseId, kind: 'lost-pupil-ctf' });
    await storage.papers.add(first);
    await storage.papers.add(second);
    await storage.papers.add(aPaper());
    const rows = await storage.papers.onCase(caseId);
    expect(rows.map(({ id }) => id)).toEqual([second.id, first.id]);
    expect(rows.every((row) => !('bytes' in row))).toBe(true);
  });

  test('of many who make the same paper at once, one makes it and the others find it', async () => {
    const caseId = randomUUID();
    const makeOne = (kind: Paper['kind']) =>
      storage.transaction(async ({ papers }) => {
        const last = await papers.lastOf(caseId, kind);
        if (last) return last.id;
        const paper = aPaper({ caseId, kind });
        await papers.add(paper);
        return paper.id;
      });
    const made = await Promise.all([
      ...Array.from({ length: 6 }, () => makeOne('referral-form')),
      ...Array.from({ length: 3 }, () => makeOne('case-json')),
    ]);
    const rows = await storage.papers.onCase(caseId);
    expect(rows.map(({ kind }) => kind).sort()).toEqual(['case-json', 'referral-form']);
    expect(new Set(made)).toEqual(new Set(rows.map(({ id }) => id)));
  });

  test('the last one of a kind is the newest, and another case’s is not it', async () => {
    const caseId = randomUUID();
    const second = aPaper({ caseId });
    for (const paper of [aPaper({ caseId }), second, aPaper({ caseId, kind: 'case-json' }), aPaper()])
      await storage.papers.add(paper);
    const { bytes: _bytes, ...row } = second;
    expect(await storage.papers.lastOf(caseId, 'referral-form')).toEqual(row);
    expect(await storage.papers.lastOf(caseId, 'deletion-return')).toBeNull();
  });

  test('a ticket is good until it is used, and looking does not use it', async () => {
    const ticket = aTicket();
    await storage.papers.issue(ticket);
    const now = '2026-04-27T08:09:59.999Z';
    expect(await storage.papers.valid(ticket.hash, now)).toEqual(ticket);
    expect(await storage.papers.valid(ticket.hash, now)).toEqual(ticket);
    expect(await storage.papers.use(ticket.hash, now)).toEqual(ticket);
    expect(await storage.papers.valid(ticket.hash, now)).toBeNull();
    expect(await storage.papers.use(ticket.hash, now)).toBeNull();
  });

  test('a ticket that is too old, or was never issued, opens nothing', async () => {
    const ticket = aTicket();
    await storage.papers.issue(ticket);
    for (const hash of [ticket.hash, 'unknown']) {
      expect(await storage.papers.valid(hash, ticket.expiresAt)).toBeNull();
      expect(await storage.papers.use(hash, ticket.expiresAt)).toBeNull();
    }
  });

  test('of many who press at once, one gets the paper', async () => {
    const ticket = aTicket();
    await storage.papers.issue(ticket);
    const now = '2026-04-27T08:05:00.000Z';
    const got = await Promise.all(
      Array.from({ length: 8 }, () => storage.transaction(({ papers }) => papers.use(ticket.hash, now))),
    );
    expect(got.filter((one) => one !== null)).toEqual([ticket]);
  });

  test('files are numbered for each school and destination', async () => {
    const school = fresh('school');
    const next = (destination: string) => storage.papers.nextNumber(school, destination);
    expect([await next('XXXXXXX'), await next('XXXXXXX'), await next('MMMMMMM')]).toEqual([1, 2, 1]);
    const many = await Promise.all(Array.from({ length: 5 }, () => next('XXXXXXX')));
    expect([...many].sort()).toEqual([3, 4, 5, 6, 7]);
  });

  test('nothing of a transaction that failed stays', async () => {
    const paper = aPaper();
    const ticket = aTicket({ paperId: paper.id });
    const school = fresh('school');
    const fails = storage.transaction(async ({ papers }) => {
      await papers.add(paper);
      await papers.issue(ticket);
      await papers.nextNumber(school, 'XXXXXXX');
      throw new Error('no');
    });
    await expect(fails).rejects.toThrow('no');
    expect(await storage.papers.byId(paper.id)).toBeNull();
    expect(await storage.papers.valid(ticket.hash, '2026-04-27T08:00:00.000Z')).toBeNull();
    expect(await storage.papers.nextNumber(school, 'XXXXXXX')).toBe(1);
  });
});

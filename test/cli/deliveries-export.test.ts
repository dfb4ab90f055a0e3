import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Notice } from '../../src/notices/outbox';
import type { Storage } from '../../src/stores';
import { anAuthority } from '../builders/authority';
import { aKeptCase, type KeptCase } from '../contract/a-kept-case';
import { storagesOfTheOwner, type TestStorage } from '../support/databases';
import { trailOf } from '../support/trail';
import { runHere } from './run-here';

describe.each(storagesOfTheOwner)('the export of what was sent to whom, in %s', (_name, open) => {
  const REFERENCE = 'WB-AAAA-22';
  let opened: TestStorage;
  let storage: Storage;
  let kept: KeptCase;
  let folder: string;
  beforeAll(async () => {
    opened = await open();
    ({ storage } = opened);
    await anAuthority(storage);
    kept = await aKeptCase(storage, { authority: '341', reference: REFERENCE });
    folder = mkdtempSync(path.join(os.tmpdir(), 'whereabouts-'));
  });
  afterAll(async () => {
    await opened.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const exported = (file: string, authority: string, ...more: string[]) =>
    runHere(storage, 'deliveries', 'export', path.join(folder, file), '--authority', authority, ...more);
  const entries = async () => (await trailOf(storage, '341')).filter(({ action }) => action === 'export-deliveries');
  const byTheOperator = { outcome: 'read', person: null, role: null, tenant: null, fields: [], from: null };

  it('leaves on the trail that the operator took it, and of which case', async () => {
    expect(await exported('one.csv', '341', '--case', REFERENCE)).toMatchObject({
      code: 0,
      said: expect.stringContaining('2 deliveries in '),
    });
    expect(readFileSync(path.join(folder, 'one.csv'), 'utf8')).toContain(REFERENCE);
    expect(await entries()).toMatchObject([{ ...byTheOperator, cases: [kept.theCase.id] }]);
    const { said } = await runHere(storage, 'audit', 'show', REFERENCE);
    expect(said).toContain('The operator saw an export of what was sent to whom');
  });

  it('has under what nobody has answered only what asks for an answer', async () => {
    const notice = (obligation: string, at: string): Notice => ({
      ...{ id: randomUUID(), kind: 'alert', authority: '341', caseId: kept.theCase.id, recipient: 'person-1' },
      ...{ obligation, occurrence: at, dueAt: '2026-05-05T07:30:00.000Z', urgent: false },
    });
    await storage.outbox.add([notice('case-closed', 'a'), notice('school-day-6', 'b')]);
    expect(await exported('waits.csv', '341', '--from', '2026-05-05', '--only', 'unanswered')).toMatchObject({
      said: expect.stringContaining('1 delivery in '),
    });
    const csv = readFileSync(path.join(folder, 'waits.csv'), 'utf8');
    expect([csv.includes('school-day-6'), csv.includes('case-closed')]).toEqual([true, false]);
  });

  it('has each try with what Teams answered, for its support, and names nobody', async () => {
    const now = '2026-05-06T08:00:00.000Z';
    const notice: Notice = {
      ...{ id: randomUUID(), kind: 'alert', authority: '341', caseId: kept.theCase.id, recipient: 'person-2' },
      ...{ obligation: 'school-day-8', occurrence: '', dueAt: now, urgent: false },
    };
    await storage.outbox.add([notice]);
    const claims = await storage.outbox.claim('', now, '2026-05-06T09:00:00.000Z', 100);
    const { taken } = claims.find(({ id }) => id === notice.id)!;
    const claim = { id: notice.id, taken };
    await storage.outbox.begin('', [{ ...claim, thread: 'chat of nobody' }], () => Date.parse(now), 60_000);
    const answer = { status: 502, code: 'BadGateway', requestId: 'req-7', outcome: 'ambiguous' } as const;
    const answeredAt = '2026-05-06T08:00:02.000Z';
    const outcome = { state: 'ambiguous', notBefore: answeredAt, error: 'status 502' } as const;
    await storage.outbox.settle([
      { claim, at: answeredAt, outcome, call: { ...answer, attempt: 1, answeredAt, holdUntil: null } },
    ]);
    expect(await exported('tries.csv', '341', '--case', REFERENCE, '--attempts')).toMatchObject({ code: 0 });
    const csv = readFileSync(path.join(folder, 'tries.csv'), 'utf8').trim().split('\r\n');
    expect(csv.slice(1)).toEqual([
      `${REFERENCE},school-day-8,${notice.id},1,${now},${answeredAt},ambiguous,502,BadGateway,req-7`,
    ]);
  });

  it('is not written where that cannot be put on the trail, and nothing of a file that could not be written stays', async () => {
    const { audit, outbox } = storage;
    const before = (await entries()).length;
    const away = () => Promise.reject(new Error('the database is away'));
    const withoutTrail = { ...storage, audit: { ...audit, add: away } } as Storage;
    const args = ['deliveries', 'export', path.join(folder, 'three.csv'), '--authority', '341'];
    await expect(runHere(withoutTrail, ...args)).rejects.toThrow('the database is away');
    expect(existsSync(path.join(folder, 'three.csv'))).toBe(false);
    expect((await entries()).length).toBe(before);
    const halfWay = { ...storage, outbox: { ...outbox, deliveries: away } } as Storage;
    await expect(runHere(halfWay, ...args)).rejects.toThrow('the database is away');
    expect(existsSync(path.join(folder, 'three.csv'))).toBe(false);
    expect((await entries()).slice(before)).toMatchObject([{ ...byTheOperator, cases: [] }]);
  });

  it('leaves an entry of all of an authority too, and none of what was not written', async () => {
    const before = (await entries()).length;
    expect(await exported('all.csv', '341')).toMatchObject({ code: 0 });
    expect(await exported('all.csv', '341')).toMatchObject({ code: 2 });
    expect(await exported('two.csv', '999')).toMatchObject({ code: 1 });
    expect(await exported('two.csv', '341', '--case', 'WB-AAAA-33')).toMatchObject({ code: 1 });
    expect((await entries()).slice(before)).toMatchObject([{ ...byTheOperator, cases: [] }]);
    expect(await trailOf(storage, '999')).toEqual([]);
  });
});

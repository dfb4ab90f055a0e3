import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { referralDeskOf } from '../../src/casework/desk';
import { keysOf } from '../../src/casework/record';
import { memoryStorage } from '../../src/memory-storage';
import type { Storage } from '../../src/stores';
import { anAuthority, SCHOOL } from '../builders/authority';
import { aPupil, reported } from '../builders/case';
import { readPdf } from '../support/read-pdf';
import { runHere } from './run-here';

const UPN = aPupil().upn!;

let storage: Storage;
let out: string;
beforeEach(async () => {
  storage = memoryStorage();
  await anAuthority(storage);
  out = path.join(mkdtempSync(path.join(os.tmpdir(), 'whereabouts-')), 'out');
});
const cli = (...args: string[]) => runHere(storage, 'subject-access', ...args, '--out', out);

async function aCase(): Promise<string> {
  const { facts } = reported().at('2026-04-27', '08:45', {
    ...{ kind: 'pupil-described', pupil: aPupil({ lastKnownAddress: 'c/o Canaryaunt' }) },
  });
  const id = randomUUID();
  const theCase = {
    ...{ id, reference: 'WB-AAAA-22', school: SCHOOL, authority: '341', policy: 'liverpool' },
    ...{ openedAt: facts[0]!.recordedAt, version: facts.length, facts },
  };
  await storage.cases.open(theCase, keysOf(theCase), null);
  return id;
}

const aReport = (school: string) =>
  storage.drafts.save({
    ...{ id: randomUUID(), school, kind: 'report', caseId: null, item: null, savedBy: 'ash' },
    ...{ savedAt: '2026-04-27T08:00:00.000Z', values: { forename: 'Canaryforename', upn: UPN } },
  });

test('an address stands in a mark wherever it is written', async () => {
  await aCase();
  expect(await cli('WB-AAAA-22')).toMatchObject({ code: 0 });
  const paper = readPdf(readFileSync(path.join(out, 'subject-access.pdf'))).text.replaceAll(/\s+/g, ' ');
  for (const text of [paper, readFileSync(path.join(out, 'subject-access.json'), 'utf8')]) {
    expect(text).toContain('[may name others: c/o Canaryaunt]');
    expect(text.replaceAll('[may name others: c/o Canaryaunt]', '')).not.toContain('Canaryaunt');
  }
});

test.each([SCHOOL, referralDeskOf('341')])(
  'a child of whom there is only an unfinished report at %s is found, and that stands on the trail',
  async (desk) => {
    await aReport(desk);
    const { code, said } = await cli('--upn', UPN);
    expect([code, said]).toEqual([0, expect.stringContaining('0 cases and 1 unfinished report in ')]);
    const paper = readPdf(readFileSync(path.join(out, 'subject-access.pdf'))).text;
    expect(paper).toContain('Canaryforename');
    expect(await storage.audit.page('341', 0, 9)).toMatchObject([{ action: 'subject-access', outcome: 'read' }]);
  },
);

test('what cannot be put on the trail is not written, and no folder stays', async () => {
  await aCase();
  storage.audit.add = () => Promise.reject(new Error('the database is away'));
  await expect(cli('WB-AAAA-22')).rejects.toThrow('the database is away');
  expect(existsSync(out)).toBe(false);
});

test('where a file cannot be written no other stays, and the trail says that it was tried', async () => {
  const caseId = await aCase();
  await storage.papers.add({
    // Longer than any file system takes.
    ...{ id: randomUUID(), caseId, kind: 'case-json', fileName: `${'x'.repeat(300)}.json`, sha256: 'ab' },
    ...{ mediaType: 'application/json', madeBy: 'ash', madeAt: '2026-04-27T08:00:00.000Z', inFull: true },
    ...{ ofAuthority: false, bytes: Buffer.from('x') },
  });
  await expect(cli('WB-AAAA-22')).rejects.toThrow('ENAMETOOLONG');
  expect(readdirSync(path.dirname(out))).toEqual([]);
  expect(await storage.audit.pageOfCase('341', caseId, 0, 9)).toMatchObject([{ action: 'subject-access' }]);
});

test('a folder that is there already is left as it is, and nothing is said to have been seen', async () => {
  await aCase();
  expect(await cli('WB-AAAA-22')).toMatchObject({ code: 0 });
  const before = readdirSync(out);
  expect(await cli('WB-AAAA-22')).toMatchObject({ code: 2 });
  expect([readdirSync(out), await storage.audit.count('341')]).toEqual([before, 1]);
});

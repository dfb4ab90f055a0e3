import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { keysOf } from '../../src/casework/record';
import { openDatabase } from '../../src/database/open-database';
import { openStorage } from '../../src/database/prisma-storage';
import type { Storage } from '../../src/stores';
import { anAuthority, SCHOOL } from '../builders/authority';
import { aPupil, reported } from '../builders/case';
import { postgresPlace, type TestPlace } from '../support/databases';
import { readPdf } from '../support/read-pdf';
import { runCli } from './run-cli';

describe('subject access', () => {
  let kept: TestPlace;
  let folder: string;
  const PUPIL = aPupil({ forename: 'Canarychild', parents: 'Canaryparent' });
  const REFERENCE = 'WB-AAAA-22';

  beforeAll(async () => {
    kept = await postgresPlace();
    folder = mkdtempSync(path.join(os.tmpdir(), 'whereabouts-'));
    await within(async (storage) => {
      const { lead } = await anAuthority(storage);
      const { facts } = reported().at('2026-04-27', '08:45', { kind: 'pupil-described', pupil: PUPIL });
      const stamped = facts.map((one) => ({ ...one, id: randomUUID(), recordedBy: lead.id }));
      const id = randomUUID();
      const theCase = {
        ...{ id, reference: REFERENCE, school: SCHOOL, authority: '341', policy: 'liverpool' },
        ...{ openedAt: stamped[0]!.recordedAt, version: stamped.length, facts: stamped },
      };
      await storage.cases.open(theCase, keysOf(theCase), null);
      for (const bytes of ['one', 'two']) {
        await storage.papers.add({
          ...{ id: randomUUID(), caseId: id, kind: 'case-json', fileName: `${REFERENCE}-case.json`, sha256: 'ab' },
          ...{ mediaType: 'application/json', madeBy: lead.id, madeAt: '2026-04-27T08:00:00.000Z', inFull: true },
          ...{ ofAuthority: false, bytes: Buffer.from(bytes) },
        });
      }
    });
  });
  afterAll(() => kept.remove());

  async function within<T>(work: (storage: Storage) => Promise<T>): Promise<T> {
    const database = await openDatabase(kept.place);
    const done = await work(openStorage(database));
    await database.close();
    return done;
  }
  const cli = (...args: string[]) => runCli(kept.place, 'subject-access', ...args);

  it('writes paper, data and papers for the operator’s eyes alone, and says so on the trail', async () => {
    const out = path.join(folder, 'one');
    const { code, said } = await cli('wbaaaa22', '--out', out);
    expect(code).toBe(0);
    expect(said).toContain(`1 case in ${out}, with `);
    expect(said).not.toContain('Canary');
    expect(readdirSync(out).sort()).toEqual(['papers-without-marks', 'subject-access.json', 'subject-access.pdf']);
    const papers = path.join(out, 'papers-without-marks');
    expect(
      readdirSync(papers)
        .map((name) => readFileSync(path.join(papers, name), 'utf8'))
        .sort(),
    ).toEqual(['one', 'two']);
    for (const dir of [out, papers]) expect(statSync(dir).mode & 0o777).toBe(0o700);
    const files = [
      ...readdirSync(papers).map((name) => path.join(papers, name)),
      path.join(out, 'subject-access.json'),
    ];
    for (const file of [...files, path.join(out, 'subject-access.pdf')])
      expect(statSync(file).mode & 0o777).toBe(0o600);
    const read = readPdf(readFileSync(path.join(out, 'subject-access.pdf')));
    expect(read).toMatchObject({ tagged: true, title: 'Everything held on a child' });
    expect(read.text).toContain('Canarychild');
    expect(read.text.replaceAll(/\s+/g, ' ')).toContain('[third party: Canaryparent]');
    const data = JSON.parse(readFileSync(path.join(out, 'subject-access.json'), 'utf8'));
    expect(data).toMatchObject({ schema: 'whereabouts-subject-access', cases: [{ reference: REFERENCE }] });
    const shown = await runCli(kept.place, 'audit', 'show', REFERENCE);
    expect(shown.said).toMatch(
      /The operator \(\S+@\S+\) saw everything held on the child, for a subject access request/,
    );
  });

  it('finds the child by UPN too, and writes over nothing', async () => {
    const out = path.join(folder, 'two');
    expect(await cli('--upn', PUPIL.upn!.toLowerCase(), '--out', out)).toMatchObject({ code: 0 });
    const again = await cli('--upn', PUPIL.upn!, '--out', out);
    expect([again.code, again.warned]).toEqual([2, expect.stringContaining('is there already')]);
  });

  it.each([
    [['WB-AAAA-22'], 2, 'It is written: subject-access'],
    [['WB-AAAA-22', '--upn', 'A', '--out', 'x'], 2, 'It is written: subject-access'],
    [['--upn', 'A', '--out', 'x'], 2, 'A UPN has 13 characters'],
    [['WB-AAAA-33', '--out', 'x'], 1, 'There is no case WB-AAAA-33.'],
  ])('%j is refused', async (args, code, says) => {
    const ran = await cli(...args);
    expect([ran.code, ran.warned]).toEqual([code, expect.stringContaining(says)]);
  });
});

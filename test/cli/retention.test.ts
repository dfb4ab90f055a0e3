import { randomUUID } from 'node:crypto';
import { keysOf } from '../../src/casework/record';
import type { FactBody } from '../../src/domain/case/fact';
import type { Storage } from '../../src/stores';
import { anAuthority, onTheTrail, SCHOOL } from '../builders/authority';
import { aPupil, History } from '../builders/case';
import { storagesOfTheOwner, type TestStorage } from '../support/databases';
import { runHere } from './run-here';

const CLOSED: FactBody = { kind: 'closed', reason: 'returned', note: 'Canary Closing' };

describe.each(storagesOfTheOwner)('the end of retention, by the operator’s commands, in %s', (_name, open) => {
  let opened: TestStorage;
  let storage: Storage;
  beforeAll(async () => {
    opened = await open();
    ({ storage } = opened);
    await anAuthority(storage, undefined, undefined, onTheTrail);
  });
  afterAll(() => opened.close());

  /** Closed so long ago that its time is over on any day on which this runs. */
  async function closedCase(reference: string, ...more: readonly FactBody[]) {
    const { facts } = new History()
      .at('2015-04-27', '08:40', { kind: 'opened', way: 'missing' })
      .at('2015-04-27', '08:41', { kind: 'pupil-described', pupil: aPupil({ forename: 'Canary', dateOfBirth: null }) })
      .at('2015-05-11', '10:00', ...more, CLOSED);
    const stamped = facts.map((one) => ({ ...one, id: randomUUID() }));
    const theCase = {
      ...{ id: randomUUID(), reference, school: SCHOOL, authority: '341', policy: 'liverpool' },
      ...{ openedAt: stamped[0]!.recordedAt, version: stamped.length, facts: stamped },
    };
    await storage.transaction(async (stores) => {
      await stores.cases.open(theCase, keysOf(theCase), null);
      await stores.audit.add({
        ...{ authority: '341', tenant: 't1', person: 'ash', role: 'attendance-lead', at: theCase.openedAt },
        ...{ action: 'report', outcome: 'done', cases: [theCase.id], fields: [], reason: null },
        ...{ from: 0, to: theCase.version },
      });
    });
    return theCase;
  }
  const cli = (...args: string[]) => runHere(storage, ...args);

  it('says that nothing is due while nothing is, and then deletes nothing', async () => {
    const { code, said } = await cli('retention', 'preview');
    expect(code).toBe(0);
    expect(said).toContain('Closed cases: 0. Would go: 0.');
    expect(said).not.toContain('--confirm');
    expect(await cli('retention', 'delete', '--confirm', 'e3b0c44298fc1c14')).toMatchObject({ code: 1, said: '' });
  });

  it('deletes what the preview showed, and nothing else', async () => {
    await closedCase('WB-AAAA-22');
    const held = await closedCase('WB-AAAA-33');
    await closedCase('WB-AAAA-44', { kind: 'triaged', triage: { yes: ['child-protection'], groups: [], note: '' } });
    expect(await cli('hold', 'wb-aaaa-33', '--reason', 'Canary Inquest')).toMatchObject({
      code: 0,
      said: 'Nothing of WB-AAAA-33 is deleted from now on, on the word of Jan Manager.\n',
    });
    const before = await cli('retention', 'preview', '--on', '2022-05-11');
    expect(before.said).toContain('Would go: 0. On legal hold: 1.');
    const { said, code } = await cli('retention', 'preview');
    expect(code).toBe(0);
    expect(said).toContain('WB-AAAA-22  would go, since Thu 12 May 2022: 7 years since its last closing are over.');
    expect(said).toContain('It has 3 facts, 0 drafts, 0 papers and 0 notices.');
    expect(said).toContain('WB-AAAA-33  is on legal hold');
    expect(said).toContain(
      'WB-AAAA-44  names a risk and no date of birth: it stays until a person has opened it again, put in the date of birth, and closed it.',
    );
    expect(said).toContain('Not confirmed by a source of this authority');
    expect(said).toContain('backups of the database');
    expect(said).not.toContain('Canary');
    const [, hash = ''] = /--confirm ([0-9a-f]{16})$/m.exec(said) ?? [];
    await closedCase('WB-AAAA-55');
    const late = await cli('retention', 'delete', '--confirm', hash);
    expect([late.code, late.warned]).toEqual([1, expect.stringContaining('Nothing was deleted.')]);
    const [, again = ''] = /--confirm ([0-9a-f]{16})$/m.exec((await cli('retention', 'preview')).said) ?? [];
    expect(await cli('retention', 'delete', '--confirm', again)).toMatchObject({
      code: 0,
      said: '2 cases were deleted.\n',
    });
    const left = await storage.cases.closed('341', '', 9);
    expect(left.cases.map(({ reference }) => reference).sort()).toEqual(['WB-AAAA-33', 'WB-AAAA-44']);
    expect(left.cases.find(({ id }) => id === held.id)?.facts.at(-1)).toMatchObject({ kind: 'legal-hold-begun' });
  });

  it('leaves a tombstone that the trail shows, and a trail that is whole', async () => {
    const shown = await cli('audit', 'show', 'WB-AAAA-22');
    expect(shown.code).toBe(0);
    expect(shown.said).toContain('ash (Attendance lead) recorded the report of the pupil (facts 1 to 3)');
    expect(shown.said).toMatch(
      /The operator deleted case WB-AAAA-22 for good, .*: 3 facts, .* digest of its facts [0-9a-f]{64}/,
    );
    expect(shown.said).toContain('3 entries on case WB-AAAA-22.');
    expect(await cli('audit', 'verify')).toMatchObject({ code: 0, warned: '' });
    expect(await cli('audit', 'show', 'WB-AAAA-66')).toMatchObject({ code: 1 });
  });

  it('lets a case under a legal hold go once that is ended, which the trail tells', async () => {
    expect((await cli('hold', 'WB-AAAA-33', '--reason', 'Once more')).warned).toContain('under a legal hold already');
    expect(await cli('hold', 'WB-AAAA-33', '--lift', '--reason', 'It is over')).toMatchObject({ code: 0 });
    expect((await cli('hold', 'WB-AAAA-33', '--lift', '--reason', 'It is over')).code).toBe(1);
    const shown = await cli('audit', 'show', 'WB-AAAA-33');
    expect(shown.said).toContain('The operator recorded a legal hold (fact 4: legal-hold-begun.reason)');
    expect(shown.said).toContain('The operator recorded a legal hold (fact 5: legal-hold-ended.reason)');
    expect((await cli('retention', 'preview')).said).toContain('WB-AAAA-33  would go');
    expect(await cli('audit', 'verify')).toMatchObject({ code: 0 });
  });

  it('deletes an unfinished report whose time is over, and says so', async () => {
    await storage.drafts.save({
      ...{ id: 'r1', school: SCHOOL, kind: 'report', caseId: null, item: null, savedBy: 'ash' },
      ...{ savedAt: '2015-04-27T08:00:00.000Z', values: { forename: 'Canary' } },
    });
    const { said } = await cli('retention', 'preview');
    expect(said).toContain('unfinished report r1 of 999001  would go, since Mon 27 July 2015');
    expect(said).not.toContain('Canary');
    const [, hash = ''] = /--confirm ([0-9a-f]{16})$/m.exec(said) ?? [];
    expect(await cli('retention', 'delete', '--confirm', hash)).toMatchObject({
      code: 0,
      said: expect.stringContaining('1 unfinished report deleted too.\n'),
    });
    expect(await storage.drafts.byId('r1')).toBeNull();
    expect(await cli('audit', 'verify')).toMatchObject({ code: 0 });
  });

  it.each([
    [['retention', 'delete'], 'The preview prints the hash.'],
    [['retention', 'preview', '--on', 'today'], 'today is no date.'],
    [['retention', 'preview', 'all'], 'It is written: retention preview'],
    [['hold', 'WB-AAAA-44'], 'It is written: hold REFERENCE --reason TEXT'],
    [['hold', 'nonsense', '--reason', 'x'], 'It is written: hold REFERENCE'],
  ])('%j is not understood', async (args, says) => {
    const { code, warned } = await cli(...args);
    expect([code, warned]).toEqual([2, expect.stringContaining(says)]);
  });

  it('knows which authority, which case and which service manager there is', async () => {
    expect(await cli('retention', 'preview', '--authority', '999')).toMatchObject({ code: 1 });
    expect(await cli('hold', 'WB-AAAA-66', '--reason', 'x')).toMatchObject({ code: 1 });
    const nobody = await cli('hold', 'WB-AAAA-44', '--reason', 'x', '--by', 'nobody');
    expect([nobody.code, nobody.warned]).toEqual([1, expect.stringContaining('word of a service manager')]);
  });
});

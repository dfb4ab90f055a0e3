import { randomUUID } from 'node:crypto';
import { policyPack } from '../../src/domain/policy/policies';
import type { Authority } from '../../src/people/directory';
import { confirmationOf } from '../../src/records/retention/confirmation';
import { deleteDue } from '../../src/records/retention/delete';
import { previewOf } from '../../src/records/retention/preview';
import type { Storage } from '../../src/stores';
import { storagesOfTheOwner, type TestStorage } from '../support/databases';
import { aKeptCase, type KeptCase } from './a-kept-case';
import { fresh } from './cases';

const NOW = '2040-04-27T08:00:00.000Z';

const ADDED: Readonly<Record<string, (storage: Storage, kept: KeptCase) => Promise<unknown>>> = {
  paper: (storage, { theCase: { id } }) =>
    storage.papers.add({
      ...{ id: randomUUID(), caseId: id, kind: 'case-json', fileName: 'x.json', sha256: 'ab' },
      ...{ mediaType: 'application/json', madeBy: 'ash', madeAt: NOW, inFull: true, ofAuthority: false },
      ...{ bytes: Buffer.from('x') },
    }),
  draft: (storage, { theCase: { id, school } }) =>
    storage.drafts.save({
      ...{ id: randomUUID(), school: school, kind: 'check', caseId: id, item: 'S05' },
      ...{ values: { note: 'x' }, savedBy: 'ash', savedAt: NOW },
    }),
};

describe.each(storagesOfTheOwner)('what a preview showed, in %s', (_name, open) => {
  let opened: TestStorage;
  let storage: Storage;
  beforeAll(async () => {
    opened = await open();
    ({ storage } = opened);
  });
  afterAll(() => opened.close());

  test.each(Object.keys(ADDED))('is not deleted with a %s that was made since', async (what) => {
    const authority: Authority = {
      ...{ code: fresh('authority'), name: 'An authority', policy: 'liverpool', urgentContacts: [] },
      panelAnchor: '2026-04-27',
    };
    const kept = await aKeptCase(storage, { authority: authority.code });
    const preview = () => previewOf(authority, '2033-04-28', storage, policyPack);
    const seen = await preview();
    await ADDED[what]!(storage, kept);
    expect(confirmationOf([await preview()])).not.toBe(confirmationOf([seen]));
    // Nor by whoever had looked a moment before it was made.
    const done: boolean[] = [];
    for await (const deleted of deleteDue(seen, NOW, storage)) done.push(deleted.done);
    expect([done, (await storage.cases.byId(kept.theCase.id)) !== null]).toEqual([[false], true]);
  });
});

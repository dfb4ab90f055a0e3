import { randomUUID } from 'node:crypto';
import { keysOf } from '../../src/casework/record';
import type { Draft } from '../../src/casework/draft-store';
import type { Case } from '../../src/domain/case/case';
import type { FactBody } from '../../src/domain/case/fact';
import { policyPack } from '../../src/domain/policy/policies';
import { memoryStorage } from '../../src/memory-storage';
import { subjectAccessData } from '../../src/records/subject-access/data';
import { findChild } from '../../src/records/subject-access/find-child';
import { subjectAccess } from '../../src/records/subject-access/subject-access';
import type { Storage } from '../../src/stores';
import { anAuthority, OTHER_SCHOOL, SCHOOL, type Staff } from '../builders/authority';
import { aPupil, History } from '../builders/case';

const NOW = '2026-06-12T09:00:00.000Z';
const UPN = aPupil().upn!;
const OTHER_UPN = 'H801200001001';

let storage: Storage;
let people: Staff;
beforeEach(async () => {
  storage = memoryStorage();
  people = await anAuthority(storage);
});

async function kept(...said: readonly FactBody[]): Promise<Case> {
  const { facts } = new History().at('2026-04-27', '08:40', { kind: 'opened', way: 'missing' }, ...said);
  const theCase: Case = {
    ...{ id: randomUUID(), reference: `WB-${randomUUID().slice(0, 6).toUpperCase()}`, school: SCHOOL },
    ...{ authority: '341', policy: 'liverpool', openedAt: facts[0]!.recordedAt, version: facts.length, facts },
  };
  await storage.cases.open(theCase, keysOf(theCase), null);
  return theCase;
}
const described = (over: Parameters<typeof aPupil>[0] = {}): FactBody => ({
  kind: 'pupil-described',
  pupil: aPupil(over),
});

async function unfinished(values: Record<string, string>, over: Partial<Draft> = {}): Promise<string> {
  const draft: Draft = {
    ...{ id: randomUUID(), school: OTHER_SCHOOL, kind: 'report', caseId: null, item: null, savedBy: people.lead.id },
    ...{ savedAt: NOW, values, ...over },
  };
  await storage.drafts.save(draft);
  return draft.id;
}
const reports = async (asked: Parameters<typeof findChild>[0]) =>
  (await findChild(asked, storage)).unfinished.map(({ id }) => id);
const cases = async (asked: Parameters<typeof findChild>[0]) =>
  Object.fromEntries((await findChild(asked, storage)).cases.map(({ theCase, by }) => [theCase.id, by]));

const { forename, surname, dateOfBirth } = aPupil();
const BY_NAME = { forename: forename.toUpperCase(), surname, dateOfBirth: dateOfBirth! };

test('an unfinished report is found by the UPN as it was typed, also where there is no case', async () => {
  const id = await unfinished({ upn: UPN.toLowerCase() });
  await unfinished({ upn: OTHER_UPN });
  expect(await findChild({ upn: UPN }, storage)).toMatchObject({ cases: [], unfinished: [{ id }] });
});

test('an unfinished report is found from a case by name with date of birth, and one that has no more by the name', async () => {
  const theCase = await kept(described());
  const byName = await unfinished(BY_NAME);
  const bare = await unfinished({ forename, surname });
  await unfinished({ ...BY_NAME, dateOfBirth: '2001-01-01' });
  await unfinished({ forename });
  expect((await reports({ theCase })).sort()).toEqual([bare, byName].sort());
});

test('a report after whose first page the alert went out leads to the case that it opened, and is told with it', async () => {
  const opened = await kept();
  await unfinished({ upn: UPN }, { id: opened.id });
  expect(await cases({ upn: UPN })).toEqual({ [opened.id]: 'an unfinished report that names the child' });
  expect(await reports({ upn: UPN })).toEqual([]);
});

test('a child is found by a UPN, or a name, that stood on record and was corrected since', async () => {
  const corrected = await kept(described({ upn: OTHER_UPN }), described());
  const alsoTold = await kept(described({ upn: null, forename: 'Elsewhere' }), {
    ...{ kind: 'also-told', pupil: { upn: OTHER_UPN }, absence: null },
  });
  const misspelt = await kept(described({ upn: null, surname: 'Misspelt' }), described({ upn: null }));
  const since = 'a UPN, or a name with date of birth, that was corrected since';
  expect(await cases({ upn: OTHER_UPN })).toMatchObject({ [corrected.id]: since, [alsoTold.id]: since });
  const asMisspelt = await kept(described({ upn: null, surname: 'Misspelt' }));
  expect(await cases({ theCase: asMisspelt })).toMatchObject({ [misspelt.id]: since });
});

test('what came with the case of another child, parted since, leads to nothing of that child', async () => {
  const moved = { caseId: 'other', recordedAt: NOW, recordedBy: people.lead.id } as const;
  const { facts, ...theCase } = await kept(described({ upn: OTHER_UPN }), described(), {
    ...{ kind: 'parted', caseId: 'other', reference: 'WB-AAAA-22' },
  });
  await kept(described({ upn: OTHER_UPN, forename: 'Another' }));
  const asked = { ...theCase, facts: facts.map((fact, at) => (at === 1 ? { ...fact, moved } : fact)) };
  expect(Object.keys(await cases({ theCase: asked }))).toEqual([theCase.id]);
});

test('an unfinished report is given with all that is not the child’s own in marks, and with who saved it', async () => {
  await unfinished({ ...BY_NAME, upn: UPN, parents: 'Canaryparent', lastKnownAddress: 'c/o Canaryaunt' });
  const access = await subjectAccess(await findChild({ upn: UPN }, storage), NOW, storage, policyPack);
  expect(subjectAccessData(access)).toMatchObject({
    unfinishedReports: [
      {
        values: {
          forename: BY_NAME.forename,
          parents: '[third party: Canaryparent]',
          lastKnownAddress: '[may name others: c/o Canaryaunt]',
        },
        savedBy: expect.stringContaining(`[third party: ${people.lead.name}`),
      },
    ],
  });
});

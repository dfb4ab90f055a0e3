import { randomUUID } from 'node:crypto';
import { keysOf } from '../../src/casework/record';
import type { Draft } from '../../src/casework/draft-store';
import type { Case } from '../../src/domain/case/case';
import type { FactBody } from '../../src/domain/case/fact';
import { policyPack } from '../../src/domain/policy/policies';
import { memoryStorage } from '../../src/memory-storage';
import { subjectAccessData } from '../../src/records/subject-access/data';
import { subjectAccessSheet } from '../../src/records/subject-access/sheet';
import { findChild } from '../../src/records/subject-access/find-child';
import { subjectAccess } from '../../src/records/subject-access/subject-access';
import type { Storage } from '../../src/stores';
import { anAuthority, OTHER_SCHOOL, SCHOOL, type Staff } from '../builders/authority';
import { aPupil, History } from '../builders/case';
import { aChange } from '../builders/meetings';

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

describe('where the name alone is known', () => {
  const notBorn = (over = {}) => described({ upn: null, upnUnknown: 'other', dateOfBirth: null, ...over });
  const alone = 'the same name alone, so that this may be another child';

  test('a case is found, and leads to a case, as one that may be of another child', async () => {
    const main = await kept(described());
    const bare = await kept(notBorn({ lastKnownAddress: 'Canaryhome' }));
    expect(await cases({ theCase: main })).toEqual({ [main.id]: 'asked for', [bare.id]: alone });
    expect(await cases({ upn: UPN })).toEqual({ [main.id]: 'the same UPN', [bare.id]: alone });
    expect(await cases({ theCase: bare })).toEqual({ [bare.id]: 'asked for', [main.id]: alone });
    const access = await subjectAccess(await findChild({ theCase: main }, storage), NOW, storage, policyPack);
    const text = JSON.stringify(subjectAccessData(access));
    expect(text).toContain('Canaryhome');
    expect(text.replace(/\[(?:third party|may name others): [^\]]*\]/g, '')).not.toContain('Canaryhome');
  });

  test('it leads no further, to nobody with another UPN, and to a report', async () => {
    const main = await kept(described());
    await kept(notBorn());
    const namesake = await kept(described({ upn: OTHER_UPN, dateOfBirth: '2001-01-01' }));
    expect(await cases({ theCase: main })).not.toHaveProperty(namesake.id);
    const withUpn = await kept(described({ upn: OTHER_UPN, dateOfBirth: null }));
    expect(await cases({ theCase: main })).not.toHaveProperty(withUpn.id);
    const report = await unfinished({ forename, surname });
    expect(await reports({ theCase: await kept(notBorn()) })).toEqual([report]);
  });
});

describe('by another name', () => {
  const other = 'another name of the child, so that this may be another child';
  const former = { upn: null, upnUnknown: 'other', surname: 'Former' } as const;

  test.each<[string, FactBody[], Parameters<typeof aPupil>[0]]>([
    ['a former surname', [described({ otherNames: 'Former' })], former],
    ['a whole name', [described({ otherNames: `formerly ${forename} Former; Jo` })], former],
    ['another forename', [described({ otherNames: 'Jo' })], { ...former, surname, forename: 'JO' }],
    ['what others told', [described(), { kind: 'also-told', pupil: { surname: 'Former' }, absence: null }], former],
    [
      'a former surname, from before a birthday was known',
      [described({ surname: 'Former', dateOfBirth: null }), described()],
      former,
    ],
    [
      'a former surname, where the other has no birthday',
      [described({ otherNames: 'Former' })],
      { ...former, dateOfBirth: null },
    ],
  ])('a child is found, either way round, as one that may be another: %s', async (_what, facts, over) => {
    const now = await kept(...facts);
    const before = await kept(described({ lastKnownAddress: 'Canaryhome', ...over }));
    expect(await cases({ theCase: now })).toEqual({ [now.id]: 'asked for', [before.id]: other });
    expect(await cases({ theCase: before })).toEqual({ [before.id]: 'asked for', [now.id]: other });
    const access = await subjectAccess(await findChild({ theCase: now }, storage), NOW, storage, policyPack);
    const text = JSON.stringify([subjectAccessData(access), subjectAccessSheet(access)]);
    expect(text).toContain('Canaryhome');
    expect(text.replace(/\[(?:third party|may name others): [^\]]*\]/g, '')).not.toContain('Canaryhome');
  });

  test('an unfinished report is found by a name used before, its own or the child’s', async () => {
    const theCase = await kept(described({ otherNames: 'Former' }));
    const before = await unfinished({ forename, surname: 'Former', dateOfBirth: dateOfBirth! });
    const since = await unfinished({ forename, surname: 'Married', otherNames: surname, dateOfBirth: dateOfBirth! });
    await unfinished({ forename, surname: 'Former', dateOfBirth: '2001-01-01' });
    expect((await reports({ theCase })).sort()).toEqual([before, since].sort());
  });

  test('nobody is found who has a permanent UPN of their own, nor anybody with another birthday', async () => {
    const theCase = await kept(described({ otherNames: 'Former' }));
    await kept(described({ surname: 'Former', upn: OTHER_UPN }));
    await kept(described({ ...former, dateOfBirth: '2001-01-01' }));
    expect(Object.keys(await cases({ theCase }))).toEqual([theCase.id]);
  });
});

test.each([
  ['by the whole name', `${forename} ${surname}, born in spring, afraid of the father`, {}],
  ['by the forename, of a child with the same surname', `an older one (18), ${forename.toLowerCase()}`, {}],
  ['by the whole name, of a child with another surname', `${surname}, ${forename}`, { surname: 'Otherwise' }],
])('a case in which the child is named among brothers and sisters %s is pointed at', async (_how, siblings, over) => {
  const main = await kept(described({ siblings: '' }));
  const brother = await kept(
    described({ forename: 'Ash', upn: null, upnUnknown: 'other', dateOfBirth: '2012-01-01', siblings, ...over }),
  );
  await kept(
    described({ forename: 'Kim', surname: 'Elsewhere', upn: null, dateOfBirth: '2012-01-01', siblings: forename }),
  );
  await kept(described({ forename: 'Bo', upn: null, dateOfBirth: '2012-01-01', siblings: `${forename}na` }));
  const access = await subjectAccess(await findChild({ theCase: main }, storage), NOW, storage, policyPack);
  expect(subjectAccessData(access)).toMatchObject({ casesOfOtherChildren: [`[third party: ${brother.reference}]`] });
});

test('a case whose rules are not there any more is left out, which is said, and everything else is given', async () => {
  const main = await kept(described());
  const gone: Case = { ...(await kept(described())), policy: 'gone' };
  const found = await findChild({ theCase: main }, storage);
  const withGone = found.cases.map((one) => (one.theCase.id === gone.id ? { ...one, theCase: gone } : one));
  const access = await subjectAccess({ ...found, cases: withGone }, NOW, storage, policyPack);
  expect(subjectAccessData(access)).toMatchObject({
    cases: [{ reference: main.reference }],
    casesLeftOut: [gone.reference],
  });
  const [, , , says] = subjectAccessSheet(access).parts;
  expect(says).toMatchObject({
    text: expect.stringContaining(`This is not everything: ${gone.reference} is not here`),
  });
});

test('an unfinished report is given with who saved it and who looked', async () => {
  const id = await unfinished({ ...BY_NAME, upn: UPN });
  const looked = { tenant: 't', person: people.officer.id, role: 'tracking-officer', at: NOW, reason: null } as const;
  await storage.audit.add({
    ...{
      authority: '341',
      ...looked,
      action: 'report',
      outcome: 'read',
      cases: [id],
      fields: [],
      from: null,
      to: null,
    },
  });
  const access = await subjectAccess(await findChild({ upn: UPN }, storage), NOW, storage, policyPack);
  const trail = [expect.stringMatching(/\[third party: .*\] \(Pupil tracking officer\) saw the report of the pupil/)];
  expect(subjectAccessData(access)).toMatchObject({ unfinishedReports: [{ trail }] });
  expect(access.marks).toContainEqual(expect.objectContaining({ text: expect.stringContaining(people.officer.name) }));
});

test('why a meeting of the panel was moved is there where it names the child or its case, in a mark, and no other reason', async () => {
  const theCase = await kept(described());
  const reasons = [
    `${forename} ${surname} has a hearing`,
    `after ${theCase.reference.toLowerCase()}`,
    'No room is free',
  ];
  for (const [at, reason] of reasons.entries())
    await storage.panels.change('341', aChange('2026-05-07', { kind: 'cancelled' }, { reason }), at);
  const access = await subjectAccess(await findChild({ theCase }, storage), NOW, storage, policyPack);
  for (const text of [subjectAccessData(access), subjectAccessSheet(access)].map((one) => JSON.stringify(one))) {
    expect(text).toContain(`was added, moved or cancelled: [may name others: ${reasons[0]}]`);
    expect(text).toContain(`[may name others: ${reasons[1]}]`);
    expect(text).not.toContain(reasons[2]);
  }
});

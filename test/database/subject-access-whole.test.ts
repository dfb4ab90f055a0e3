import type { Prisma } from '../../src/generated/prisma/client';
import { policyPack } from '../../src/domain/policy/policies';
import { openStorage } from '../../src/database/prisma-storage';
import { findChild } from '../../src/records/subject-access/find-child';
import { paperFile } from '../../src/records/subject-access/paper-file';
import { subjectAccess } from '../../src/records/subject-access/subject-access';
import { subjectAccessData } from '../../src/records/subject-access/data';
import { subjectAccessSheet } from '../../src/records/subject-access/sheet';
import type { Storage } from '../../src/stores';
import { readFileSync } from 'node:fs';
import { anAuthority, SCHOOL } from '../builders/authority';
import { aKeptCase, type KeptCase } from '../contract/a-kept-case';
import { databases, type TestDatabase } from '../support/databases';
import { FIELD_KEYS } from '../support/field-keys';

type Model = Prisma.ModelName;

/** By what is given of a case one sees that what this table holds of it is there. Texts that stand in no other table. */
const SEEN: Partial<Record<Model, (kept: KeptCase) => string>> = {
  Case: ({ theCase }) => theCase.reference,
  Fact: () => 'Canary Closing',
  Draft: () => 'Canary Draft',
  Notice: () => 'due on ',
  Paper: ({ paper }) => paperFile(paper),
  PaperTicket: ({ paper }) => `A link to ${paperFile(paper)} for `,
  PanelAgendaItem: () => 'Panel of Thu 7 May 2026, closed on ',
  GivenAnswer: () => 'Canary Answer',
  OneUploadLine: () => 'Canary Upload',
  AuditEntry: () => 'the report of the pupil',
};

/** What says no more of the child than what is given, and why. */
const SAYS_NO_MORE: Partial<Record<Model, string>> = {
  RegisterSpan: 'an index that is reckoned from the facts, which are given',
  DataKey: 'a key, and no word',
  NoticeStep: 'told with its notice: stepsInWords',
  TeamsCall: 'the tries of a notice, by ids; what came of them is told with it',
};

/** Names of columns by which a row is of a case, or of what is of one. */
const OF_A_CASE = /^\s+(caseId|cases|subject|owner|paperId|noticeId|answer)\s/;

/** As the schema has them: a model of which a line points at a case, or that is one. */
function modelsOfACase(): Model[] {
  const schema = readFileSync('prisma/schema.prisma', 'utf8');
  const models = [...schema.matchAll(/^model (\w+) \{\n([\s\S]*?)^\}/gm)];
  return models.flatMap(([, name, body]) =>
    name === 'Case' || body!.split('\n').some((line) => OF_A_CASE.test(line)) ? [name as Model] : [],
  );
}

test('of every table that can be of a case it is said how a subject access request comes by it', () => {
  expect(modelsOfACase().sort()).toEqual([...Object.keys(SEEN), ...Object.keys(SAYS_NO_MORE)].sort());
});

describe.each(databases)('what is held on a child in %s', (_name, open) => {
  let database: TestDatabase;
  let storage: Storage;
  beforeAll(async () => {
    database = await open(FIELD_KEYS);
    storage = openStorage(database);
    await anAuthority(storage);
  }, 120_000);
  afterAll(() => database.close());

  test('is given from every table', async () => {
    const kept = await aKeptCase(storage, { authority: '341', school: SCHOOL });
    const access = await subjectAccess(
      await findChild({ theCase: kept.theCase }, storage),
      '2026-05-05T07:30:00.000Z',
      storage,
      policyPack,
    );
    const [data, sheet] = [subjectAccessData(access), subjectAccessSheet(access)].map((one) => JSON.stringify(one));
    for (const [model, needle] of Object.entries(SEEN)) {
      expect({ model, data: data!.includes(needle(kept)) }).toEqual({ model, data: true });
      expect({ model, sheet: sheet!.includes(needle(kept)) }).toEqual({ model, sheet: true });
    }
    expect(data).toMatch(/\[may name others: [^\]]*: Canary Answer/);
  }, 60_000);
});

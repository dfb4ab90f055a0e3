import type { Draft } from '../../src/casework/draft-store';
import { storages, type TestStorage } from '../support/databases';
import { fresh } from './cases';

describe.each(storages)('unfinished reports in %s', (_name, open) => {
  let opened: TestStorage;
  beforeAll(async () => {
    opened = await open();
  });
  afterAll(() => opened.close());

  test('of every school and authority come as they were typed, the oldest first, and no other draft', async () => {
    const { drafts } = opened.storage;
    const at = (savedAt: Draft['savedAt'], over: Partial<Draft> = {}): Draft => ({
      ...{ id: fresh('draft'), school: fresh('school'), kind: 'report', caseId: null, item: null },
      ...{ values: { forename: 'Rowan', note: 'two\nlines' }, savedBy: 'ash', savedAt, ...over },
    });
    const newer = at('2026-04-28T08:00:00.000Z');
    const older = at('2026-04-27T08:00:00.000Z');
    const check = at('2026-04-27T09:00:00.000Z', { kind: 'check', caseId: fresh('case'), item: 'S04' });
    for (const one of [newer, older, check]) await drafts.save(one);
    const own = new Set([newer, older, check].map(({ id }) => id));
    expect((await drafts.everyReport()).filter(({ id }) => own.has(id))).toEqual([older, newer]);
  });
});

import { casesTogether } from '../../src/casework/cases-together';
import type { CaseStore } from '../../src/casework/case-store';
import { memoryStorage } from '../../src/memory-storage';
import { aCase, fact, keys } from '../contract/cases';

/** A store that tells which cases were opened in it. */
function opening(cases: CaseStore) {
  const opened: string[] = [];
  const watched = {
    byId: (id: string) => cases.byId(id),
    versionsOf: (ids: readonly string[]) => cases.versionsOf(ids),
    byIds: (ids: readonly string[]) => {
      opened.push(...ids);
      return cases.byIds(ids);
    },
  };
  return { watched, opened };
}

const given = async () => {
  const { cases } = memoryStorage();
  const theCase = aCase();
  await cases.open(theCase, keys(), null);
  const { watched, opened } = opening(cases);
  return { cases, theCase, opened, caseOf: casesTogether(watched) };
};

afterEach(() => void jest.useRealTimers());

test('a case is opened once for all who ask while nothing is added to it, and anew once something is', async () => {
  const { cases, theCase, opened, caseOf } = await given();
  expect(await Promise.all([caseOf(theCase.id), caseOf(theCase.id)])).toEqual([theCase, theCase]);
  expect(await caseOf(theCase.id)).toEqual(theCase);
  expect(opened).toEqual([theCase.id]);
  const added = fact();
  await cases.append(theCase.id, theCase.version, [added], keys(), null);
  const now = { ...theCase, version: theCase.version + 1, facts: [...theCase.facts, added] };
  expect(await caseOf(theCase.id)).toEqual(now);
  expect(opened).toEqual([theCase.id, theCase.id]);
});

test('nothing of it is kept in memory after five seconds', async () => {
  jest.useFakeTimers({ doNotFake: ['setImmediate', 'performance'] });
  const { theCase, opened, caseOf } = await given();
  await caseOf(theCase.id);
  jest.advanceTimersByTime(4_999);
  await caseOf(theCase.id);
  expect(opened).toHaveLength(1);
  jest.advanceTimersByTime(1);
  await caseOf(theCase.id);
  expect(opened).toHaveLength(2);
});

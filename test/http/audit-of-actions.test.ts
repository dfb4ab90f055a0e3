import { ACTIONS, type Action } from '../../src/domain/access/table';
import { trailOf } from '../support/trail';
import { beginningsIn } from './audit-of-actions/begins';
import { besideCases } from './audit-of-actions/beside';
import { endsIn } from './audit-of-actions/ends';
import { looksIn } from './audit-of-actions/looks';
import { aSetting, type Setting, type Ways } from './audit-of-actions/setting';
import { workIn } from './audit-of-actions/work';

let setting: Setting;
let ways: Ways;
beforeAll(async () => {
  setting = await aSetting();
  ways = allWays();
});
afterAll(() => setting.close());

/** An action that nobody has shown to leave an entry does not compile. */
const allWays = (): Ways => ({
  ...looksIn(setting),
  ...besideCases(setting),
  ...beginningsIn(setting),
  ...workIn(setting),
  ...endsIn(setting),
});

/** On the twentieth day of the old case, one after the other. */
const LATER: readonly Action[] = ['snooze', 'sign-for-school', 'sign-for-authority', 'move-policy', 'move-clock'];

const HASH = /^[0-9a-f]{64}$/;

test.each([...ACTIONS.filter((action) => !LATER.includes(action)), ...LATER])('%s', async (action) => {
  const { house } = setting;
  if (action === LATER[0]) await house.at('2026-06-01', '09:00');
  const { by, leaves, does } = ways[action];
  const person = house.people[by];
  const before = (await trailOf(house.storage, person.authority)).length;
  const began = house.clock.now();
  const theCase = await does();
  const left = (await trailOf(house.storage, person.authority)).slice(before);
  const theirs = left.filter((one) => one.action === action && one.person === person.id);
  const entry = theirs.findLast(
    ({ outcome, cases }) =>
      outcome === (leaves === 'look' ? 'read' : 'done') && (theCase === null || cases.includes(theCase.id)),
  );
  expect(entry).toMatchObject({
    ...{ tenant: person.tenantId, role: person.roles[0], reason: null },
    cases: theCase ? expect.arrayContaining([theCase.id]) : [],
  });
  expect(entry!.at >= began && entry!.at <= house.clock.now()).toBe(true);
  const { from, to, before: digestBefore, after, fields } = entry!;
  if (leaves !== 'facts') return expect([from, to, digestBefore, after]).toEqual([null, null, null, null]);
  expect(to!).toBeGreaterThan(from!);
  expect(fields.length).toBeGreaterThan(0);
  expect([digestBefore, after]).toEqual([expect.stringMatching(HASH), expect.stringMatching(HASH)]);
  expect(after).not.toBe(digestBefore);
});

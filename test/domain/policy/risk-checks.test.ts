import liverpool from '../../../src/domain/policy/packs/liverpool.json';
import { loadPolicy } from '../../../src/domain/policy/policies';

const withKept = (over: object) => ({
  ...structuredClone(liverpool),
  retention: { ...liverpool.retention, safeguarding: { ...liverpool.retention.safeguarding, ...over } },
});

const withoutUnfinished = { ...liverpool, retention: { ...liverpool.retention, unfinished: undefined } };

test.each([
  [{ procedures: ['pirates'] }, 'retention.safeguarding.procedures[0]: There is no other procedure pirates.'],
  [{ routes: ['police', 'pigeon'] }, 'retention.safeguarding.routes[1]: There is no route pigeon.'],
])('what keeps a case longer has to be there: %j', (over, says) => {
  expect(() => loadPolicy(withKept(over))).toThrow(says);
});

test('a pack has to say how long an unfinished report is kept', () => {
  expect(() => loadPolicy(withoutUnfinished)).toThrow('retention.unfinished');
});

test('a pack has to say what keeps a case longer', () => {
  expect(() => loadPolicy(withKept({ procedures: undefined }))).toThrow('retention.safeguarding.procedures');
});

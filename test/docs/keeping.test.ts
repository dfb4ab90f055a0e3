import { policyPack } from '../../src/domain/policy/policies';
import { read } from './named-tests';

const text = read('docs/keeping.md');

test('its figures are those of the pack, and it says that nobody has confirmed them', () => {
  const { closing, safeguarding, unfinished } = policyPack('liverpool').retention;
  expect(text).toContain(`(Liverpool: ${closing.years})`);
  expect(text).toContain(`(Liverpool: the ${safeguarding.birthday}th)`);
  expect(text).toContain(`(Liverpool: ${unfinished.days})`);
  expect([closing, safeguarding, unfinished].map(({ verified }) => verified)).toEqual([false, false, false]);
  expect(text).toContain('no source of the authority confirms them');
});

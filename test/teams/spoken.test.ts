import { spoken } from '../../src/teams/spoken';

test.each([
  ['<at>Whereabouts</at> my cases', 'my cases'],
  ['  “register”. ', 'register'],
  ['case&nbsp;WB-7K3M-2Q!', 'case WB-7K3M-2Q'],
])('%s means %s', (typed, meant) => {
  expect(spoken(typed)).toBe(meant);
});

test.each([
  ['signs', `a${'!'.repeat(29_998)}a`],
  ['pictures', `a${'😀'.repeat(14_999)}a`],
  ['mentions that do not end', '<at>'.repeat(7_500)],
  ['tags that do not end', '<a'.repeat(15_000)],
])('the longest message that there is holds nobody up: %s', (_name, text) => {
  const began = performance.now();
  spoken(text);
  // Looked through from every one of its signs it takes seconds.
  expect(performance.now() - began).toBeLessThan(1_000);
});

import type { Fact, FactBody } from '../../../src/domain/case/fact';
import type { Instant } from '../../../src/domain/calendar/date';
import { toldAlready } from '../../../src/domain/case/told-already';

const at = (seconds: number): Instant => new Date(Date.UTC(2026, 3, 27, 8, 0, seconds)).toISOString() as Instant;
const fact = (body: FactBody, by = 'officer', seconds = 0): Fact => ({
  ...body,
  id: `${seconds}`,
  recordedAt: at(seconds),
  recordedBy: by,
});
const held: FactBody = { kind: 'held', until: '2026-04-30', reason: 'A letter is out' };
const lifted: FactBody = { kind: 'hold-lifted', reason: 'It came back' };
const asked = (text: string): FactBody => ({ kind: 'question-asked', question: { text, due: '2026-05-06' } });
const chased: FactBody = { kind: 'enquiry-chased', enquiry: 'council-tax', on: '2026-04-27', note: '' };
const skipped: FactBody = { kind: 'check-skipped', item: 'D1', reason: 'No telephone' };

test('the same by the same person a moment ago is told already, in whatever order its parts come back', () => {
  expect(toldAlready([fact(held)], [held], 'officer', at(0))).toBe(true);
  expect(toldAlready([fact(held)], [held], 'officer', at(120))).toBe(true);
  const turned: FactBody = { kind: 'question-asked', question: { due: '2026-05-06', text: 'Who?' } };
  expect(toldAlready([fact(asked('Who?'))], [turned], 'officer', at(1))).toBe(true);
});

test('by somebody else, later, or in other words it is news', () => {
  expect(toldAlready([], [held], 'officer', at(0))).toBe(false);
  expect(toldAlready([fact(held)], [held], 'manager', at(0))).toBe(false);
  expect(toldAlready([fact(held)], [held], 'officer', at(121))).toBe(false);
  expect(toldAlready([fact(held)], [{ ...held, reason: 'Another' }], 'officer', at(0))).toBe(false);
});

test('what was told together is told already as a whole, or not at all', () => {
  const both = [fact(asked('Who?')), fact(asked('Where?'))];
  expect(toldAlready(both, [asked('Who?'), asked('Where?')], 'officer', at(1))).toBe(true);
  expect(toldAlready(both, [asked('Who?')], 'officer', at(1))).toBe(false);
  expect(toldAlready(both, [asked('Where?'), asked('Who?')], 'officer', at(1))).toBe(false);
});

test('once anything else has been recorded, by whomever, the same words say something new', () => {
  for (const by of ['officer', 'manager'])
    expect(toldAlready([fact(held), fact(lifted, by)], [held], 'officer', at(1))).toBe(false);
});

test('a second try is a try of its own, unless it comes faster than anybody can type', () => {
  expect(toldAlready([fact(chased)], [chased], 'officer', at(1))).toBe(true);
  expect(toldAlready([fact(chased)], [chased], 'officer', at(11))).toBe(false);
});

test('a check told once more is meant: its page had shown what stood', () => {
  expect(toldAlready([fact(skipped)], [skipped], 'officer', at(0))).toBe(false);
});

import { broken, figuresOf } from '../../src/bench/delivery/figures';
import { createTally } from '../../src/bench/tally';
import type { Arrival } from '../../src/bench/teams-connector/arrivals';

const ALERT = 'b4c5a2d6-0000-4000-8000-000000000001';

const CHAT = 'a:chat';
const OF_A_COLLEAGUE = 'a:colleague';
const ELSEWHERE = 'a:elsewhere';
const TENANTS = { [CHAT]: 'here', [OF_A_COLLEAGUE]: 'here', [ELSEWHERE]: 'there' };

const arrival = (kind: Arrival['kind'], at: number, conversationId = CHAT, found: Arrival['found'] = {}): Arrival => ({
  ...{ at, kind, conversationId, activityId: `m${at}`, accepted: true, answer: 200, met: 'nothing', found },
});
const refused = (one: Arrival): Arrival => ({ ...one, activityId: null, accepted: false, answer: 429, met: 'limit' });
const ALERTED = { alert: [ALERT] };

function promisesAfter(...arrivals: readonly Arrival[]) {
  const tally = createTally();
  tally.take([...arrivals, arrival('send', 90_000, CHAT, ALERTED)]);
  const crowd = { notices: [ALERT], urgent: new Set<string>(), tenants: TENANTS, people: [], recipients: new Map() };
  const result = {
    crowd,
    tally,
    passings: {},
    spared: new Set<string>(),
    toldInstead: new Map(),
    tokens: 0,
    states: {},
  };
  const figures = figuresOf(result, 2);
  const { passedByAnswers, passedByOutbox } = figures;
  return { passedByAnswers, passedByOutbox, broken: broken(figures) };
}

describe('a published limit that was passed', () => {
  test('by an answer to somebody, which never waits, breaks no promise', () => {
    const passed = refused(arrival('send', 60_000));
    expect(promisesAfter(passed)).toEqual({ passedByAnswers: 1, passedByOutbox: 0, broken: [] });
  });

  const OF_THE_OUTBOX: [string, Arrival][] = [
    ['an alert', refused(arrival('send', 60_000, CHAT, ALERTED))],
    ['an edit', refused(arrival('edit', 60_000))],
  ];
  describe.each(OF_THE_OUTBOX)('by the outbox, with %s', (_what, passed) => {
    const BROKEN = {
      ...{ passedByAnswers: 0, passedByOutbox: 1 },
      broken: ['a published limit was passed by the outbox 1 times'],
    };
    test('breaks one', () => expect(promisesAfter(passed)).toEqual(BROKEN));

    test.each([
      ['in the same chat, half a minute before', 30_000, CHAT],
      ['to a colleague, a second before', 59_000, OF_A_COLLEAGUE],
    ])('does not, where an answer took its place: %s', (_when, at, chat) => {
      expect(promisesAfter(arrival('send', at, chat), passed)).toMatchObject({ passedByOutbox: 1, broken: [] });
    });

    test.each([
      ['too long ago in the same chat', 29_999, CHAT],
      ['too long ago to a colleague', 58_999, OF_A_COLLEAGUE],
      ['in another tenant', 60_000, ELSEWHERE],
      ['only afterwards', 60_001, CHAT],
    ])('does where the answer was written %s', (_when, at, chat) => {
      expect(promisesAfter(arrival('send', at, chat), passed)).toEqual(BROKEN);
    });
  });
});

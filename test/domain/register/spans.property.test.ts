import fc from 'fast-check';
import { addDays, isWeekend, type LocalDate } from '../../../src/domain/calendar/date';
import { isSchoolDay } from '../../../src/domain/calendar/school-days';
import { policyPack, policyPackIds } from '../../../src/domain/policy/policies';
import { registerOn } from '../../../src/domain/register/register';
import { spanOn, spansOf } from '../../../src/domain/register/spans';
import { mark, reported } from '../../builders/case';
import { liverpool } from '../calendar/liverpool';
import { asCase, FIRST, stories } from './stories';

const calendarOf = () => liverpool;
const isFree = (day: LocalDate) => isWeekend(day) || isSchoolDay(liverpool, day) !== 'yes';
/** Past the end of term, where the calendar says nothing any more. */
const DAYS = Array.from({ length: 110 }, (_, n) => addDays(FIRST, n - 2));

describe.each(policyPackIds())('the index of the register under %s', (pack) => {
  const policy = policyPack(pack);

  function expectSame(one: ReturnType<typeof asCase>) {
    const spans = spansOf(one, liverpool, policyPack);
    const days = DAYS.map((day) => ({ day, ...registerOn([one], calendarOf, policyPack, day) }));
    if (spans === null) return expect(days.some(({ unread }) => unread.length > 0)).toBe(true);
    for (const { day, lines, unread } of days) {
      const [line] = lines;
      const span = spanOn(spans, day);
      expect([unread.length, day, span && [span.reason, span.since, span.risk, span.highRisk]]).toEqual([
        0,
        day,
        line ? [line.reason, line.since, line.risk, line.highRisk] : null,
      ]);
    }
    const says = spans.map(({ from: _from, to: _to, ...rest }) => JSON.stringify(rest));
    const isOneOfTwo = (at: number) => spans[at]!.to === spans[at + 1]!.from && says[at] === says[at + 1];
    return expect(says.slice(1).some((_, at) => isOneOfTwo(at))).toBe(false);
  }

  test('says of every day what the facts say, and holds one entry for as long as nothing changes', () => {
    fc.assert(
      fc.property(stories(policy, isFree), fc.nat(5), (story, at) => expectSame(asCase(story, at, policy))),
      { numRuns: 60 },
    );
  });

  test('also where the register speaks of days to come, and of days off', () => {
    const told = fc.record({
      code: fc.constantFrom('/', 'N', 'I', 'O'),
      from: fc.nat(20),
      length: fc.option(fc.nat(12)),
      gap: fc.nat(6),
    });
    fc.assert(
      fc.property(fc.array(told, { maxLength: 5 }), (all) => {
        const history = reported();
        let on: LocalDate = '2026-04-28';
        for (const { code, from, length, gap } of all) {
          on = addDays(on, gap);
          const begins = addDays(on, from - 8);
          history.at(on, '10:00', mark(code, begins, length === null ? null : addDays(begins, length)));
        }
        const { facts } = history;
        const head = { id: 'one', reference: 'WB-AAAA-22', school: '999001', authority: '999', policy: pack };
        expectSame({ ...head, openedAt: facts[0]!.recordedAt, version: facts.length, facts });
      }),
      { numRuns: 80 },
    );
  });
});

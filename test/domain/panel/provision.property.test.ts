import fc from 'fast-check';
import { BANK_HOLIDAYS } from '../../../src/domain/calendar/bank-holidays';
import { addDays, isWeekend, type LocalDate } from '../../../src/domain/calendar/date';
import { isSchoolDay } from '../../../src/domain/calendar/school-days';
import { asItStoodOn } from '../../../src/domain/case/as-it-stood';
import { assess } from '../../../src/domain/case/assess';
import { rulesNow } from '../../../src/domain/case/rules';
import { belongs } from '../../../src/domain/panel/agenda-case';
import { askedOfPanel } from '../../../src/domain/panel/asked';
import { meetingOn } from '../../../src/domain/panel/cycle';
import { policyPack, policyPackIds } from '../../../src/domain/policy/policies';
import { standingOn } from '../../../src/domain/register/standing';
import { liverpool } from '../calendar/liverpool';
import { asCase, FIRST, stories } from '../register/stories';

const isFree = (day: LocalDate) => isWeekend(day) || isSchoolDay(liverpool, day) !== 'yes';

describe.each(policyPackIds())('of a child on no roll, by the rules of %s', (pack) => {
  const policy = policyPack(pack);
  const cycle = { anchor: '2026-04-23', rules: policy.panel, bankHolidays: BANK_HOLIDAYS.days } as const;
  const previous = meetingOn(cycle, '2026-04-23');
  const days = fc.integer({ min: 0, max: 45 }).map((n) => addDays(FIRST, n));

  test('the panel is asked whether it can be closed where it is off the register, and for a place where that says so', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(stories(policy, isFree), days, (story, day) => {
        const then = asItStoodOn(asCase(story, 1, policy), day);
        if (!then || rulesNow(then) !== policy.id) return;
        const assessment = assess(then.facts, liverpool, policy, day);
        if (!assessment.open || assessment.onRoll || assessment.died || !assessment.dfe.ours) return;
        const { id, version, reference, openedAt } = then;
        const one = { id, version, reference, openedAt, assessment, closedAt: null };
        const standing = standingOn(then.facts, liverpool, policy, day);
        expect(belongs(one, 'closures', policy, previous)).toBe(standing === null);
        expect(askedOfPanel(one, 'closures') === 'may-close').toBe(standing === null);
        const waits = standing?.reason === 'no-place' || standing?.reason === 'appeal';
        if (waits) expect(askedOfPanel(one, 'long-stayers')).toBe('place');
        if (standing?.reason === 'not-located') expect(askedOfPanel(one, 'long-stayers')).not.toBe('place');
        const isLong = belongs(one, 'past-the-floor', policy, previous);
        if (isLong) expect(standing).not.toBeNull();
        if (standing?.since === null && assessment.offRoll?.out === null) expect(isLong).toBe(true);
        seen.add(standing?.reason ?? 'off the register');
      }),
      // Two in a thousand are off the register.
      { numRuns: 6000 },
    );
    expect([...seen].sort()).toEqual(
      ['appeal', 'home-education', 'new-to-city', 'no-place', 'not-located', 'off the register'].sort(),
    );
  });
});

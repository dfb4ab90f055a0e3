import fc from 'fast-check';
import { keysOf } from '../../src/casework/record';
import { addDays, isWeekend, type LocalDate } from '../../src/domain/calendar/date';
import { isSchoolDay } from '../../src/domain/calendar/school-days';
import { policyPack } from '../../src/domain/policy/policies';
import { REGISTER_REASONS } from '../../src/domain/policy/register-policy';
import { NO_SCHOOL, REGISTER_ORDERS, REGISTER_RISKS } from '../../src/domain/register/order';
import type { RegisterRow } from '../../src/domain/register/row';
import { createRegister } from '../../src/panel/create-register';
import { aWorld } from '../casework/world';
import { liverpool } from '../domain/calendar/liverpool';
import { asCase, FIRST, stories } from '../domain/register/stories';

const policy = policyPack('liverpool');
const isFree = (day: LocalDate) => isWeekend(day) || isSchoolDay(liverpool, day) !== 'yes';

test('a page is the same from the facts and from the index, in every order, and every child stands on one page', async () => {
  const wishes = fc.record({
    on: fc.integer({ min: 0, max: 45 }).map((n) => addDays(FIRST, n)),
    by: fc.constantFrom(...REGISTER_ORDERS),
    reason: fc.option(fc.constantFrom(...REGISTER_REASONS), { freq: 1 }),
    risk: fc.option(fc.constantFrom(...REGISTER_RISKS), { freq: 1 }),
    school: fc.option(fc.constantFrom(NO_SCHOOL, '999001', '999002'), { freq: 1 }),
  });
  let rowsSeen = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(stories(policy, isFree), { minLength: 3, maxLength: 8 }),
      fc.array(wishes, { minLength: 1, maxLength: 4 }),
      async (all, looks) => {
        const { storage, deps, people, at } = await aWorld();
        at('2026-06-30', '09:00');
        for (const [n, story] of all.entries()) {
          const one = asCase(story, n, policy);
          const school = one.school && (n % 2 === 0 ? people.lead.school : people.otherLead.school);
          await storage.cases.open({ ...one, school }, keysOf(one), null);
        }
        const register = createRegister(deps);
        const read = () =>
          Promise.all(
            looks.map(async (look) => {
              const rows: RegisterRow[] = [];
              for (let from = 0; ; from += 2) {
                const page = await register.look(people.officer, look, from, 2);
                rows.push(...page.rows);
                if (from + 2 >= page.total) return { ...page, rows, from: 0 };
              }
            }),
          );
        const byFacts = await read();
        await register.reckon();
        const byIndex = await read();
        expect(byIndex).toEqual(byFacts);
        for (const { rows, total } of byIndex) {
          expect(new Set(rows.map(({ reference }) => reference)).size).toBe(total);
          expect(rows).toHaveLength(total);
          rowsSeen += rows.length;
        }
      },
    ),
    { numRuns: 40 },
  );
  expect(rowsSeen).toBeGreaterThan(20);
});

import fc from 'fast-check';
import { keysOf } from '../../src/casework/record';
import { addDays, isWeekend, type LocalDate } from '../../src/domain/calendar/date';
import { isSchoolDay } from '../../src/domain/calendar/school-days';
import { isInError } from '../../src/domain/census/in-error';
import { countedWithin } from '../../src/domain/census/school-year';
import { policyPack } from '../../src/domain/policy/policies';
import { createCensus } from '../../src/panel/create-census';
import { createRegister } from '../../src/panel/create-register';
import { aWorld } from '../casework/world';
import { liverpool } from '../domain/calendar/liverpool';
import { asCase, FIRST, stories } from '../domain/register/stories';

const policy = policyPack('liverpool');
const isFree = (day: LocalDate) => isWeekend(day) || isSchoolDay(liverpool, day) !== 'yes';

test('every figure is the same from the facts and from the index of the register, on any day', async () => {
  const seen = new Set<string>();
  let inError = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(stories(policy, isFree), { minLength: 3, maxLength: 8 }),
      fc.array(
        fc.integer({ min: 0, max: 45 }).map((n) => addDays(FIRST, n)),
        { minLength: 1, maxLength: 3 },
      ),
      async (all, days) => {
        const { storage, deps, people, at } = await aWorld();
        at('2026-06-30', '09:00');
        const cases = all.map((story, n) => {
          const one = asCase(story, n, policy);
          return { ...one, school: one.school && (n % 2 === 0 ? people.lead.school : people.otherLead.school) };
        });
        for (const one of cases) await storage.cases.open(one, keysOf(one), null);
        const census = createCensus(deps);
        const read = () =>
          Promise.all(
            days.map(async (day) => ({
              ...(await census.look(people.officer, day)),
              behind: await census.behindAll(people.officer, day),
            })),
          );
        const byFacts = await read();
        await createRegister(deps).reckon();
        const byIndex = await read();
        expect(byIndex).toEqual(byFacts);
        for (const { on, figures, atSomeTime, behind } of byIndex) {
          const within = { from: '2025-09-01', to: on } as const;
          const { children } = countedWithin(cases, () => liverpool, policyPack, within, on);
          expect(atSomeTime.map(({ count }) => count)).toEqual([String(children.length), '0']);
          expect(behind.years.map((year) => year.children)).toEqual([children, []]);
          expect(figures[0]!.count).toBe(String(behind.children.length));
          seen.add(figures[0]!.count);
          if (cases.some((one) => isInError(one, policyPack, on))) inError += 1;
        }
      },
    ),
    { numRuns: 40 },
  );
  expect(seen.size).toBeGreaterThan(1);
  expect(inError).toBeGreaterThan(0);
});

import { WHOLE_REGISTER } from '../../src/domain/register/order';
import { createRegister } from '../../src/panel/create-register';
import { withNextYear } from '../builders/policies';
import { mark } from '../builders/case';
import { aWorld } from '../casework/world';

const WHOLE = { ...WHOLE_REGISTER, on: null };

describe('the index of the register', () => {
  test('is reckoned once, and anew when something was recorded, or the rules have changed', async () => {
    const { deps, report, casework, people } = await aWorld();
    const register = createRegister(deps);
    const { reference } = (await report()).case;
    await report({ pupil: { forename: 'Hazel', upn: null, upnUnknown: 'other' } });
    expect([await register.reckon(), await register.reckon()]).toEqual([2, 0]);
    await casework.markAttendance(people.lead, reference, mark('/', '2026-04-27').mark);
    expect(await register.reckon()).toBe(1);
    const { total } = await register.look(people.officer, WHOLE, 0, 10);
    expect(total).toBe(1);
    expect(await createRegister(deps).reckon()).toBe(0);
    expect(await createRegister({ ...deps, policies: withNextYear() }).reckon()).toBe(2);
  });

  test('is reckoned by one at a time, and rests when the bot stops', async () => {
    const { deps, report } = await aWorld();
    const register = createRegister(deps);
    for (let n = 0; n < 12; n += 1) await report({ pupil: { forename: `Child ${'abcdefghijkl'[n]}`, upn: null } });
    expect(await Promise.all([register.reckon(), register.reckon()])).toEqual([12, 12]);
    const { storage } = deps;
    await storage.cases.reckonAnew();
    const begun = register.reckon();
    await register.idle();
    expect(await begun).toBeLessThan(12);
    expect((await begun) + (await register.reckon())).toBe(12);
  });
});

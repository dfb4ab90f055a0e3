import { randomUUID } from 'node:crypto';
import { createRegister } from '../../src/panel/create-register';
import type { RegisterLook } from '../../src/panel/register';
import { MOST_ON_REGISTER, registerCard } from '../../src/teams/views/register';
import { aPupil, anAbsence, atRisk, noRisk } from '../builders/case';
import { aWorld } from '../casework/world';
import type { Sample } from './sample';
import type { Words } from './words';

/** The register with nobody on it, full, on its last page, of a day gone by and with cases that cannot be read. */
export async function registerSamples(words: Words): Promise<Sample[]> {
  const { casework, people, deps, at } = await aWorld();
  const register = createRegister(deps);
  const made: Sample[] = [];
  const add = async (name: string, look: Partial<RegisterLook>, from = 0, unread = 0) => {
    const whole: RegisterLook = { on: null, by: 'days', reason: null, ...look };
    const page = await register.look(people.officer, whole, from, MOST_ON_REGISTER);
    made.push({ name, card: registerCard({ ...page, unread }, whole) });
  };
  await add('register-nobody', {});
  for (let n = 0; n < 12; n += 1) {
    const pupil = aPupil({ forename: words.forename, surname: `${words.surname}${n}`, upn: null, upnUnknown: 'other' });
    const triage = n % 3 === 0 ? atRisk : noRisk;
    const by = n % 2 === 0 ? people.lead : people.otherLead;
    await casework.report(by, { draftId: randomUUID(), triage, pupil, absence: anAbsence() });
  }
  at('2026-05-05', '09:00');
  await add('register', {});
  await add('register-last-page', { by: 'school' }, MOST_ON_REGISTER);
  await add('register-day-gone-by', { on: '2026-04-30', by: 'risk', reason: 'missing' }, 0, 2);
  await add('register-none-of-a-reason', { reason: 'appeal' });
  return made;
}

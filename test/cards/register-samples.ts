import { randomUUID } from 'node:crypto';
import { createRegister } from '../../src/panel/create-register';
import { WHOLE_REGISTER } from '../../src/domain/register/order';
import type { RegisterLook, RegisterPage } from '../../src/panel/register';
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
  const add = async (
    name: string,
    look: Partial<RegisterLook>,
    from = 0,
    unread = 0,
    more: Partial<RegisterPage> = {},
  ) => {
    const whole: RegisterLook = { ...WHOLE_REGISTER, on: null, ...look };
    const page = await register.look(people.officer, whole, from, MOST_ON_REGISTER);
    made.push({ name, card: registerCard({ ...page, unread, ...more }, whole) });
  };
  await add('register-nobody', {});
  const references: string[] = [];
  for (let n = 0; n < 12; n += 1) {
    const pupil = aPupil({ forename: words.forename, surname: `${words.surname}${n}`, upn: null, upnUnknown: 'other' });
    const triage = n % 3 === 0 ? atRisk : noRisk;
    const by = n % 2 === 0 ? people.lead : people.otherLead;
    const { view } = await casework.report(by, { draftId: randomUUID(), triage, pupil, absence: anAbsence() });
    references.push(view.case.reference);
  }
  at('2026-05-05', '09:00');
  await add('register', {});
  at('2026-05-07', '14:00');
  for (const reference of references.slice(0, 10)) {
    const due = { person: null, due: '2026-05-22', meeting: '2026-05-07' } as const;
    for (const decision of ['fair-access', 'close-moved'])
      await casework.panel.decide(people.officer, reference, {
        ...{ decision, owner: 'tracking-officer', ...due, reason: 'Agreed', dissent: '' },
      });
  }
  await add('register-full', { school: people.lead.school }, 0, 1, manySchools(words));
  await add('register-last-page', { by: 'school' }, MOST_ON_REGISTER);
  await add('register-day-gone-by', { on: '2026-04-30', by: 'risk', reason: 'missing' }, 0, 2);
  await add('register-none-of-a-reason', { reason: 'appeal' });
  await add('register-on-agenda', {}, 0, 0, { ofAgenda: true });
  await add('register-none-on-agenda', { reason: 'appeal', on: '2026-04-30' }, 0, 0, { ofAgenda: true });
  return made;
}

/** More schools than a card can offer, each with a name as long as they come. */
function manySchools({ surname }: Words): Pick<RegisterPage, 'schools' | 'bySchool'> {
  const urns = Array.from({ length: 100 }, (_, n) => `9991${String(n).padStart(2, '0')}`);
  return {
    schools: new Map(urns.map((urn) => [urn, `${surname} Church of England Voluntary Aided Primary School ${urn}`])),
    bySchool: urns.map((school, n) => ({ school, children: 1 + (n % 7) })),
  };
}

import type { CaseView } from '../../src/casework/casework';
import { append } from '../../src/casework/record';
import { createPages } from '../../src/teams/pages';
import { shownCase } from '../../src/teams/shown-case';
import type { CardSpec } from '../../src/teams/turn';
import { History } from '../builders/case';
import { typedAt } from '../builders/ends-of-a-pack';
import { everythingDone } from '../builders/everything-done';
import { overdueAlertsOf } from '../builders/of-a-pack';
import { aTurn } from '../builders/turn';
import { aWorld } from '../casework/world';
import { takeOffOn } from '../http/take-off';
import { anAlert } from './an-alert';
import type { Sample } from './sample';
import type { Words } from './words';

/** What is asked for on and on: where things stand after the last milestone, and a return that never went. */
export async function laterSamples(words: Words): Promise<Sample[]> {
  const made: Sample[] = [];
  const add = (name: string, card: CardSpec) => void made.push({ name, card });
  const { casework, people, storage, clock, report, at, deps } = await aWorld();
  const forPages = { casework, storage, clock };
  const turn = (person = people.officer) => aTurn(person, clock.now());
  const pupil = { forename: words.forename, surname: words.surname };
  const overdue = (view: CaseView, item: string, to = people.officer) =>
    anAlert(view, to, ({ id }) => overdueAlertsOf(view.policy, item).includes(id));

  const missing = await report({ pupil });
  const returned = await report({ pupil: { ...pupil, upn: null, upnUnknown: 'other', dateOfBirth: '2015-05-05' } });
  const { reference } = returned.case;
  at('2026-05-18', '10:00');
  const moved = typedAt(returned.policy, 'other-school', '2026-05-18');
  const details = Object.fromEntries(Object.entries(moved).map(([id, said]) => [id.replace('evidence_', ''), said]));
  const located = {
    where: 'other-school',
    on: '2026-05-18',
    by: words.text('The aunt') || '-',
    details,
    note: '',
  } as const;
  await casework.outcomes.locate(people.lead, reference, located, []);
  const confirmed = {
    step: 'found-school-confirms',
    answer: 'confirmed',
    on: '2026-05-18',
    who: 'Office',
    note: '',
  } as const;
  await casework.outcomes.followUp(people.lead, reference, confirmed);
  await takeOffOn('2026-05-18', { casework, people }, reference, 'a');
  at('2026-06-10', '10:00');
  const late = await casework.see(people.officer, reference);
  for (const who of ['officer', 'lead'] as const)
    add(`alert-late-return-${who}`, overdue(late, 'return-attendance', people[who]));
  add('case-late-return', await shownCase(late, turn(people.lead), forPages));

  const done = everythingDone(new History(), missing.policy, '2026-06-10').facts;
  await append(missing.case, done, { person: people.officer, action: 'record-check' }, clock.now(), storage, deps);
  at('2026-07-10', '10:00');
  const still = await casework.see(people.officer, missing.case.reference);
  add('alert-still-missing', overdue(still, 'follow-up'));
  for (const who of ['officer', 'lead'] as const)
    add(`case-still-missing-${who}`, await shownCase(still, turn(people[who]), forPages));
  const page = createPages(forPages).find(({ id }) => id === 'follow-up')!;
  add('page-follow-up-on-roll', await page.show(turn(), { case: still.case.reference }));
  return made;
}

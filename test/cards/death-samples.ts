import { randomUUID } from 'node:crypto';
import { createPages } from '../../src/teams/pages';
import { shownCase } from '../../src/teams/shown-case';
import type { CardSpec, PageArgs } from '../../src/teams/turn';
import { alertView } from '../../src/teams/views/alert';
import { moreCard } from '../../src/teams/views/more';
import { aPupil, anAbsence, atRisk, noRisk } from '../builders/case';
import { aDelivery } from '../builders/delivery';
import { aTurn } from '../builders/turn';
import { anOut, aReferral } from '../builders/ways';
import { aWorld } from '../casework/world';
import type { Sample } from './sample';
import type { Words } from './words';

/** It is told that the child has died, what is left to do, and that it was said in error. */
export async function deathSamples(words: Words): Promise<Sample[]> {
  const made: Sample[] = [];
  const add = (name: string, card: CardSpec) => void made.push({ name, card });
  const { casework, people, storage, clock } = await aWorld();
  const deps = { casework, storage, clock };
  const pages = new Map(createPages(deps).map((one) => [one.id, one]));
  const turn = (person = people.lead) => aTurn(person, clock.now());
  const show = (id: string, args: PageArgs, person = people.lead) => pages.get(id)!.show(turn(person), args);
  const said = (text: string) => words.text(text) || '-';
  const pupil = aPupil({ forename: words.forename, surname: words.surname });
  const { view } = await casework.report(people.lead, {
    ...{ draftId: randomUUID(), triage: atRisk, pupil, absence: anAbsence() },
  });
  const { reference } = view.case;
  add('page-death', await show('death', { case: reference }));
  const by = said('Sgt Lee, Merseyside Police');
  const told = await casework.death.tell(people.lead, reference, { by, known: said('They rang.'), on: '2026-04-27' });
  for (const who of ['lead', 'officer'] as const)
    add(`case-died-${who}`, await shownCase(told, turn(people[who]), deps));
  for (const who of ['head', 'officer'] as const) add(`more-died-${who}`, moreCard(told, people[who]));
  add('page-removal-decide-died', await show('removal-decide', { case: reference, ground: 'k' }, people.head));
  const rule = told.policy.alerts.find(({ trigger }) => trigger.kind === 'death-told')!;
  const alert = { obligation: rule.id, occurrence: told.case.facts.at(-1)!.id, recipient: people.officer.id };
  add('alert-death', alertView(told, aDelivery(alert, clock.now()), { recipient: people.officer }));
  add('page-not-died', await show('not-died', { case: reference }, people.officer));
  const lives = await casework.death.withdraw(people.officer, reference, said('It was a cousin of that name.'));
  const child = aPupil({ forename: words.forename, surname: words.surname, upn: null, dateOfBirth: '2015-05-05' });
  const referred = await casework.ways.refer(people.officer, {
    ...{ draftId: randomUUID(), way: 'not-on-roll', triage: noRisk, linked: null, pupil: child },
    ...{ referral: aReferral(), out: anOut() },
  });
  const offRoll = referred.view.case.reference;
  await casework.death.tell(people.officer, offRoll, { by, known: said('They rang.'), on: null });
  add('page-close-died', await show('close', { case: offRoll }, people.officer));
  await casework.close(people.officer, offRoll, 'died', said('The police confirmed it.'));
  add('page-reopen-died', await show('reopen', { case: offRoll }, people.officer));
  add('case-not-died', await shownCase(lives, turn(), deps));
  return made;
}

import { takeOffOn } from '../http/take-off';
import { randomUUID } from 'node:crypto';
import type { Place } from '../../src/domain/case/place';
import { createPages } from '../../src/teams/pages';
import { namesOn, shownCase } from '../../src/teams/shown-case';
import { detailsCard } from '../../src/teams/views/details';
import type { CardSpec, PageArgs } from '../../src/teams/turn';
import { moreCard } from '../../src/teams/views/more';
import { alertView } from '../../src/teams/views/alert';
import { aDelivery } from '../builders/delivery';
import { aPupil, anAbsence, noRisk } from '../builders/case';
import { aTurn } from '../builders/turn';
import { aWorld } from '../casework/world';
import type { Sample } from './sample';
import type { Words } from './words';

const PLACES: readonly Place[] = ['in-area', 'other-authority', 'abroad', 'other-school', 'home-education'];

/** A child is found, a case ends, and begins again. */
export async function outcomesSamples(words: Words): Promise<Sample[]> {
  const made: Sample[] = [];
  const add = (name: string, card: CardSpec) => void made.push({ name, card });
  const { casework, people, storage, clock, at } = await aWorld();
  const deps = { casework, storage, clock };
  const page = new Map(createPages(deps).map((one) => [one.id, one]));
  const turn = (person = people.lead) => aTurn(person, clock.now());
  const show = (id: string, args: PageArgs, person = people.lead) => page.get(id)!.show(turn(person), args);
  const pupil = aPupil({ forename: words.forename, surname: words.surname });
  const { view } = await casework.report(people.lead, {
    ...{ draftId: randomUUID(), triage: noRisk, pupil, absence: anAbsence() },
  });
  const { reference } = view.case;
  at('2026-04-30', '09:10');
  add('page-found', await show('found', { case: reference }));
  for (const where of PLACES) add(`page-found-${where}`, await show('found-where', { case: reference, where }));
  add('page-close-unknown', await show('close', { case: reference }, people.officer));
  const said = (text: string) => words.text(text) || '-';
  const found = await casework.outcomes.locate(
    people.lead,
    reference,
    {
      ...{ where: 'other-authority', on: '2026-04-29', by: said('The aunt, Kit Ashdown') },
      details: { authority: said('Leeds'), address: said('12 Sample Terrace, Leeds'), 'moved-on': '2026-04-25' },
      note: words.text('They moved for work.'),
    },
    [],
  );
  add('case-located', await shownCase(found, turn(people.officer), deps));
  add('more-located', moreCard(found, people.officer));
  const step = 'found-authority-confirms';
  add('page-found-step', await show('found-step', { case: reference, step }, people.officer));
  for (const id of ['record-return', 'name-entered']) add(`page-${id}`, await show(id, { case: reference }));
  add('page-dfe-reason', await show('dfe-reason', { case: reference }, people.officer));
  add('page-not-there', await show('not-there', { case: reference }));
  for (const [id, answer] of [
    ['found-tell-authority', 'told'],
    [step, 'confirmed'],
  ] as const)
    await casework.outcomes.followUp(people.officer, reference, {
      ...{
        step: id,
        answer,
        on: '2026-04-30',
        who: said('CME officer, Leeds'),
        note: words.text('Enrolled in Year 5.'),
      },
    });
  add('page-found-name', await show('found-step', { case: reference, step: 'found-name' }));
  add('page-close-on-roll', await show('close', { case: reference }, people.officer));
  await takeOffOn('2026-04-30', { casework, people }, reference, 'g');
  add('page-close-ready', await show('close', { case: reference }, people.officer));
  const closed = await casework.close(people.officer, reference, 'moved', said('Leeds has confirmed it.'));
  add('case-closed-moved', await shownCase(closed, turn(people.officer), deps));
  add('more-closed', moreCard(closed, people.officer));
  add('page-reopen', await show('reopen', { case: reference }, people.officer));
  const nowhere = await casework.outcomes.reopen(people.officer, reference, said('They never came to Leeds.'), null);
  add('page-hold-refused', await show('hold', { case: reference }, people.officer));
  add('case-nowhere', await shownCase(nowhere, turn(people.officer), deps));
  const rule = nowhere.policy.alerts.find(({ trigger }) => trigger.kind === 'nowhere')!;
  const told = { obligation: rule.id, occurrence: nowhere.case.facts.at(-1)!.id, recipient: people.officer.id };
  add('alert-nowhere', alertView(nowhere, aDelivery(told, clock.now()), { recipient: people.officer }));
  const mark = { code: 'N', from: '2026-04-30', to: null, note: '' } as const;
  const again = { forename: words.forename, surname: 'Cole', upn: 'R341999926002', dateOfBirth: '2015-07-01' } as const;
  const { view: other } = await casework.report(people.lead, {
    ...{ draftId: randomUUID(), triage: noRisk, pupil: aPupil(again), absence: anAbsence() },
  });
  await casework.close(people.lead, other.case.reference, 'reported-in-error', said('Was at a match.'));
  const reopened = await casework.outcomes.reopen(people.lead, other.case.reference, said('Gone again.'), mark);
  add('case-reopened', await shownCase(reopened, turn(), deps));
  const { view: toldOn } = await casework.report(people.lead, {
    ...{ draftId: randomUUID(), triage: noRisk, sameAs: other.case.reference },
    pupil: aPupil({
      ...again,
      lastKnownAddress: said('3 New Row, Liverpool'),
      parents: said('Kit Cole, 0151 496 0199'),
    }),
    absence: anAbsence({ firstDayMissed: '2026-04-28', note: said('Nobody is at home.') }),
  });
  add('case-told-on', await shownCase(toldOn, turn(), deps, 'told-on'));
  add('details-also-told', detailsCard(toldOn, people.lead, await namesOn(toldOn, deps)));
  await casework.returns.entered(people.lead, other.case.reference, '2025-09-01');
  add('page-record-return-exempt', await show('record-return', { case: other.case.reference }));
  await casework.returns.entered(people.lead, other.case.reference, '2026-02-23');
  add('page-close-return-owed', await show('close', { case: other.case.reference }));
  return made;
}

import { randomUUID } from 'node:crypto';
import { createPages } from '../../src/teams/pages';
import { historyFor, namesOn, shownCase } from '../../src/teams/shown-case';
import type { CardSpec, PageArgs } from '../../src/teams/turn';
import { duplicatesCard } from '../../src/teams/views/duplicates';
import { timelineCard } from '../../src/teams/views/earlier';
import { foundCard } from '../../src/teams/views/found';
import { myCasesCard } from '../../src/teams/views/my-cases';
import { referenceCard } from '../../src/teams/views/reference';
import { aCheck, aPupil, anAbsence, atRisk, noRisk } from '../builders/case';
import { aTurn } from '../builders/turn';
import { anOut, aReferral } from '../builders/ways';
import { aWorld } from '../casework/world';
import type { Sample } from './sample';
import type { Words } from './words';

/** Lists, what a search finds, brothers and sisters, and two cases of one child. */
export async function findingSamples(words: Words): Promise<Sample[]> {
  const made: Sample[] = [];
  const add = (name: string, card: CardSpec) => void made.push({ name, card });
  const { casework, people, storage, clock } = await aWorld();
  const deps = { casework, storage, clock };
  const pages = new Map(createPages(deps).map((one) => [one.id, one]));
  const show = (id: string, args: PageArgs, person = people.officer) =>
    pages.get(id)!.show(aTurn(person, clock.now()), args);
  const report = async (forename: string, yearGroup: string, by = people.lead) => {
    const triage = yearGroup === '2' ? atRisk : noRisk;
    const pupil = aPupil({ forename, surname: words.surname, yearGroup, upn: null, upnUnknown: 'other' });
    const { view } = await casework.report(by, { draftId: randomUUID(), triage, pupil, absence: anAbsence() });
    return view.case.reference;
  };
  const rowan = await report(words.forename, '5');
  const robin = await report('Robin', '2');
  const hazel = await report('Hazel', '11', people.otherLead);
  const see = (reference: string) => casework.see(people.officer, reference);
  const turn = aTurn(people.officer, clock.now());

  const mine = await casework.mine(people.officer);
  for (const by of ['school', 'year', 'risk', 'way'] as const) {
    add(`cases-by-${by}`, myCasesCard(mine, people.officer, { by, which: 'all' }));
  }
  add('cases-off-roll-none', myCasesCard(mine, people.officer, { by: 'due', which: 'off-roll' }));
  add('found', foundCard({ by: 'name', views: mine, more: false }, people.officer));
  add('found-more', foundCard({ by: 'name', views: Array(10).fill(mine[0]), more: true }, people.officer));
  add('found-none', foundCard({ by: 'name', views: [], more: false }, people.officer));
  add('reference', referenceCard(mine[0]!));

  add('page-siblings', await show('siblings', { case: rowan }));
  await casework.siblings.link(people.officer, rowan, [robin, hazel]);
  add('page-siblings-linked', await show('siblings', { case: rowan }));
  add('page-siblings-elsewhere', await show('siblings', { case: robin }, people.lead));
  add('case-with-siblings', await shownCase(await see(rowan), turn, deps));
  add('page-check-shared', await show('check', { case: rowan, item: 'S10' }, people.lead));
  await casework.recordCheck(
    people.otherLead,
    hazel,
    'S10',
    aCheck({ outcome: 'no-answer', note: words.text('Left a card') }),
    null,
  );

  const second = await report(words.forename, '5', people.otherLead);
  add('duplicates', duplicatesCard(await casework.duplicates.list(people.officer), people.officer));
  add('duplicates-none', duplicatesCard([], people.officer));
  add('case-with-duplicate', await shownCase(await see(rowan), turn, deps));
  add('page-join', await show('join', { case: rowan }));
  const { view: onNone } = await casework.ways.refer(people.officer, {
    ...{ draftId: randomUUID(), way: 'not-on-roll', triage: noRisk, linked: null },
    ...{ pupil: aPupil({ forename: 'Kim', surname: words.surname, upn: null }), referral: aReferral(), out: anOut() },
  });
  add('page-join-one-way', await show('join', { case: rowan, looked: onNone.case.reference }));
  const joined = await casework.duplicates.join(people.officer, rowan, second);
  add('case-joined', await shownCase(joined, turn, deps));
  const history = await historyFor(joined, turn, deps);
  add('timeline-joined', timelineCard(joined, await namesOn(joined, deps, history.facts), 0, history));
  add('page-part', await show('part', { case: rowan }));
  add('case-ended-elsewhere', await shownCase(await see(second), aTurn(people.otherLead, clock.now()), deps));
  return made;
}

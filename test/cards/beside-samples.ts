import { randomUUID } from 'node:crypto';
import type { CaseView } from '../../src/casework/casework';
import { createPages } from '../../src/teams/pages';
import { namesOn, shownCase } from '../../src/teams/shown-case';
import type { CardSpec, PageArgs } from '../../src/teams/turn';
import { alertView } from '../../src/teams/views/alert';
import { detailsCard } from '../../src/teams/views/details';
import { timelineCard } from '../../src/teams/views/earlier';
import { aPupil, noRisk } from '../builders/case';
import { aDelivery } from '../builders/delivery';
import { aTurn } from '../builders/turn';
import { anOut, aReferral } from '../builders/ways';
import { aWorld } from '../casework/world';
import type { Sample } from './sample';
import type { Words } from './words';

/** What comes beside a case: another procedure, and word of a child who has a case already or is on no roll. */
export async function besideSamples(words: Words): Promise<Sample[]> {
  const made: Sample[] = [];
  const add = (name: string, card: CardSpec) => void made.push({ name, card });
  const { casework, people, storage, clock, report, at } = await aWorld();
  const deps = { casework, storage, clock };
  const pages = new Map(createPages(deps).map((one) => [one.id, one]));
  const page = (id: string) => pages.get(id)!;
  const turn = (person = people.officer) => aTurn(person, clock.now());
  const shown = (view: CaseView, person = people.officer) => shownCase(view, turn(person), deps);
  const said = (text: string) => words.text(text) || '-';
  const named = { forename: words.forename, surname: words.surname };

  const { reference } = (await report({ pupil: named })).case;
  const args: PageArgs = { case: reference };
  add('page-beside', await page('beside').show(turn(people.lead), args));
  const wrong = { typed: { heldBy: said('Police') }, errors: { procedure: 'Say which procedure it is.' } };
  add('page-beside-wrong', await page('beside').show(turn(people.lead), args, wrong));
  await casework.ways.linkProcedure(people.officer, reference, { procedure: 'whereabouts-known', reference: '' });
  const runaway = { procedure: 'runaway', reference: said('MP-2211'), since: '2026-04-26', heldBy: said('Police') };
  const linked = await casework.ways.linkProcedure(people.lead, reference, { ...runaway, since: '2026-04-26' });
  add('case-beside', await shown(linked, people.lead));
  add('page-beside-over', await page('beside-over').show(turn(people.lead), args));
  const undated = { typed: { over: 'ended' }, errors: { endedOn: 'Give the day on which it ended.' } };
  add('page-beside-over-wrong', await page('beside-over').show(turn(people.lead), args, undated));
  await page('beside').saveDraft(turn(people.lead), args, { procedure: 'runaway', heldBy: said('Police') });
  add('page-beside-begun', await page('beside').show(turn(), args));
  add('timeline-beside', timelineCard(linked, await namesOn(linked, deps), 0));
  const { ways } = casework;
  const attendance = { procedure: 'whereabouts-known', reference: '' };
  await ways.unlinkProcedure(people.officer, reference, attendance, said('Of a cousin'));
  const gone = { procedure: 'runaway', reference: runaway.reference };
  const over = await ways.endProcedure(people.lead, reference, gone, '2026-04-27', said('Home since the morning'));
  add('case-beside-over', await shown(over, people.lead));
  add('timeline-beside-over', timelineCard(over, await namesOn(over, deps), 0));

  const refer = (surname: string) =>
    casework.ways.refer(people.officer, {
      ...{ draftId: randomUUID(), way: 'not-on-roll', triage: noRisk, linked: null },
      pupil: aPupil({ forename: words.forename, surname, upn: null }),
      referral: aReferral({
        from: said('School nurse'),
        note: said('Seen at the health centre.'),
        contact: said('Clinic'),
      }),
      out: anOut({ note: said('The child minds a brother.') }),
    });
  at('2026-04-28', '10:00');
  const { view: again } = await refer(words.surname);
  add('case-referred-again', await shownCase(again, turn(), deps, 'told-further'));
  add('case-referred-again-school', await shown(again, people.lead));
  add('details-referred-again', detailsCard(again, people.officer, await namesOn(again, deps)));
  const told = { obligation: 'referred-again', caseId: again.case.id, occurrence: again.case.facts.at(-1)!.id };
  add('alert-referred-again', alertView(again, aDelivery(told, clock.now()), { recipient: people.officer }));

  const { view: offRoll } = await refer(`${words.surname} Cole`);
  const here = { ...args, case: offRoll.case.reference };
  add('page-found-in-area-no-roll', await page('found-where').show(turn(), { ...here, where: 'in-area' }));
  const found = await casework.outcomes.locate(
    people.officer,
    offRoll.case.reference,
    {
      ...{ where: 'in-area', on: '2026-04-28', by: said('A health visitor') },
      ...{ details: { address: said('3 Example Row, Liverpool') }, note: words.text('With the grandmother.') },
    },
    [],
  );
  add('case-found-in-area-no-roll', await shown(found));
  add('page-close-found-no-roll', await page('close').show(turn(), here));
  return made;
}

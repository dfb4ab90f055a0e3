import type { CaseView } from '../../src/casework/casework';
import { alertView } from '../../src/teams/views/alert';
import { createPages } from '../../src/teams/pages';
import type { Typed } from '../../src/teams/pages/page';
import { shownCase } from '../../src/teams/shown-case';
import type { CardSpec, PageArgs } from '../../src/teams/turn';
import { awaitedCard } from '../../src/teams/views/awaited';
import { enquiriesCard } from '../../src/teams/views/enquiries';
import { moreCard } from '../../src/teams/views/more';
import { aCheck } from '../builders/case';
import { aDelivery } from '../builders/delivery';
import { aTurn } from '../builders/turn';
import { aWorld } from '../casework/world';
import type { Sample } from './sample';
import type { Words } from './words';

/** The authority's own work: its checks, who has the case, what is put off, what it asks the school. */
export async function officerSamples(words: Words): Promise<Sample[]> {
  const made: Sample[] = [];
  const add = (name: string, card: CardSpec) => void made.push({ name: `officer-${name}`, card });
  const page = (name: string, card: CardSpec) => void made.push({ name: `page-officer-${name}`, card });
  const world = await aWorld();
  const { casework, people, storage, clock } = world;
  const { enquiries, officer } = casework;
  const deps = { casework, storage, clock };
  const pages = new Map(createPages(deps).map((one) => [one.id, one]));
  type Again = { typed: Typed; errors: Record<string, string> };
  const show = (id: string, args: PageArgs, person = people.officer, again?: Again) =>
    pages.get(id)!.show(aTurn(person, clock.now()), args, again);
  const said = (text: string) => words.text(text) || '-';

  const { reference } = (await world.report({ pupil: { forename: words.forename, surname: words.surname } })).case;
  const args = { case: reference };
  const of = (enquiry: string) => ({ ...args, enquiry });
  const cases = (view: CaseView, person = people.officer) => shownCase(view, aTurn(person, clock.now()), deps);
  add('checks-none', enquiriesCard(await casework.see(people.lead, reference), people.lead));
  add('checks-before', enquiriesCard(await casework.see(people.officer, reference), people.officer));

  world.at('2026-05-11', '10:00');
  const notification = aCheck({ outcome: 'submitted', on: '2026-05-11', evidence: { reference: 'R-1' } });
  await casework.recordCheck(people.lead, reference, 'L01', notification, null);
  add('notified', await cases(await casework.see(people.lead, reference), people.lead));
  add('more', moreCard(await casework.see(people.officer, reference), people.officer));
  add('acknowledged', await cases(await enquiries.acknowledge(people.officer, reference), people.lead));
  page('request', await show('enquiry', of('social-care')));
  const turn = aTurn(people.officer, clock.now());
  const asks = { to: said('Front door'), on: '2026-05-11', disclosed: 'name,address', agencyReference: said('EX-1') };
  const missing = { to: 'Say whom you asked.' };
  page('request-wrong', await show('enquiry', of('social-care'), people.officer, { typed: asks, errors: missing }));
  await pages.get('enquiry')!.saveDraft(turn, of('social-care'), asks);
  page('request-begun', await show('enquiry', of('social-care'), people.caseworker));
  page('request-why', await show('enquiry-why', of('social-care')));
  const wrong = { basis: 'Choose the legal basis.', purpose: 'Say what it is for.' };
  const typed = { reason: said('No one has seen the child.') };
  page('request-why-wrong', await show('enquiry-why', of('social-care'), people.officer, { typed, errors: wrong }));
  page('request-unconfirmed', await show('enquiry', of('border')));
  for (const id of ['education-database', 'council-tax', 'last-authority']) {
    await enquiries.request(people.officer, reference, id, {
      ...{ on: '2026-05-11', to: said('Revenues team'), disclosed: ['name', 'address'], purpose: 'find' },
      ...{ basis: 's436a', reason: said('The house looks empty.') },
      ...{ agencyReference: words.text('EX-2211'), asked: 'Does the family still live there?' },
    });
  }
  await enquiries.notNeeded(people.officer, reference, 'service-families', said('No link to the forces.'));
  world.at('2026-05-18', '11:00');
  await enquiries.chase(people.caseworker, reference, 'council-tax', '2026-05-18', words.text('Rang twice.'));
  page('asked', await show('enquiry', of('council-tax')));
  page('chase', await show('enquiry-chase', of('council-tax')));
  page('answer', await show('enquiry-answer', of('council-tax')));
  page('not-needed', await show('enquiry-not-needed', of('border')));
  const answer = {
    on: '2026-05-18',
    by: said('Revenues'),
    outcome: 'known-before',
    note: words.text('Left in March.'),
  };
  await enquiries.answer(people.officer, reference, 'council-tax', answer as Parameters<typeof enquiries.answer>[3]);
  page('answered', await show('enquiry', of('council-tax')));
  const begun = await casework.see(people.officer, reference);
  add('checks', enquiriesCard(begun, people.officer));
  add('checks-later', enquiriesCard(begun, people.officer, 10));
  add('checks-school', enquiriesCard(begun, people.lead));
  const waiting = await enquiries.awaited(people.officer);
  add('awaited', awaitedCard(waiting));
  add('awaited-many', awaitedCard(Array(24).fill(waiting[0]), 10));
  add('awaited-none', awaitedCard([]));

  page('assign', await show('assign', args));
  const given = await officer.assign(
    people.officer,
    reference,
    people.caseworker.id,
    words.text('Council tax is asked.'),
  );
  const alert = (view: CaseView, rule: string, occurrence: string, recipient = people.officer) => {
    const over = { obligation: rule, caseId: view.case.id, occurrence, recipient: recipient.id };
    return alertView(view, aDelivery(over, clock.now()), { recipient });
  };
  add('given', alert(given, 'case-assigned', given.case.facts.at(-1)!.id, people.caseworker));
  page('hand-over', await show('assign', args, people.caseworker));
  page('hold', await show('hold', args));
  add('held', await cases(await officer.hold(people.officer, reference, '2026-05-29', said('The landlord is away.'))));
  page('lift-hold', await show('lift-hold', args));

  page('ask', await show('ask-school', args));
  const questions = ['Who collects the child on Fridays?', 'Which school do the cousins go to?', 'Since when?'];
  const asked = await officer.ask(people.officer, reference, questions.map(said), '2026-05-21');
  const first = asked.assessment.questions[0]!.id;
  add('question-alert', alert(asked, 'question-for-school', first, people.lead));
  add('question-case', await cases(asked, people.lead));
  add('question-case-officer', await cases(asked));
  page('ask-again', await show('ask-school', args));
  page('question', await show('answer-question', args, people.lead));
  let answered = asked;
  for (const { id } of asked.assessment.questions)
    answered = await officer.reply(people.lead, reference, id, said('An aunt. We do not have her number.'));
  add('question-answered', alert(answered, 'question-answered', answered.case.facts.at(-1)!.id));
  page('nothing-left', await show('answer-question', args, people.lead));
  await storage.directory.savePeople(
    '341',
    Object.values(people).filter(({ id }) => id !== people.caseworker.id),
  );
  const left = await casework.see(people.officer, reference);
  add('left', await cases(left));
  add('left-alert', alert(left, 'case-assigned', given.case.facts.at(-1)!.id));
  return made;
}

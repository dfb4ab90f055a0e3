import type { CaseView } from '../../src/casework/casework';
import { alertView } from '../../src/teams/views/alert';
import { createPages } from '../../src/teams/pages';
import type { Typed } from '../../src/teams/pages/page';
import { shownCase } from '../../src/teams/shown-case';
import type { CardSpec, PageArgs } from '../../src/teams/turn';
import { moreCard } from '../../src/teams/views/more';
import { unreachedView } from '../../src/teams/views/unreached';
import { aDelivery } from '../builders/delivery';
import { aTurn } from '../builders/turn';
import { aWorld } from '../casework/world';
import type { Sample } from './sample';
import type { Words } from './words';

/** What the panel decides on a case: recorded, told to whoever does it, done and withdrawn. */
export async function panelSamples(words: Words): Promise<Sample[]> {
  const made: Sample[] = [];
  const add = (name: string, card: CardSpec) => void made.push({ name: `panel-${name}`, card });
  const page = (name: string, card: CardSpec) => void made.push({ name: `page-panel-${name}`, card });
  const { casework, people, storage, clock, report, at } = await aWorld();
  const deps = { casework, storage, clock };
  const pages = new Map(createPages(deps).map((one) => [one.id, one]));
  type Again = { typed: Typed; errors: Record<string, string> };
  const show = (id: string, args: PageArgs, person = people.manager, again?: Again) =>
    pages.get(id)!.show(aTurn(person, clock.now()), args, again);
  const said = (text: string) => words.text(text) || '-';
  const cases = (view: CaseView, person = people.officer) => shownCase(view, aTurn(person, clock.now()), deps);

  const { reference } = (await report({ pupil: { forename: words.forename, surname: words.surname } })).case;
  const args = { case: reference };
  at('2026-05-07', '14:00');
  page('none', await show('panel-decision', args));
  page('details', await show('panel-decision-details', { ...args, decision: 'fair-access' }));
  const typed = { owner: 'caseworker', due: '2026-05-16', reason: said('The aunt was never asked.'), dissent: '' };
  const errors = { '': 'Sat 16 May 2026 is no working day.', meeting: 'Give the day on which the panel met.' };
  const again = { typed, errors };
  page('details-wrong', await show('panel-decision-details', { ...args, decision: 'tracing' }, people.officer, again));

  const decide = (decision: string, over = {}) =>
    casework.panel.decide(people.manager, reference, {
      ...({ decision, owner: 'caseworker', person: null, due: '2026-05-21', meeting: '2026-05-07' } as const),
      ...{ reason: said('The aunt was never asked.'), dissent: words.text('Admissions would wait.'), ...over },
    });
  const one = await decide('tracing', { person: people.caseworker.id });
  add('case-one', await cases(one));
  const decided = one.assessment.decisions[0]!.decided.id;
  const alert = (view: CaseView, rule: string, occurrence: string) => {
    const about = { obligation: rule, occurrence, caseId: view.case.id, recipient: people.caseworker.id };
    return aDelivery(about, clock.now());
  };
  const alerted = (view: CaseView, rule: string, occurrence: string) =>
    alertView(view, alert(view, rule, occurrence), { recipient: people.caseworker });
  add('alert-decided', alerted(one, 'panel-decided', decided));
  page('done', await show('panel-decision-done', { ...args, decided }, people.caseworker));

  for (const decision of ['section-19', 'special-needs', 'attendance-order', 'fair-access', 'carry-forward'])
    await decide(decision, { owner: 'tracking-officer', due: '2026-05-22' }).catch(() =>
      decide(decision, { owner: 'service-manager', due: '2026-05-22' }),
    );
  page('most', await show('panel-decision', args));
  page('done-which', await show('panel-decision-done', args, people.caseworker));
  page('withdraw', await show('panel-decision-withdrawn', args));

  at('2026-05-26', '09:00');
  const late = await casework.see(people.officer, reference);
  add('case-many', await cases(late));
  add('case-school', await cases(await casework.see(people.lead, reference), people.lead));
  add('more', moreCard(late, people.officer));
  add('alert-due', alerted(late, 'panel-decision-due', `${decided} 2026-05-21`));
  add('alert-overdue', alerted(late, 'panel-decision-overdue', `${decided} 2026-05-22`));
  add('unreached', unreachedView(late, alert(late, 'panel-decision-overdue', `${decided} 2026-05-22`)));
  await casework.panel.done(people.caseworker, reference, decided, '2026-05-26', said('She has not seen the child.'));
  let view = late;
  for (const { decided: open } of late.assessment.decisions.slice(1))
    view = await casework.panel.withdraw(people.manager, reference, open.id, said('There is a plan by now.'));
  add('case-after', await cases(view));
  add('alert-after', alerted(view, 'panel-decision-overdue', `${decided} 2026-05-22`));
  page('nothing-left', await show('panel-decision-done', args, people.caseworker));

  await casework.close(people.officer, reference, 'reported-in-error', 'Was on a visit.', 'Nothing is owed.');
  page('closed', await show('panel-decision', args));
  const ratifies = { ...args, decision: 'closure-ratified' };
  page('ratified', await show('panel-ratified', ratifies));
  const ratified = { meeting: '2026-05-21', note: said('Nobody had a question.'), dissent: '' };
  const tooEarly = { '': 'The panel has not met since the case was closed on Tue 26 May 2026.' };
  page('ratified-wrong', await show('panel-ratified', ratifies, people.officer, { typed: ratified, errors: tooEarly }));
  at('2026-06-04', '14:00');
  const agreed = { ...ratified, meeting: '2026-06-04', dissent: words.text('The school would wait.') } as const;
  add('case-ratified', await cases(await casework.panel.ratify(people.officer, reference, agreed)));
  page('ratified-before', await show('panel-decision', args));
  return made;
}

import { createPages } from '../../src/teams/pages';
import { shownCase } from '../../src/teams/shown-case';
import type { CardSpec, PageArgs } from '../../src/teams/turn';
import { moreCard } from '../../src/teams/views/more';
import { timelineCard } from '../../src/teams/views/earlier';
import { namesOn } from '../../src/teams/shown-case';
import { aCheck } from '../builders/case';
import { aTurn } from '../builders/turn';
import { settleChecklist } from '../casework/settle-checklist';
import { aWorld } from '../casework/world';
import type { Sample } from './sample';
import type { Words } from './words';

/** The pages from the joint enquiry to the last step after a deletion, as each stands when it is needed. */
export async function removalSamples(words: Words): Promise<Sample[]> {
  const made: Sample[] = [];
  const add = (name: string, card: CardSpec) => void made.push({ name, card });
  const { casework, people, storage, clock, report, at } = await aWorld();
  const { removal } = casework;
  const page = new Map(createPages({ casework, storage, clock }).map((one) => [one.id, one]));
  const { reference } = (await report({ triage: { yes: ['looked-after'], groups: ['traveller'], note: '' } })).case;
  const show = async (name: string, id: string, args: PageArgs = {}, person = people.head, again = false) =>
    add(
      `page-removal-${name}`,
      await page
        .get(id)!
        .show(
          aTurn(person, clock.now()),
          { case: reference, ...args },
          again
            ? { typed: { reasons: words.text('Why'), reason: words.text('Why') }, errors: { '': 'Look again.' } }
            : undefined,
        ),
    );
  const showCase = async (name: string, person = people.head) => {
    const view = await casework.see(person, reference);
    add(`removal-${name}`, await shownCase(view, aTurn(person, clock.now()), { storage, casework }));
    add(`removal-${name}-more`, moreCard(view, person));
  };

  await show('sign-too-early', 'sign-conclusion');
  await show('ground', 'removal-ground');
  await show('gate-missing', 'removal-gate', { ground: 'i' });
  await show('gate-unverified', 'removal-gate', { ground: 'g' });

  at('2026-06-01', '09:00');
  const said = { from: '2026-06-01', to: null, code: 'N', note: words.text('Rang again') } as const;
  await casework.markAttendance(people.lead, reference, said);
  for (const [item, outcome] of [
    ['R01', 'refer'],
    ['R02', 'all-g-n-o'],
    ['R03', 'no-grounds'],
  ] as const) {
    const evidence = { present: 'Head', reason: words.text('None') || 'None' };
    await casework.recordCheck(people.head, reference, item, aCheck({ outcome, on: '2026-06-01', evidence }), null);
  }
  await show('sign-open-checks', 'sign-conclusion');
  await settleChecklist({ casework, people }, reference);
  const statement = words.text('Every check was made and nobody knows where the family is') || 'x';
  const given = {
    conclusion: 'not-found',
    location: words.text('Not known'),
    circumstances: words.text('Not known'),
    closuresAccepted: [],
    statement: statement.slice(0, 500),
  } as const;
  const unasked = words.text('The police have asked everybody') || 'x';
  await show('sign', 'sign-conclusion');
  await removal.sign(people.safeguarding, reference, { ...given, side: 'school' });
  await show('sign-not-acknowledged', 'sign-conclusion', {}, people.officer);
  await casework.enquiries.acknowledge(people.officer, reference);
  await show('sign-second', 'sign-conclusion', {}, people.officer);
  await show('sign-again', 'sign-conclusion', {}, people.officer, true);
  await show('not-yet', 'not-yet', {}, people.officer, true);
  await showCase('signature-waited-for', people.officer);
  await removal.sign(people.officer, reference, { ...given, unasked, side: 'authority' });

  at('2026-06-02', '09:00');
  await show('sign-concluded', 'sign-conclusion');
  await show('gate-day-after', 'removal-gate', { ground: 'i' });
  await casework.markAttendance(people.lead, reference, { ...said, from: '2026-06-02' });
  const codes = aCheck({ outcome: 'all-g-n-o', on: '2026-06-02', evidence: {} });
  const before = (await casework.see(people.head, reference)).case.facts;
  const seen = before.findLast((fact) => fact.kind === 'check-recorded' && fact.item === 'R02')!.id;
  await casework.recordCheck(people.head, reference, 'R02', codes, seen);
  await show('gate-open', 'removal-gate', { ground: 'i' });
  await show('decide', 'removal-decide', { ground: 'i' });
  await show('decide-again', 'removal-decide', { ground: 'i' }, people.head, true);
  await removal.decide(people.head, reference, {
    ...{ ground: 'i', answers: { 'still-away': 'no' }, special: ['looked-after', 'traveller-base'], asked: '' },
    ...{ consulted: statement, reasons: statement, offRollOn: '2026-06-02' },
  });
  await showCase('decided');
  await show('withdraw', 'withdraw-removal');
  await show('return', 'return-sent');
  await show('kept', 'delete-name');
  await removal.recordReturn(people.lead, reference, {
    on: '2026-06-02',
    reference: words.text('DR 17'),
    notKnown: '',
  });
  await show('delete', 'delete-name');
  await removal.recordDeletion(people.lead, reference, true);
  await showCase('deleted');
  await show('step', 'removal-step');
  const values = { 'destination-authority': 'XXX', 'destination-school': 'XXXX' };
  await removal.recordStep(people.lead, reference, { step: 'leaver', on: '2026-06-02', values });
  await show('next-step', 'removal-step');
  const view = await casework.see(people.officer, reference);
  add('removal-timeline', timelineCard(view, await namesOn(view, { storage }), 0));
  return made;
}

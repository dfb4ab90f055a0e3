import { randomUUID } from 'node:crypto';
import type { CaseView } from '../../src/casework/casework';
import { londonInstant, type LocalTime } from '../../src/domain/calendar/london';
import type { LocalDate } from '../../src/domain/calendar/date';
import { policyPack } from '../../src/domain/policy/policies';
import type { Delivery } from '../../src/notices/outbox';
import { isInput } from '../../src/teams/pages/fields';
import { createPages } from '../../src/teams/pages';
import { absenceFields } from '../../src/teams/pages/report/absence-fields';
import { PUPIL_FIELDS } from '../../src/teams/pages/report/pupil-fields';
import type { Typed } from '../../src/teams/pages/page';
import { shownCase, namesOn } from '../../src/teams/shown-case';
import { plain } from '../../src/teams/rendering/escape-markdown';
import type { CardSpec, PageArgs } from '../../src/teams/turn';
import { alertView } from '../../src/teams/views/alert';
import { unreachedView } from '../../src/teams/views/unreached';
import { attendanceCaseCard } from '../../src/teams/views/attendance-case';
import { checklistCard } from '../../src/teams/views/checklist';
import { detailsCard } from '../../src/teams/views/details';
import { timelineCard } from '../../src/teams/views/earlier';
import { moreCard } from '../../src/teams/views/more';
import { myCasesCard } from '../../src/teams/views/my-cases';
import { reportDraftsCard } from '../../src/teams/views/report-drafts';
import { aCheck, aPupil, anAbsence } from '../builders/case';
import { aDelivery } from '../builders/delivery';
import { aTurn } from '../builders/turn';
import { aWorld } from '../casework/world';
import type { Sample } from './sample';
import type { Words } from './words';

const triageOf = (view: CaseView) => view.case.facts.find(({ kind }) => kind === 'triaged')!.id;

const SUNDAY = 'Sun 26 April 2026 was a Sunday. Give a school day.';

/** Every card of the main job, made by the real services from what these people typed. */
export async function mainJobSamples(words: Words): Promise<Sample[]> {
  const made: Sample[] = [];
  const add = (name: string, card: CardSpec) => void made.push({ name, card });
  const world = await aWorld();
  const { casework, people, storage, clock } = world;
  const deps = { casework, storage, clock };
  const page = new Map(createPages(deps).map((one) => [one.id, one]));
  const turn = (person = people.lead) => aTurn(person, clock.now());
  const show = (
    id: string,
    args: PageArgs,
    again?: { typed: Typed; errors: Record<string, string> },
    person = people.lead,
  ) => page.get(id)!.show(turn(person), args, again);
  const pupil = aPupil({
    forename: words.forename,
    surname: words.surname,
    otherNames: words.text('Rowan Hale'),
    lastKnownAddress: words.text('9 Example Row, Liverpool L99 9ZZ'),
    parents: words.text('Jo Ashdown (mother), 0151 496 0101'),
    emergencyContacts: words.text('Kit Ashdown (aunt), 0151 496 0102'),
    siblings: words.text('Robin, Year 2, here'),
  });

  // Pages of a report, fresh and with everything wrong.
  const draft = randomUUID();
  add('page-report-triage', await show('report-triage', { draft }));
  const wrong = (fields: readonly { id: string }[]) =>
    Object.fromEntries(fields.map(({ id }) => [id, 'Please look at this once more.']));
  const typed = (fields: readonly { id: string; kind: string }[]) =>
    Object.fromEntries(
      fields.map(({ id, kind }) => [id, ['text', 'lines'].includes(kind) ? words.text('No reply since Friday.') : '']),
    );
  const pupilInputs = PUPIL_FIELDS.filter(isInput);
  const absenceInputs = absenceFields(policyPack('liverpool')).filter(isInput);
  const values = {
    ...typed([...pupilInputs, ...absenceInputs]),
    ...{ forename: words.forename, surname: words.surname, dateOfBirth: '2016-03-09', sex: 'female', yearGroup: '5' },
    ...{ upn: 'C341999926001', lastKnownAddress: pupil.lastKnownAddress, parents: pupil.parents },
    ...{ emergencyContacts: pupil.emergencyContacts, situation: 'missing', risks: 'none', groups: 'young-carer' },
    ...{
      lastAttended: '2026-04-24',
      firstDayMissed: '2026-04-27',
      code: 'N',
      riskNote: words.text('Mother is in hospital'),
    },
  };
  await storage.drafts.save({
    ...{ id: draft, school: people.lead.school!, kind: 'report', caseId: null, item: null, values },
    ...{ savedBy: people.head.id, savedAt: londonInstant('2026-04-27', '08:10') },
  });
  add(
    'page-report-triage-wrong',
    await show('report-triage', { draft }, { typed: {}, errors: wrong([{ id: 'risks' }, { id: 'forename' }]) }),
  );
  add('page-report-pupil', await show('report-pupil', { draft }));
  add(
    'page-report-pupil-wrong',
    await show('report-pupil', { draft }, { typed: typed(pupilInputs), errors: wrong(pupilInputs) }),
  );
  add('page-report-absence', await show('report-absence', { draft }));
  const onSunday = { ...typed(absenceInputs), lastAttended: '2026-04-26', firstDayMissed: '2026-04-27', code: 'N' };
  add(
    'page-report-absence-wrong',
    await show('report-absence', { draft }, { typed: onSunday, errors: { lastAttended: SUNDAY } }),
  );
  add('page-report-check', await show('report-check', { draft }));
  const unfinished = {
    ...{ draft: (await storage.drafts.byId(draft))!, by: people.head.name, saved: 'at 08:10', page: 'report-pupil' },
    ...{ args: { draft }, opened: false, until: '2026-07-26' as const },
  };
  add('report-drafts', reportDraftsCard(Array(6).fill(unfinished), randomUUID()));
  await storage.drafts.remove(draft);

  // An urgent report, before and after the calls.
  const urgentDraft = randomUUID();
  const { view: urgent } = await casework.report(people.lead, {
    draftId: urgentDraft,
    triage: {
      yes: ['child-protection', 'known-risk'],
      groups: ['refuge'],
      note: words.text('Did not come home on Friday.'),
    },
    pupil: aPupil({ forename: words.forename, surname: 'Bell', upn: null, dateOfBirth: null }),
    absence: null,
  });
  const urgentArgs = { case: urgent.case.reference, draft: urgentDraft };
  add('page-urgent', await show('urgent', urgentArgs));
  const chat = { serviceUrl: 's', botId: 'b', channelId: 'msteams', userId: 'u', conversationId: 'a', greeted: true };
  await storage.references.save({ ...chat, recipient: people.officer.id, tenantId: people.officer.tenantId });
  add('page-urgent-told', await show('urgent', urgentArgs));
  add('case-urgent', await shownCase(urgent, turn(), deps, 'reported'));
  await casework.recordSafeguardingContact(people.safeguarding, urgent.case.reference, {
    ...{ agency: 'social-care', reference: words.text('EX-2211') || '-', on: '2026-04-27', at: '08:52' },
    note: words.text('They visit today and call back.'),
  });
  add('page-urgent-recorded', await show('urgent', { case: urgent.case.reference }));
  add('page-risk', await show('risk', { case: urgent.case.reference }));
  const delivery = (rule: string, view: CaseView, over: Partial<Delivery> = {}) =>
    aDelivery(
      { obligation: rule, caseId: view.case.id, occurrence: triageOf(view), recipient: people.officer.id, ...over },
      clock.now(),
    );
  add('alert-at-risk', alertView(urgent, delivery('at-risk-report', urgent), { recipient: people.officer }));

  // A case from its first day to its twentieth.
  const { view: day1 } = await casework.report(people.lead, {
    draftId: randomUUID(),
    triage: { yes: [], groups: ['young-carer'], note: '' },
    pupil,
    absence: anAbsence({ note: words.text('No reply since Friday.') }),
  });
  const { reference } = day1.case;
  const check = async (item: string, outcome: string, said: string) => {
    const now = await casework.see(people.lead, reference);
    const last = now.case.facts.findLast((fact) => fact.kind === 'check-recorded' && fact.item === item);
    const evidence = Object.fromEntries(
      now.policy.checklist
        .find(({ id }) => id === item)!
        .evidence.map(({ id, kind }) => [
          id,
          kind.includes('text') ? words.text('0151 496 0101, twice') || '-' : '2026-04-27',
        ]),
    );
    const text = words.text(said);
    return casework.recordCheck(
      people.lead,
      reference,
      item,
      aCheck({ outcome, spokeTo: words.text('a neighbour'), note: text, nextAction: text, evidence }),
      last?.id ?? null,
    );
  };
  const at = (date: LocalDate, time: LocalTime) => world.at(date, time);
  add('case-day-1', await shownCase(day1, turn(), deps, 'already-open'));
  at('2026-04-27', '09:40');
  await check('S04', 'no-answer', 'Rang twice, no answer.');
  at('2026-04-27', '15:10');
  await check('S04', 'all-tried', 'Rang all numbers at 09:30, 11:00 and 15:00. The second is not in use.');
  await check('S02', 'told', 'There is no worker.');
  const checklist = async (name: string, stage = '', person = people.lead) => {
    const view = await casework.see(person, reference);
    add(name, checklistCard(view, person, await namesOn(view, deps), stage));
    return view;
  };
  await checklist('checklist-day-1');
  add('page-check', await show('check', { case: reference, item: 'S10' }));
  add('page-check-recorded', await show('check', { case: reference, item: 'S04' }, undefined, people.head));
  add(
    'page-check-changed',
    await show(
      'check',
      { case: reference, item: 'S04' },
      {
        typed: { note: words.text('Mine') },
        errors: { '': 'A colleague has written here.', outcome: 'Choose what came of it.' },
      },
    ),
  );
  add('page-attendance', await show('attendance', { case: reference }));
  add('page-seen', await show('seen', { case: reference }));
  add('page-close', await show('close', { case: reference }));
  add('more', moreCard(day1, people.lead));
  at('2026-04-29', '14:20');
  for (const item of ['S05', 'S07', 'S08'])
    await check(item, item === 'S07' ? 'nothing-new' : 'no-answer', 'Nobody knows more.');
  at('2026-04-30', '16:05');
  await check('S10', 'no-answer', 'Went at 09:00 and 16:00. Curtains drawn, post in the door.');
  await check('S06', 'sent', 'By first-class post and by e-mail.');
  at('2026-05-05', '08:30');
  const day6 = await checklist('checklist-day-6');
  add('case-day-6', await shownCase(day6, turn(), deps));
  add('alert-day-6', alertView(day6, delivery('ews-contact-due', day6), { recipient: people.officer }));
  add(
    'alert-repeat',
    alertView(day6, delivery('ews-contact-due', day6, { possibleRepeat: true }), { recipient: people.officer }),
  );
  const settled = { acknowledgedBy: people.officer.id, acknowledgedAt: clock.now() };
  add(
    'alert-settled',
    alertView(day6, delivery('ews-contact-due', day6, settled), {
      recipient: people.officer,
      acknowledgedBy: people.officer.name,
    }),
  );
  const ours = plain(words.text('Ivy Case'));
  add(
    'alert-told-instead',
    alertView(day6, delivery('ews-contact-due', day6), {
      recipient: people.caseworker,
      toldInstead: `It is with you because I could not bring it to ${ours}.`,
    }),
  );
  add('unreached', unreachedView(day6, delivery('ews-contact-due', day6)));
  add('unreached-urgent', unreachedView(urgent, delivery('at-risk-report', urgent)));
  for (const end of ['over', 'answered', 'arrived'] as const)
    add(`unreached-${end}`, unreachedView(day6, delivery('ews-contact-due', day6), end));
  add('unreached-repeat', unreachedView(day6, { ...delivery('ews-contact-due', day6), possibleRepeat: true }));
  add('unreached-nameless', unreachedView(day6, delivery('no-such-rule', day6)));
  add('alert-nameless', alertView(day6, delivery('no-such-rule', day6)));
  const { view: leave } = await casework.report(people.lead, {
    ...{ draftId: randomUUID(), triage: { yes: [], groups: [], note: '' } },
    pupil: aPupil({
      forename: words.forename,
      surname: 'Cole',
      upn: null,
      upnUnknown: 'not-issued',
      dateOfBirth: '2015-07-01',
    }),
    absence: anAbsence({ lastAttended: '2026-03-27', leaveEnded: '2026-04-24' }),
  });
  add('case-leave', await shownCase(leave, turn(), deps));
  at('2026-06-01', '08:30');
  const day20 = await checklist('checklist-day-20');
  await checklist('checklist-officer', 'day-10', people.officer);
  add('case-day-20', await shownCase(day20, turn(people.officer), deps));
  const seen = await casework.recordSighting(people.officer, reference, {
    ...{
      on: '2026-06-01',
      where: 'elsewhere',
      by: words.text('a police officer') || '-',
      note: words.text('With an aunt in Leeds.'),
    },
  });
  add('case-seen', await shownCase(seen, turn(people.officer), deps));
  add(
    'alert-seen',
    alertView(seen, delivery('pupil-found', seen, { occurrence: seen.case.facts.at(-1)!.id }), {
      recipient: people.officer,
    }),
  );
  const back = await casework.markAttendance(people.lead, reference, {
    code: '/',
    from: '2026-06-01',
    to: null,
    note: words.text('Came in with a cousin.'),
  });
  add('case-returned', await shownCase(back, turn(), deps));
  add('my-cases', myCasesCard(await casework.mine(people.lead), people.lead));
  const closed = await casework.close(
    people.lead,
    reference,
    'returned',
    words.text('Back since Monday; family met.') || '-',
    words.text('Told by telephone on the tenth day.') || '-',
  );
  add('case-closed', await shownCase(closed, turn(), deps));
  add('my-cases-more', myCasesCard(Array(40).fill(day20), people.officer, undefined, 12));
  add('details', detailsCard(back, people.lead, await namesOn(back, deps)));
  add('details-urgent', detailsCard(urgent, people.officer, new Map()));
  add('timeline', timelineCard(back, await namesOn(back, deps), 0));
  add('timeline-earlier', timelineCard(back, await namesOn(back, deps), 12));
  add('page-correct-pupil', await show('correct-pupil', { case: leave.case.reference }));
  add('page-correct-absence', await show('correct-absence', { case: leave.case.reference }));
  add('attendance-case', attendanceCaseCard(reference, policyPack('liverpool')));
  add('page-seen-after-check', await show('seen', { case: reference, item: 'S04' }));
  add('my-cases-many', myCasesCard(Array(20).fill(day20), people.officer));
  add('my-cases-none', myCasesCard([], people.lead));
  return made;
}

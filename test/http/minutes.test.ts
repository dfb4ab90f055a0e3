import { randomUUID } from 'node:crypto';
import { anAbsence, aPupil, noRisk } from '../builders/case';
import { readPdf, type PdfRead } from '../support/read-pdf';
import type { Client } from '../support/client';
import { trailOf } from '../support/trail';
import { pressed } from './access/asking';
import { titlesOn } from './case-pages';
import { fetchedFrom, linkOn } from './handed-out';
import { aMainJobBot, press, referenceOn, reportPupil, say, type MainJobBot } from './main-job-bot';

/** The panel meets on 23 April, 7 May and 21 May 2026; its agendas are closed at 09:00 on 5 May and on 19 May. */
const REASON = 'The aunt in Sampletown was never asked';
const DISSENT = 'Admissions would wait';

let house: MainJobBot;
let officer: Client;
let panel: Client;
let reference: string;
beforeEach(async () => {
  house = await aMainJobBot('chat');
  officer = house.as(house.people.officer);
  panel = house.as(house.people.panel);
  await panel.say('hello');
  ({ reference } = await reportPupil(house.as(house.people.lead)));
  await house.at('2026-05-05', '09:00');
  await house.at('2026-05-07', '14:00');
});
afterEach(() => house.bot.close());

const decide = (decision: string, meeting: '2026-05-07' | '2026-05-21', due: '2026-05-22' | '2026-06-05') =>
  house.casework.panel.decide(house.people.officer, reference, {
    ...{ decision, owner: 'caseworker', person: null, due, meeting },
    ...{ reason: REASON, dissent: DISSENT },
  });
const pdfFrom = async (client: Client, words: string): Promise<PdfRead> =>
  readPdf((await fetchedFrom(house, await say(client, words))).bytes);
/** The text of the part under a heading, up to the next one. */
const under = ({ elements }: PdfRead, title: string): string => {
  const from = elements.findIndex(({ role, text }) => role === 'H2' && text === title);
  expect(from).toBeGreaterThan(0);
  const rest = elements.slice(from + 1);
  const to = rest.findIndex(({ role }) => role === 'H2');
  return (to < 0 ? rest : rest.slice(0, to)).map(({ text }) => text).join('\n');
};

test('say on the day what stood on the agenda and what was decided, by whom, by when and why, and name no child', async () => {
  await decide('tracing', '2026-05-07', '2026-05-22');
  const { name, bytes } = await fetchedFrom(house, await say(officer, 'minutes'));
  expect(name).toBe('minutes-2026-05-07.pdf');
  const pdf = readPdf(bytes);
  expect(pdf).toMatchObject({ tagged: true, language: 'en-GB', title: 'Minutes: Children Out of Provision Panel' });
  expect(pdf.text).toContain('Meeting of Thu 7 May 2026');
  expect(pdf.text).toContain('Tue 5 May 2026, 09:00');
  expect(under(pdf, 'On the agenda')).toMatch(new RegExp(`New[^]*${reference}`));
  const decided = under(pdf, 'What was decided');
  for (const said of [`${reference}: Make further named checks`, 'by Fri 22 May 2026', 'Caseworker', REASON, DISSENT])
    expect(decided).toContain(said);
  expect(under(pdf, 'Without a decision of this meeting')).toBe('None.');
  expect(pdf.text).not.toMatch(/Rowan|Ashdown/);
});

test('name whoever was named to do it beside the role, and the role alone where nobody was', async () => {
  const { officer: by, caseworker } = house.people;
  const decided = {
    owner: 'caseworker',
    meeting: '2026-05-07',
    due: '2026-06-05',
    reason: REASON,
    dissent: '',
  } as const;
  const { decide: record } = house.casework.panel;
  await record(by, reference, { ...decided, decision: 'tracing', person: caseworker.id });
  await record(by, reference, { ...decided, decision: 'in-year-offer', person: null });
  const lines = under(await pdfFrom(officer, 'minutes'), 'What was decided');
  expect(lines.match(/To be done by: .*/g)).toEqual([
    'To be done by: Caseworker, Ivy Case',
    'To be done by: Caseworker',
  ]);
  await house.at('2026-05-19', '09:00');
  await house.at('2026-05-21', '16:00');
  const carried = under(await pdfFrom(panel, 'minutes'), 'Carried forward from earlier meetings');
  expect(carried).toContain('To be done by: Caseworker, Ivy Case');
});

test('of a meeting gone by have what was recorded later, and not what was withdrawn', async () => {
  await decide('fair-access', '2026-05-07', '2026-05-22');
  await house.at('2026-05-12', '10:00');
  const view = await decide('tracing', '2026-05-07', '2026-06-05');
  const [first] = view.assessment.decisions;
  await house.casework.panel.withdraw(house.people.officer, reference, first!.decided.id, 'Recorded on the wrong case');
  const pdf = await pdfFrom(officer, 'minutes 07/05/2026');
  expect(under(pdf, 'What was decided')).toContain('Make further named checks');
  expect(under(pdf, 'What was decided')).not.toContain('by Fri 22 May 2026');
  expect(pdf.text).not.toContain('wrong case');
});

test('say what was carried forward, and on what nothing was decided', async () => {
  await decide('tracing', '2026-05-07', '2026-06-05');
  await house.at('2026-05-19', '09:00');
  await house.at('2026-05-21', '16:00');
  const pdf = await pdfFrom(officer, 'minutes');
  expect(pdf.text).toContain('Meeting of Thu 21 May 2026');
  expect(under(pdf, 'What was decided')).toBe('No decision has been recorded.');
  const carried = under(pdf, 'Carried forward from earlier meetings');
  expect(carried).toContain(`${reference}: Make further named checks`);
  expect(carried).toContain('Decided on Thu 7 May 2026');
  expect(under(pdf, 'Without a decision of this meeting')).toBe(reference);
  const before = await pdfFrom(officer, 'minutes 2026-05-07');
  expect(under(before, 'Carried forward from earlier meetings')).toBe('Nothing was carried forward.');
});

test('carry nothing forward on a case that was closed by then, since nobody does it any more', async () => {
  await decide('tracing', '2026-05-07', '2026-06-05');
  await house.at('2026-05-19', '09:00');
  await house.at('2026-05-20', '10:00');
  const [why, unsent] = ['Another child was meant.', 'No return is owed of this child.'];
  await house.casework.close(house.people.officer, reference, 'reported-in-error', why, unsent);
  await house.at('2026-05-21', '16:00');
  const pdf = await pdfFrom(officer, 'minutes');
  expect(under(pdf, 'Without a decision of this meeting')).toBe(reference);
  expect(under(pdf, 'Carried forward from earlier meetings')).toBe('Nothing was carried forward.');
});

test('are offered on the meetings, and on the agenda on its day, and the same is fetched there', async () => {
  const meetings = await say(officer, 'meetings');
  expect(titlesOn(meetings)).toContain('Minutes of Thu 7 May 2026 (PDF)');
  const agenda = await say(panel, 'agenda');
  expect(titlesOn(agenda)).toContain('Minutes of Thu 7 May 2026 (PDF)');
  const ready = await press(panel, agenda, 'Minutes of Thu 7 May 2026 (PDF)');
  expect(ready.text).toContain('The minutes of the meeting (PDF)');
  expect(ready.text).toContain('names a child only where somebody typed the name into a reason');
  expect((await fetchedFrom(house, ready)).name).toBe('minutes-2026-05-07.pdf');
  await house.at('2026-05-08', '10:00');
  expect(titlesOn(await say(panel, 'agenda'))).not.toContain('Minutes of Thu 7 May 2026 (PDF)');
  expect(titlesOn(await say(panel, 'meetings'))).toEqual(['Minutes of Thu 7 May 2026 (PDF)']);
});

test('have for a member of the panel what was decided, and not why, as the case itself has it for them', async () => {
  await decide('tracing', '2026-05-07', '2026-05-22');
  const theirs = await pdfFrom(panel, 'minutes');
  const decided = under(theirs, 'What was decided');
  for (const said of [`${reference}: Make further named checks`, 'by Fri 22 May 2026', 'Caseworker'])
    expect(decided).toContain(said);
  for (const typed of [REASON, DISSENT, 'Seen otherwise', 'seeing it otherwise'])
    expect(theirs.text).not.toContain(typed);
  const says = 'is on record for the authority’s own people and is left out here';
  expect(theirs.text.replace(/\s+/g, ' ')).toContain(says);
  expect((await pdfFrom(officer, 'minutes')).text.replace(/\s+/g, ' ')).not.toContain(says);
});

test('have for a member of the panel the cases that they may open, and say how many are left out', async () => {
  await decide('tracing', '2026-05-07', '2026-05-22');
  expect(under(await pdfFrom(panel, 'minutes'), 'What was decided')).toContain(reference);
  const [why, unsent] = ['Another child was meant.', 'No return is owed of this child.'];
  await house.casework.close(house.people.officer, reference, 'reported-in-error', why, unsent);
  await house.at('2026-05-19', '09:00');
  await house.at('2026-06-02', '09:00');
  await house.at('2026-06-10', '10:00');
  const theirs = await pdfFrom(panel, 'minutes 07/05/2026');
  expect(theirs.text).not.toContain(reference);
  expect(theirs.text).toContain('1 case is left out, since your role does not open them any more.');
  expect(under(await pdfFrom(officer, 'minutes 07/05/2026'), 'What was decided')).toContain(reference);
});

test.each([
  ['in the afternoon of the meeting', '2026-05-07', '15:00'],
  ['the day before it', '2026-05-06', '16:00'],
] as const)('have what came late, also where the case was closed %s', async (_when, day, time) => {
  house.clock.moveTo('2026-05-06T09:00:00.000Z');
  const lead = house.as(house.people.lead);
  const other = { forename: 'Wren', surname: 'Hollybush', situation: 'missing' };
  const late = referenceOn(await press(lead, await say(lead, 'report'), 'Continue', { ...other, risks: 'known-risk' }));
  const pupil = aPupil({ forename: 'Linnet', upn: null, upnUnknown: 'other' });
  const told = { draftId: randomUUID(), triage: noRisk, pupil, absence: anAbsence() };
  const { reference: calm } = (await house.casework.report(house.people.lead, told)).view.case;
  await house.at(day, time);
  for (const one of [late, calm])
    await house.casework.close(house.people.officer, one, 'reported-in-error', 'Was on a visit.', 'Nothing is owed.');
  for (const on of ['2026-05-07', '2026-05-08'] as const) {
    await house.at(on, '18:00');
    for (const client of [officer, panel]) {
      const stood = under(await pdfFrom(client, 'minutes 07/05/2026'), 'On the agenda');
      expect(stood).toContain(late);
      expect(stood).not.toContain(calm);
    }
  }
});

test('put on the trail whose cases stood in what was fetched', async () => {
  const { id } = (await house.storage.cases.byReference(house.people.officer.authority, reference))!;
  await pdfFrom(officer, 'minutes');
  const [last] = (await trailOf(house.storage, house.people.officer.authority)).slice(-1);
  expect(last).toMatchObject({ action: 'see-minutes', outcome: 'read', role: 'tracking-officer', cases: [id] });
  expect(last!.fields).toEqual(['minutes-pdf', 'meeting:2026-05-07']);
});

test('are of no day on which the panel did not meet, or has yet to', async () => {
  expect((await say(officer, 'minutes 06/05/2026')).text).toContain('The panel did not meet on Wed 6 May 2026');
  expect((await say(officer, 'minutes 21/05/2026')).text).toContain('Thu 21 May 2026 has not come yet');
  expect((await say(officer, 'minutes soon')).text).toContain('for the last meeting');
});

test('are for nobody else, whatever a button says', async () => {
  for (const who of ['lead', 'welfare', 'administrator', 'auditor'] as const) {
    const client = house.as(house.people[who]);
    await client.say('hello');
    expect((await say(client, 'minutes')).text).toContain('for its members and for the officers');
    expect(await pressed(client, { verb: 'handout', kind: 'minutes-pdf', on: '2026-05-07' })).not.toContain('is ready');
  }
});

test('of an agenda that nobody has closed say so, with what was decided all the same', async () => {
  const fresh = await aMainJobBot('chat');
  try {
    const { reference: other } = await reportPupil(fresh.as(fresh.people.lead));
    fresh.clock.moveTo('2026-05-08T09:00:00.000Z');
    await fresh.casework.panel.decide(fresh.people.officer, other, {
      ...({
        decision: 'tracing',
        owner: 'caseworker',
        person: null,
        due: '2026-05-22',
        meeting: '2026-05-07',
      } as const),
      ...{ reason: REASON, dissent: '' },
    });
    const shown = await say(fresh.as(fresh.people.officer), 'minutes');
    expect(linkOn(fresh, shown)).toContain('/papers/');
    const pdf = readPdf((await fetchedFrom(fresh, shown)).bytes);
    expect(pdf.text).toContain('The agenda was not closed');
    expect(under(pdf, 'What was decided')).toContain('Nobody is on record as seeing it otherwise.');
  } finally {
    await fresh.bot.close();
  }
});

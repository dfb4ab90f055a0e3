import { keysOf } from '../../src/casework/record';
import type { OffRollWay } from '../../src/domain/case/way';
import type { Pupil } from '../../src/domain/pupil/pupil';
import { policyPack } from '../../src/domain/policy/policies';
import { aPupil, anAbsence, History, noRisk } from '../builders/case';
import type { LocalDate } from '../../src/domain/calendar/date';
import { referralFacts } from '../builders/ways';
import { newId } from '../support/bot';
import { buttonsOn, parts } from '../support/cards';
import type { Client, Shown } from '../support/client';
import { readPdf } from '../support/read-pdf';
import { trailOf } from '../support/trail';
import { fetchedFrom } from './handed-out';
import { aMainJobBot, press, say, type MainJobBot } from './main-job-bot';

let house: MainJobBot;
let officer: Client;
let manager: Client;
let panel: Client;
beforeEach(async () => {
  house = await aMainJobBot('chat');
  [officer, manager, panel] = (['officer', 'manager', 'panel'] as const).map((who) => house.as(house.people[who])) as [
    ...[Client, Client, Client],
  ];
  for (const client of [manager, panel]) await client.say('hello');
});
afterEach(() => house.bot.close());

async function refer(
  reference: string,
  way: OffRollWay,
  { on = '2026-04-27', ...pupil }: Partial<Pupil> & { on?: LocalDate } = {},
): Promise<void> {
  const about = { pupil: { forename: reference, upn: null, ...pupil } };
  const { facts } = new History().at(on, '09:30', ...referralFacts(way, about));
  const { authority } = house.people.officer;
  const head = { id: newId(), reference, school: null, authority, policy: 'liverpool' };
  const one = { ...head, openedAt: facts[0]!.recordedAt, version: facts.length, facts };
  await house.storage.cases.open(one, keysOf(one), null);
}
/** The same child, whichever school reports it. */
async function report(by: 'lead' | 'otherLead'): Promise<string> {
  const pupil = aPupil({ upn: null, upnUnknown: 'other' });
  const about = { draftId: newId(), triage: noRisk, pupil, absence: anAbsence() };
  return (await house.casework.report(house.people[by], about)).view.case.reference;
}
async function closeAsBack(reference: string): Promise<void> {
  const { casework, people } = house;
  await casework.markAttendance(people.lead, reference, { code: '/', from: '2026-05-06', to: null, note: '' });
  await casework.close(people.officer, reference, 'returned', 'Seen in class.', 'No return is owed of this child.');
}
/** The figure that stands beside a label. */
const figure = ({ text }: Shown, label: string): string | undefined => {
  const lines = text.split('\n');
  return lines[lines.indexOf(label) + 1];
};
const TITLE = policyPack('liverpool').closing.reasons.find(({ id }) => id === 'returned')!.title;

describe('the summary for the director', () => {
  let [reference, again] = ['', ''];
  beforeEach(async () => {
    reference = await report('lead');
    await refer('WB-AAAA-22', 'not-on-roll');
    await refer('WB-BBBB-22', 'other-authority');
    await house.at('2026-05-06', '10:00');
    await closeAsBack(reference);
    await house.at('2026-05-12', '10:00');
    again = await report('otherLead');
    await house.at('2026-06-02', '09:00');
  });

  test('is of the last whole month: what came, went and stands, and who had a case before', async () => {
    const shown = await say(manager, 'summary');
    expect(shown.text).toContain('Summary of May 2026');
    expect(shown.text).toContain('known at the end of Sun 31 May 2026');
    expect(figure(shown, 'Open at the start')).toBe('2');
    expect(figure(shown, 'New')).toBe('1');
    expect(figure(shown, 'Of these, the child had a case before')).toBe('1');
    expect(figure(shown, 'Closed')).toBe('1');
    expect(figure(shown, 'Open at the end')).toBe('2');
    const charts = parts(shown.card).filter(({ type }) => type === 'Chart.HorizontalBar');
    expect(charts.map(({ title }) => title)).toEqual([
      'Open cases by stage',
      'Closed, by how',
      'Overdue, by who owes it',
    ]);
    for (const { fallback } of charts) expect(fallback).toMatchObject({ type: 'FactSet' });
    expect(JSON.stringify(charts[1])).toContain(TITLE);
    expect(shown.text).not.toMatch(/WB-|Rowan|Ashdown/);
  });

  test('is of any month, any two days, and of a month that is not over', async () => {
    const april = await say(officer, 'summary April 2026');
    expect([figure(april, 'Open at the start'), figure(april, 'New'), figure(april, 'Open at the end')]).toEqual([
      ...['0', '2', '2'],
    ]);
    const both = await say(officer, 'summary 01/04/2026 to 31/05/2026');
    expect(both.text).toContain('Summary of Wed 1 April 2026 to Sun 31 May 2026');
    expect([figure(both, 'New'), figure(both, 'Closed')]).toEqual(['3', '1']);
    expect((await say(officer, 'summary 06/2026')).text).toContain('known by today, Tue 2 June 2026');
    expect((await say(officer, 'summary July 2026')).text).toContain('has not come yet');
    expect((await say(officer, 'summary someday')).text).toContain('Write the month as in');
    expect((await say(officer, 'summary 01/04/2024 to 31/05/2026')).text).toContain('a year at the most');
  });

  test('says which schools reported nobody once there are twelve months on record, and that this may be right', async () => {
    const silent = async (said: string, client = officer) =>
      /^No report in twelve months\n(.*)$/m.exec((await say(client, said)).text)?.[1];
    const notYet = (month: string) => `There are records since ${month}. Told once there are twelve months on record.`;
    for (const client of [officer, panel]) expect(await silent('summary', client)).toBe(notYet('April 2026'));
    const { bytes } = await fetchedFrom(house, await press(panel, await say(panel, 'summary'), 'PDF'));
    // Of another authority’s child: in no figure, and on record all the same.
    await refer('WB-CCCC-22', 'other-authority', { on: '2025-06-01' });
    expect(await silent('summary May 2026')).toBe(notYet('June 2025'));
    expect(await silent('summary June 2026')).toBe('None: each school has reported somebody.');
    await refer('WB-DDDD-22', 'other-authority', { on: '2025-04-30' });
    const april = await silent('summary April 2026');
    expect(april).toMatch(
      /^1 of 2 schools: .* That may be right: a school without a missing child has nobody to report\.$/,
    );
    expect(april).not.toContain('Example Primary School');
    // Read last: meanwhile nothing else happens, and a connection that waits is closed.
    expect(readPdf(bytes).text.replace(/\s+/g, ' ')).toContain(notYet('April 2026'));
  });

  test('knows a child who had a case before among many of the same name', async () => {
    for (let n = 10; n < 32; n += 1)
      await refer(`WB-NN${n}-22`, 'not-on-roll', { ...aPupil(), upn: null, dateOfBirth: `2013-05-${n}` });
    expect(figure(await say(officer, 'summary'), 'Of these, the child had a case before')).toBe('1');
  });

  test('says how long it took to find a child, from the first day out of school', async () => {
    const details = { country: 'Ghana', 'how-known': 'The embassy says so', evidence: 'nothing-yet' };
    const located = { where: 'abroad', on: '2026-06-02', by: 'Embassy', details, note: '' } as const;
    await house.casework.outcomes.locate(house.people.officer, again, located, []);
    const shown = await say(officer, 'summary June 2026');
    expect(shown.text).toMatch(/found, after \d+ calendar days in the median, from \d+ to \d+/);
    expect((await say(officer, 'summary May 2026')).text).toContain('found, after 9 calendar days in the median');
    expect((await say(officer, 'summary April 2026')).text).toMatch(/^0\W*found$/m);
  });

  test('is rounded for a member of the panel, without a chart', async () => {
    const shown = await say(panel, 'summary');
    expect(shown.text).toContain('Figures of cases are rounded');
    expect(figure(shown, 'New')).toBe('fewer than 5');
    expect(figure(shown, 'Open at the end')).toBe('fewer than 5');
    expect(figure(shown, 'Opened again')).toBe('0');
    expect(parts(shown.card).filter(({ type }) => String(type).startsWith('Chart'))).toEqual([]);
    expect(buttonsOn(shown.card).map(({ title }) => title)).toEqual(['PDF']);
  });

  test('goes out as a PDF with plots that say in words what they show, and rounded to hand on', async () => {
    const shown = await say(manager, 'summary');
    const { name, bytes } = await fetchedFrom(house, await press(manager, shown, 'PDF, every figure'));
    expect(name).toBe('summary-2026-05-01.pdf');
    const pdf = readPdf(bytes);
    expect(pdf).toMatchObject({ tagged: true, language: 'en-GB', title: 'Children missing education: May 2026' });
    expect(pdf.pictures.join('\n')).toContain(`Bar chart: Closed, by how. ${TITLE}: 1.`);
    expect(pdf.outline).toContain('Open cases by stage');
    expect(pdf.text).not.toMatch(/WB-|Rowan|Ashdown/);
    const handedOn = await fetchedFrom(house, await press(manager, shown, 'PDF to hand on, rounded'));
    const rounded = readPdf(handedOn.bytes);
    expect(rounded.pictures).toEqual([]);
    expect(rounded.text).toContain('fewer than 5');
    const forPanel = await press(panel, await say(panel, 'summary'), 'PDF');
    expect(readPdf((await fetchedFrom(house, forPanel)).bytes).text).toContain('fewer than 5');
  });

  test('stays rounded for a member of the panel who asks for the other file', async () => {
    const value = { verb: 'handout', kind: 'summary-pdf', on: '2026-05-01', to: '2026-05-31' };
    const before = panel.history().length;
    await panel.invoke('adaptiveCard/action', { action: { type: 'Action.Execute', data: value }, trigger: 'manual' });
    const ready = panel.history().slice(before).at(-1)!;
    const pdf = readPdf((await fetchedFrom(house, ready)).bytes);
    expect(pdf.pictures).toEqual([]);
    expect(pdf.text).toContain('fewer than 5');
  });

  test('is refused to a school and to who sees no case, and each look is on the trail', async () => {
    for (const who of ['lead', 'welfare', 'administrator', 'auditor'] as const) {
      const client = house.as(house.people[who]);
      expect((await say(client, 'summary')).text).toContain('Your role does not allow this');
    }
    await say(manager, 'summary');
    const [last] = (await trailOf(house.storage, house.people.officer.authority)).slice(-1);
    expect(last).toMatchObject({ action: 'see-summary', outcome: 'read', role: 'service-manager', cases: [] });
    expect(last!.fields).toEqual(['2026-05-01 to 2026-05-31']);
  });
});

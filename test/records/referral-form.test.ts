import { writeFileSync } from 'node:fs';
import type { CaseView } from '../../src/casework/casework';
import type { Fact, FactBody } from '../../src/domain/case/fact';
import { policyPack } from '../../src/domain/policy/policies';
import { referralForm, referralSheet } from '../../src/records/referral-form';
import { aCheck, aPupil, atRisk, History, reported } from '../builders/case';
import { aRemovalDecision, aSignature } from '../builders/removal';
import { readPdf, type PdfRead } from '../support/read-pdf';
import { aView, factsUnder, MAKER, PEOPLE, worked } from './case-view';

async function read(view: ReturnType<typeof aView>) {
  const { bytes } = await referralForm(view, PEOPLE, MAKER);
  if (process.env['KEEP_PDF']) writeFileSync(process.env['KEEP_PDF'], bytes);
  return readPdf(bytes);
}

describe('of a case that has been worked on', () => {
  let pdf: PdfRead;
  beforeAll(async () => {
    pdf = await read(aView(worked().facts));
  });

  test('it can be listened to: tagged, with a title, a language, headings, tables, lists and an outline', async () => {
    expect(pdf).toMatchObject({
      title: 'Referral: child missing education, case WB-7K3M-2Q',
      language: 'en-GB',
      tagged: true,
    });
    const of = (role: string) => pdf.elements.filter((element) => element.role === role).map(({ text }) => text);
    expect(of('H1')).toEqual([pdf.title]);
    expect(of('H2')).toEqual(pdf.outline);
    expect(of('H2')).toEqual(
      expect.arrayContaining(['The pupil', 'Safeguarding', 'Checklist', 'Timeline, oldest first']),
    );
    expect(of('TH')).toEqual(expect.arrayContaining(['UPN', 'When', 'Who', 'What']));
    expect(of('TD')).toEqual(expect.arrayContaining(['Rowan Ashdown', '9 March 2016', 'C341999926001']));
    expect(of('LI').length).toBeGreaterThan(5);
  });

  test('the reference and the number of the page stand on every page', async () => {
    const { pages } = pdf;
    expect(pages.length).toBeGreaterThan(2);
    pages.forEach((page, at) => {
      expect(page).toContain('WB-7K3M-2Q · Referral form · Confidential');
      expect(page).toContain(`Page ${at + 1} of ${pages.length}`);
    });
  });

  test('every answer stands under the question in the words in which it was asked, with who said it and when', async () => {
    const { text } = pdf;
    expect(text.split('Asked: Did you ring every contact on the first day?')).toHaveLength(2);
    expect(text).toMatch(
      /Asked: Did you ring every contact[^]*Three numbers tried[^]*The aunt answered\. Next: Visit the home\./,
    );
    expect(text).toContain('Recorded Tue 28 April 2026, 09:05, by Ash Lead, attendance lead.');
    expect(text).toContain('Skipped. The family has no e-mail address.');
  });

  test('the timeline tells everything, oldest first, and the codes and counts stand beside it', async () => {
    const { text } = pdf;
    const timeline = text.slice(text.indexOf('Timeline, oldest first'));
    const places = [
      'Case opened',
      'no risk named',
      'Rowan Ashdown',
      'Three numbers',
      'The aunt',
      'skipped',
      'Register O',
    ];
    const found = places.map((words) => timeline.indexOf(words));
    expect(found).toEqual([...found].sort((a, b) => a - b));
    expect(found).not.toContain(-1);
    expect(text).toContain('O: Absent without authorisation. No reason given.');
    expect(text).toMatch(/11 school days in a row coded G, N, O, U, since Mon 27 April 2026/);
  });
});

test('what makes the child at risk is told with every answer, and who was called', async () => {
  const facts = reported({}, atRisk).at('2026-04-27', '08:50', {
    kind: 'safeguarding-contacted',
    contact: { agency: 'police', reference: 'INC-0042', on: '2026-04-27', at: '08:45', note: 'They are on their way.' },
  }).facts;
  const { text } = await read(aView(facts));
  expect(text).toMatch(/At risk Yes\./);
  expect(text).toContain('Called Police on Mon 27 April 2026 at 08:45. Reference INC-0042. They are on their way.');
});

test.each([
  ['red', /^Yes\. Risk: Red\. /],
  ['amber', /^Yes\. Risk: Amber\. /],
  ['green', /^No risk has been named\. Risk: Green\. /],
])('how somebody weighed the risk (%s) says whether the child is at risk, as the questions do', (tier, words) => {
  const answer = { tier, reason: 'Seen by nobody', asked: 'How great?' };
  const facts = worked().at('2026-05-05', '09:00', { kind: 'tier-set', answer }).facts;
  expect(factsUnder('At a glance', aView(facts))['At risk']).toMatch(words);
});

describe('a case that was moved to other rules', () => {
  const liverpool = policyPack('liverpool');
  const westmere = policyPack('westmere');
  const MOVED = '2026-05-05T08:00:00.000Z';
  const moved = (before: History, after: (history: History) => History = (history) => history): CaseView => {
    const move = { from: 'liverpool', to: 'westmere', reason: 'New rules', carried: [] };
    const { facts } = after(before.at('2026-05-05', '09:00', { kind: 'policy-moved', move }));
    const packs = [
      { from: '2026-04-27T07:40:00.000Z', policy: liverpool },
      { from: MOVED, policy: westmere },
    ] as const;
    return aView(facts, { policy: westmere, packs });
  };
  const group = liverpool.triage.groups.find(({ id }) => !westmere.triage.groups.some((one) => one.id === id))!;
  const [asked] = liverpool.triage.questions;
  const before = () => reported({}, { yes: [asked!.id], groups: [group.id], note: '' });

  test('tells the safeguarding answers under the questions that were asked, and no other', () => {
    const under = factsUnder('Safeguarding', moved(before()));
    expect(under).toMatchObject({ [asked!.asks]: 'Yes', Groups: group.label });
    for (const { asks } of liverpool.triage.questions.slice(1)) expect(under[asks]).toBe('No');
    for (const { asks } of westmere.triage.questions) expect(under).not.toHaveProperty([asks]);
  });

  test('tells what was answered with yes before beside the questions that were asked since', () => {
    const triage = { yes: [asked!.id, 'harm'], groups: [group.id], note: '' };
    const again = (history: History) => history.at('2026-05-06', '09:00', { kind: 'triaged', triage });
    const under = factsUnder('Safeguarding', moved(before(), again));
    const harm = westmere.triage.questions.find(({ id }) => id === 'harm')!;
    expect(under).toMatchObject({ [asked!.asks]: 'Yes', [harm.asks]: 'Yes', Groups: group.label });
    for (const { id, asks } of westmere.triage.questions) if (id !== 'harm') expect(under[asks]).toBe('No');
    expect(Object.keys(under)).not.toContain(liverpool.triage.questions[1]!.asks);
  });

  test('asks nobody anew what another case that was joined with it was told', () => {
    const from = { caseId: 'case-2', recordedAt: '2026-05-01T08:00:00.000Z', recordedBy: 'person-1' } as const;
    const triage = { yes: [asked!.id, 'harm'], groups: [], note: '' };
    const body: FactBody = { kind: 'triaged', triage };
    const joined = (history: History) => history.at('2026-05-06', '09:00', Object.assign(body, { moved: from }));
    const under = factsUnder('Safeguarding', moved(before(), joined));
    const harm = westmere.triage.questions.find(({ id }) => id === 'harm')!;
    expect(under).toMatchObject({ [asked!.asks]: 'Yes', [harm.asks]: 'Yes' });
    for (const { id, asks } of westmere.triage.questions) if (id !== 'harm') expect(under).not.toHaveProperty([asks]);
  });

  test('tells the answers to the checks of then, and what runs beside it, in the words of then', () => {
    const outcome = liverpool.outcomes.find(({ id }) => !westmere.outcomes.some((one) => one.id === id));
    const gone = liverpool.checklist.find(({ id }) => !westmere.checklist.some((one) => one.id === id))!;
    const beside = liverpool.otherProcedures.find(({ id }) => !westmere.otherProcedures.some((one) => one.id === id));
    expect([outcome, beside]).toEqual([expect.anything(), expect.anything()]);
    const history = before().at(
      '2026-04-28',
      '09:00',
      { kind: 'check-recorded', item: gone.id, check: aCheck({ outcome: outcome!.id }) },
      { kind: 'procedure-linked', procedure: beside!.id, reference: 'R-1', since: null, heldBy: '' },
    );
    const view = moved(history);
    const entries = referralSheet(view, PEOPLE, MAKER).parts.flatMap((part) =>
      part.kind === 'entries' ? part.entries : [],
    );
    const entry = entries.find(({ title }) => title.includes(gone.title))!;
    expect(entry).toMatchObject({ title: `${gone.id}  ${gone.title}`, state: 'No longer on the list' });
    expect(JSON.stringify(entry.lines)).toMatch(new RegExp(outcome!.label, 'i'));
    expect(factsUnder('At a glance', view)['Another procedure beside it']).toContain(beside!.name);
  });

  test('names the rules that hold and those under which it began, each with its own id', () => {
    const last = (view: CaseView) => JSON.stringify(referralSheet(view, PEOPLE, MAKER).parts.at(-1));
    expect(last(moved(before()))).toContain(
      `under the policy “${westmere.title}” (westmere); the case began under “${liverpool.title}” (liverpool).`,
    );
    expect(last(aView(before().facts))).toContain(`under the policy “${liverpool.title}” (liverpool). `);
  });
});

test('a case that is linked as a sibling’s is named to whoever may see it too, and to nobody else', () => {
  const facts = worked().at(
    '2026-05-05',
    '09:00',
    { kind: 'sibling-linked', caseId: 'case-2', reference: 'WB-2222-22' },
    { kind: 'sibling-linked', caseId: 'case-3', reference: 'WB-3333-33' },
  ).facts;
  const told = (known: readonly Fact[], ...sees: string[]) =>
    factsUnder('Home and family', aView(known), { ...MAKER, seesToo: new Set(sees) })['Brothers and sisters'];
  expect(told(worked().facts)).toBe('None recorded');
  expect(told(facts, 'case-2', 'case-3')).toBe('A linked case: WB-2222-22\nA linked case: WB-3333-33');
  expect(told(facts, 'case-3')).toBe('A linked case: WB-3333-33\nHas a case elsewhere');
  expect(told(facts)).toBe('Has a case elsewhere');
  const described = new History().at('2026-05-05', '10:00', {
    ...{ kind: 'pupil-described', pupil: aPupil({ siblings: 'A brother in Year 9' }) },
  }).facts;
  expect(told([...facts, ...described])).toBe('A brother in Year 9\nHas a case elsewhere');
});

test('another procedure that runs beside the case stands at the top, with who handles it', () => {
  const facts = worked().at('2026-05-02', '09:00', {
    ...{ kind: 'procedure-linked', procedure: 'runaway', reference: 'MP-2211', since: '2026-05-01', heldBy: 'Police' },
  }).facts;
  const words =
    'The Pan-Merseyside missing children protocol, with the police. Reference MP-2211. Since Fri 1 May 2026. Handled by Police.';
  const told = (known: readonly Fact[]) => factsUnder('At a glance', aView(known))['Another procedure beside it'];
  expect(told(facts)).toBe(words);
  const known = { procedure: 'runaway', reference: 'MP-2211' };
  const then = (body: FactBody) => new History().at('2026-05-08', '09:00', body).facts;
  const ended = then({ kind: 'procedure-ended', ...known, on: '2026-05-07', note: '' });
  expect(told([...facts, ...ended])).toBe(`${words} Ended on Thu 7 May 2026.`);
  const gone = then({ kind: 'procedure-unlinked', ...known, reason: 'Of another child' });
  expect(told([...facts, ...gone])).toBeUndefined();
});

test('what was signed and decided about the register is told in full', () => {
  const facts = worked().at(
    '2026-06-01',
    '09:00',
    { kind: 'conclusion-signed', signature: aSignature({ statement: 'All enquiries made' }) },
    { kind: 'removal-decided', decision: aRemovalDecision({ reasons: 'Nobody has found the child' }) },
    { kind: 'name-deleted', on: '2026-06-02' },
  ).facts;
  const parts = JSON.stringify(referralSheet(aView(facts), PEOPLE, MAKER).parts);
  for (const words of [
    'Signed for the school: not found.',
    'All enquiries made.',
    'deleted on Tue 2 June 2026, ground 9(1)(i)',
    'Nobody has found the child.',
    'The name was deleted from the admission register on Tue 2 June 2026.',
  ])
    expect(parts).toContain(words);
});

test('names of every script are drawn, and what has no picture in the font costs no line', async () => {
  const pupil = aPupil({ forename: 'Łucja Őry', surname: 'محمد علي', otherNames: 'Ελένη Жанна 王小明 👧🏽' });
  const facts = new History().at(
    '2026-04-27',
    '08:40',
    { kind: 'opened', way: 'missing' },
    { kind: 'pupil-described', pupil },
  ).facts;
  const { text } = await read(aView(facts));
  expect(text).toContain('Łucja Őry');
  expect(text).toContain('Ελένη Жанна');
  expect(text).toContain('Some characters in this paper have no picture');
});

test('a case of a child on no school’s roll, with nothing described, makes a form too', async () => {
  const facts = new History().at('2026-04-27', '08:40', { kind: 'opened', way: 'not-on-roll' }).facts;
  const view = aView(facts);
  const { text } = await read({ ...view, school: null, case: { ...view.case, school: null } });
  expect(text).toContain('On no school’s roll');
  expect(text).toContain('Not yet described.');
});

test('two hundred entries and hostile text lose nothing and leave no page empty', async () => {
  const history = worked();
  const long = 'very '.repeat(1500) + 'LASTWORD';
  history.at('2026-05-05', '09:00', { kind: 'check-recorded', item: 'S04', check: aCheck({ note: long }) });
  history.at('2026-05-05', '09:01', { kind: 'check-skipped', item: 'S05', reason: 'x'.repeat(4000) + 'UNBROKEN' });
  history.at('2026-05-05', '09:02', {
    kind: 'check-skipped',
    item: 'S06',
    reason: '\u202egnp.exe\u0000 <script> \ud800 ${x} \\n',
  });
  for (let n = 0; n < 200; n += 1) {
    const sighting = { on: '2026-05-05', where: 'elsewhere', by: `Neighbour ${n}`, note: 'Seen at the shop' } as const;
    history.at('2026-05-05', '10:00', { kind: 'seen', sighting });
  }
  const { text, pages } = await read(aView(history.facts));
  for (const words of ['LASTWORD', 'UNBROKEN', 'gnp.exe', '<script>', 'Neighbour 0', 'Neighbour 199'])
    expect(text).toContain(words);
  expect(pages.filter((page) => page.length < 120)).toEqual([]);
}, 60_000);

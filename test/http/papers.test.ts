import { createHash } from 'node:crypto';
import { keysOf } from '../../src/casework/record';
import type { Fact } from '../../src/domain/case/fact';
import { anAbsence, aPupil, noRisk } from '../builders/case';
import { aRemovalDecision, aSignature } from '../builders/removal';
import { newId } from '../support/bot';
import { buttonOn, inputsOn } from '../support/cards';
import type { Client, Shown } from '../support/client';
import { readPdf } from '../support/read-pdf';
import { find } from './case-pages';
import { aMainJobBot, press, reportPupil, say, type MainJobBot } from './main-job-bot';
import { takeOff } from './take-off';

let house: MainJobBot;
let lead: Client;
let reference: string;
beforeEach(async () => {
  house = await aMainJobBot('chat');
  lead = house.as(house.people.lead);
  ({ reference } = await reportPupil(lead));
});
afterEach(() => house.bot.close());

async function papersOf(client: Client): Promise<Shown> {
  return press(client, await press(client, await say(client, `case ${reference}`), 'More'), 'Papers');
}
/** The link on a card, at the test's own server. */
const linkOn = (shown: Shown): string =>
  `${house.bot.url}${new URL(String(buttonOn(shown.card, 'Fetch the paper')['url'])).pathname}`;
const fetchPaper = (link: string) => fetch(link, { method: 'POST' });

test('the referral form is made from the case and fetched once, by a person and not by what looks at links', async () => {
  const ready = await press(lead, await papersOf(lead), 'Referral form');
  expect(ready.text).toMatch(/works once, and for 10 minutes/);
  expect(String(buttonOn(ready.card, 'Fetch the paper')['url'])).toMatch(
    /^https:\/\/papers\.example\/papers\/[A-Za-z0-9_-]{43}$/,
  );
  const link = linkOn(ready);
  for (const method of ['HEAD', 'GET', 'GET']) {
    const looked = await fetch(link, { method });
    expect(looked.status).toBe(200);
    expect(looked.headers.get('cache-control')).toBe('no-store');
    const page = await looked.text();
    expect(page).toContain(method === 'GET' ? '<button>Download</button>' : '');
    expect(page).not.toMatch(/Rowan|Ashdown|WB-/);
  }
  const fetched = await fetchPaper(link);
  expect(fetched.status).toBe(200);
  expect(Object.fromEntries(fetched.headers)).toMatchObject({
    'content-type': 'application/pdf',
    'content-disposition': `attachment; filename="${reference}-referral-form.pdf"`,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  const bytes = new Uint8Array(await fetched.arrayBuffer());
  expect(readPdf(bytes).text).toContain('Rowan Ashdown');

  for (const again of [await fetchPaper(link), await fetch(link)]) {
    expect(again.status).toBe(404);
    expect(await again.text()).toContain('This link has been used or is too old');
  }
  const listed = await papersOf(lead);
  expect(listed.text).toContain('by Ash Lead');
  expect(listed.text).toContain(createHash('sha256').update(bytes).digest('hex').slice(0, 8));
  const once = await press(lead, listed, 'Fetch');
  expect(new Uint8Array(await (await fetchPaper(linkOn(once))).arrayBuffer())).toEqual(bytes);
});

test('a link grows too old, and one that never was tells no more than that', async () => {
  const link = linkOn(await press(lead, await papersOf(lead), 'Data'));
  await house.at('2026-04-27', '08:49');
  expect((await fetch(link)).status).toBe(200);
  await house.at('2026-04-27', '08:51');
  const gone = await Promise.all([
    fetch(link),
    fetchPaper(link),
    fetch(`${house.bot.url}/papers/${'A'.repeat(43)}`),
    fetchPaper(`${house.bot.url}/papers/%00${'..%2f'.repeat(30)}`),
    fetchPaper(`${house.bot.url}/papers/x`),
  ]);
  expect(gone.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404]);
  expect(new Set(await Promise.all(gone.map((one) => one.text()))).size).toBe(1);
});

test('in a channel no link appears: the paper comes to the person’s own chat', async () => {
  const before = lead.history().length;
  const id = '19:panel@thread.tacv2';
  const channel = lead.in({ id, conversationType: 'channel' });
  for (const [verb, data] of [
    ['show-papers', { reference }],
    ['make-paper', { reference, kind: 'case-json' }],
  ] as const) {
    const action = { type: 'Action.Execute', verb, data: { verb, ...data } };
    const answer = await channel.invoke('adaptiveCard/action', { action });
    expect(JSON.stringify(answer)).not.toMatch(/papers\.example|Rowan/);
  }
  expect(JSON.stringify(channel.history())).not.toMatch(/papers\.example|Rowan/);
  const own = lead.history().slice(before);
  expect(own.map(({ text }) => text).join('\n')).toContain('The paper is ready');
});

test('of several presses at once, one is answered', async () => {
  const link = linkOn(await press(lead, await papersOf(lead), 'Data'));
  const all = await Promise.all(Array.from({ length: 6 }, () => fetchPaper(link)));
  expect(all.map(({ status }) => status).sort()).toEqual([200, 404, 404, 404, 404, 404]);
});

test('papers are for those who work on the case, and a link ends with the right to it', async () => {
  const { panel, otherLead, officer } = house.people;
  const link = linkOn(await press(lead, await papersOf(lead), 'Data'));
  const ids = { reference, kind: 'case-json' };
  const id = (await house.storage.papers.onCase((await house.casework.see(officer, reference)).case.id))[0]!.id;
  for (const person of [panel, otherLead]) {
    const asked = await house.as(person).invoke('adaptiveCard/action', {
      action: { type: 'Action.Execute', verb: 'make-paper', data: { verb: 'make-paper', ...ids } },
    });
    const again = await house.as(person).invoke('adaptiveCard/action', {
      action: { type: 'Action.Execute', verb: 'fetch-paper', data: { verb: 'fetch-paper', paper: id } },
    });
    expect(JSON.stringify([asked, again])).not.toContain('/papers/');
  }
  expect(await house.storage.papers.onCase((await house.casework.see(officer, reference)).case.id)).toHaveLength(1);
  expect(await press(house.as(officer), await papersOf(house.as(officer)), 'Fetch')).toMatchObject({
    text: expect.stringContaining('The paper is ready'),
  });

  await house.storage.directory.savePeople('341', [officer]);
  expect((await fetch(link)).status).toBe(404);
  expect((await fetchPaper(link)).status).toBe(404);
});

/** As the gate leaves a case behind: both have signed, the head has decided, the name is gone. */
async function nameDeleted(): Promise<void> {
  const { lead: person, head } = house.people;
  const { case: theCase } = await house.casework.see(person, reference);
  const facts: Fact[] = [
    { kind: 'conclusion-signed', signature: aSignature() } as const,
    { kind: 'conclusion-signed', signature: aSignature({ side: 'authority', role: 'tracking-officer' }) } as const,
    { kind: 'removal-decided', decision: aRemovalDecision() } as const,
    { kind: 'name-deleted', on: '2026-06-02' } as const,
  ].map((body, n) => ({ ...body, id: `removal-${n}`, recordedAt: '2026-06-02T09:00:00.000Z', recordedBy: head.id }));
  await house.storage.cases.append(theCase.id, theCase.version, facts, keysOf(theCase), null);
}

test('a transfer file follows the deletion, goes to the lost pupil database, and is numbered', async () => {
  const page = await press(lead, await papersOf(lead), 'Transfer file');
  const wrong = await press(lead, page, 'Make the file', { destination: 'school', newSchool: '12' });
  expect(wrong.text).toContain('Give the seven digits');
  const early = await press(lead, wrong, 'Make the file', { destination: 'lost' });
  expect(early.text).toContain('still stands on your admission register');

  await nameDeleted();
  await house.at('2026-06-02', '10:00');
  const number = { newSchool: '3839998', newAuthority: '383' };
  for (const destination of ['outside', 'school', 'authority']) {
    const anew = await press(lead, await papersOf(lead), 'Transfer file');
    const refused = await press(lead, anew, 'Make the file', { destination, ...number });
    expect(refused.text).toContain('So the file goes to XXXXXXX');
  }
  const make = async () =>
    press(lead, await press(lead, await papersOf(lead), 'Transfer file'), 'Make the file', { destination: 'lost' });
  const ready = await make();
  expect(ready.text).toContain('3419999\\_CTF\\_XXXXXXX\\_001.xml');
  const fetched = await fetchPaper(linkOn(ready));
  expect(fetched.headers.get('content-disposition')).toContain('"3419999_CTF_XXXXXXX_001.xml"');
  expect(await fetched.text()).toContain('<UPN>C341999926001</UPN>');
  expect((await make()).text).toContain('\\_001.xml');
  await house.at('2026-06-09', '09:00');
  expect((await make()).text).toContain('\\_001.xml');
  await house.casework.describePupil(house.people.lead, reference, aPupil({ lastKnownAddress: '1 New Row, Leeds' }));
  expect((await make()).text).toContain('\\_002.xml');
});

test('a child who lives in another authority, nobody knows at which school, has a file for that authority', async () => {
  await nameDeleted();
  await find(lead, reference, 'other-authority', { by: 'An aunt', evidence_authority: 'Leeds' });
  const page = await press(lead, await papersOf(lead), 'Transfer file');
  expect(inputsOn(page.card).find(({ id }) => id === 'destination')).toMatchObject({ value: 'authority' });
  const wrong = await press(lead, page, 'Make the file', { newAuthority: '38' });
  expect(wrong.text).toContain('Give the three digits of the authority');
  const ready = await press(lead, wrong, 'Make the file', { newAuthority: '383' });
  expect(ready.text).toContain('3419999\\_CTF\\_383LLLL\\_001.xml');
  expect(await (await fetchPaper(linkOn(ready))).text()).toMatch(/<LEA>383<\/LEA>\s*<Estab>LLLL<\/Estab>/);
});

test('a child found abroad after the deletion is lost no more: no file says so, and the leaver step asks where to', async () => {
  await nameDeleted();
  const { officer, lead: person } = house.people;
  const steps = async () =>
    (await house.casework.see(officer, reference)).assessment.removal.steps.map(({ step }) => step.id);
  expect(await steps()).toContain('leaver');
  const details = { country: 'Ghana', 'how-known': 'The embassy says so', evidence: 'nothing-yet' };
  const abroad = { where: 'abroad', on: '2026-04-27', by: 'Embassy', details, note: '' } as const;
  await house.casework.outcomes.locate(officer, reference, abroad, []);
  expect(await steps()).toEqual(['leaver-known', 'ctf', 's2s', 'copy']);

  const page = await press(lead, await papersOf(lead), 'Transfer file');
  expect(inputsOn(page.card).find(({ id }) => id === 'destination')).toMatchObject({ value: 'outside' });
  const lost = await press(lead, page, 'Make the file', { destination: 'lost' });
  expect(lost.text).toContain('only for a pupil whom school and authority together could not find');
  await press(lead, await press(lead, await papersOf(lead), 'Transfer file'), 'Make the file');

  const { removal } = house.casework;
  await house.at('2026-06-02', '10:00');
  const leaver = { step: 'leaver-known', on: '2026-06-02', values: { destination: 'Ghana' } } as const;
  await removal.recordStep(person, reference, leaver);
  const ctf = await press(lead, await press(lead, await say(lead, `case ${reference}`), 'More'), 'After the deletion');
  expect(inputsOn(ctf.card).find(({ id }) => id === 'value_file')).toMatchObject({
    value: '3419999_CTF_MMMMMMM_001.xml',
  });
});

test('a deletion return waits for a decision, and then names its ground', async () => {
  const make = async () =>
    press(lead, await press(lead, await papersOf(lead), 'Deletion return'), 'Make the return', {
      format: 'csv',
      nextSchool: 'Sample High School',
    });
  expect((await make()).text).toContain('No ground for deleting the name has been decided');
  await nameDeleted();
  const fetched = await fetchPaper(linkOn(await make()));
  expect(fetched.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(await fetched.text()).toMatch(/Sample High School[^]*9\(1\)\(i\)/);
});

test('a deletion return begins with what is known of where the child is, and what is typed instead stands', async () => {
  await find(lead, reference, 'other-school', {
    ...{ by: 'The office', evidence_school: 'Sample Academy', evidence_sector: 'state' },
    'evidence_registered-on': '2026-04-27',
  });
  const page = await press(lead, await papersOf(lead), 'Deletion return');
  const shown = Object.fromEntries(inputsOn(page.card).map(({ id, value }) => [id, value]));
  expect(shown).toMatchObject({ nextSchool: 'Sample Academy', startsOn: '2026-04-27' });
  expect(shown['futureAddress'] ?? '').toBe('');
  await takeOff(house, reference, 'a');
  const made = await press(lead, page, 'Make the return', { format: 'csv', nextSchool: 'Sample Free School' });
  const text = await (await fetchPaper(linkOn(made))).text();
  expect(text).toContain('Sample Free School');
  expect(text).not.toContain('Sample Academy');
  expect(text).toContain('Mon 27 April 2026');
});

test('a paper of the welfare service speaks of the cases of other schools, and no school gets it', async () => {
  const { otherLead, officer, welfare } = house.people;
  const reportElsewhere = async (over: Partial<ReturnType<typeof aPupil>>) => {
    const order = { draftId: newId(), triage: noRisk, absence: anAbsence(), pupil: aPupil(over) };
    return (await house.casework.report(otherLead, order)).view.case.reference;
  };
  const brother = await reportElsewhere({ forename: 'Robin', upn: null, upnUnknown: 'other' });
  await house.casework.siblings.link(officer, reference, [brother]);
  const second = await reportElsewhere({});
  await house.casework.duplicates.join(officer, reference, second);
  const client = house.as(welfare);
  for (const kind of ['Data', 'Referral form']) await press(client, await papersOf(client), kind);
  const made = await press(client, await papersOf(client), 'Data');
  expect(await (await fetchPaper(linkOn(made))).text()).toContain(brother);

  const listed = await papersOf(lead);
  expect(listed.text).toContain('by Flo Welfare');
  expect(listed.text).not.toContain('Fetch');
  const { case: theCase } = await house.casework.see(house.people.lead, reference);
  for (const { id } of await house.storage.papers.onCase(theCase.id)) {
    const action = { type: 'Action.Execute', verb: 'fetch-paper', data: { verb: 'fetch-paper', paper: id } };
    await lead.invoke('adaptiveCard/action', { action });
    expect(lead.history().at(-1)!.text).not.toContain('The paper is ready');
  }
  const own = await (await fetchPaper(linkOn(await press(lead, listed, 'Make your own')))).text();
  for (const secret of [brother, second, 'Di Other']) expect(own).not.toContain(secret);
  const colleague = house.as(officer);
  expect((await press(colleague, await papersOf(colleague), 'Fetch')).text).toContain('The paper is ready');
});

test('what the authority disclosed is on its own papers, and no paper is a way round to it', async () => {
  const officer = house.as(house.people.officer);
  const { case: theCase } = await house.casework.see(house.people.officer, reference);
  const fact: Fact = {
    ...{ kind: 'assigned', to: house.people.officer.id, note: 'The Revenues team was asked' },
    ...{ id: 'assigned-1', recordedAt: '2026-04-27T09:00:00.000Z', recordedBy: house.people.officer.id },
  };
  await house.storage.cases.append(theCase.id, theCase.version, [fact], keysOf(theCase), null);
  const textOf = async (ready: Shown) =>
    readPdf(new Uint8Array(await (await fetchPaper(linkOn(ready))).arrayBuffer())).text;

  expect(await textOf(await press(officer, await papersOf(officer), 'Referral form'))).toContain('The Revenues team');
  const listed = await papersOf(lead);
  expect(listed.text).toContain('by Ed Track');
  expect(listed.text).not.toContain('Fetch');
  const [paper] = await house.storage.papers.onCase(theCase.id);
  const action = { type: 'Action.Execute', verb: 'fetch-paper', data: { verb: 'fetch-paper', paper: paper!.id } };
  await lead.invoke('adaptiveCard/action', { action });
  expect(lead.history().at(-1)!.text).not.toContain('The paper is ready');
  const own = await textOf(await press(lead, listed, 'Make your own'));
  expect(own).toContain('Rowan Ashdown');
  expect(own).not.toContain('Revenues');
});

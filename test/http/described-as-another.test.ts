import { anAbsence, aPupil, noRisk } from '../builders/case';
import { newId } from '../support/bot';
import { inputsOn } from '../support/cards';
import type { Client, Shown } from '../support/client';
import { caseOf, titlesOn } from './case-pages';
import { ABSENCE, aMainJobBot, press, PUPIL, referenceOn, say, TRIAGE, type MainJobBot } from './main-job-bot';

const WREN = { forename: 'Wren', surname: 'Birch', dateOfBirth: '2015-02-02' } as const;
const NO_UPN = { upn: '', upnUnknown: 'other' };
const SAME = 'It is the same child';

let house: MainJobBot;
let lead: Client;
let older: string;
let newer: string;
const begin = async (pages: 'dialog' | 'chat', pack: string) => {
  house = await aMainJobBot(pages, pack);
  lead = house.as(house.people.lead);
  const report = async (pupil: Parameters<typeof aPupil>[0], absence = anAbsence()) => {
    const given = { draftId: newId(), triage: noRisk, pupil: aPupil(pupil), absence };
    return (await house.casework.report(house.people.lead, given)).view.case.reference;
  };
  older = await report({ forename: 'Wrenn', surname: 'Birch', upn: null, upnUnknown: 'other' });
  await house.at('2026-05-11', '09:00');
  newer = await report(
    { ...WREN, upn: 'R341999926002' },
    anAbsence({ lastAttended: '2026-05-08', firstDayMissed: '2026-05-11' }),
  );
  await house.at('2026-05-11', '10:00');
};
afterEach(() => house.bot.close());

const see = (reference: string) => house.casework.see(house.people.officer, reference);
const open = async () => (await house.casework.mine(house.people.lead)).map((view) => view.case.reference).sort();
const factsOf = async (reference: string) => (await see(reference)).case.facts;
const valueOf = (shown: Shown, id: string) => inputsOn(shown.card).find((input) => input['id'] === id)?.['value'];

const WHY = { because: 'It was typed of another pupil' };

describe.each([
  ['dialog', 'liverpool'],
  ['chat', 'liverpool'],
  ['chat', 'westmere'],
] as const)('a pupil corrected into another of the school, in a %s, by the rules of %s', (pages, pack) => {
  beforeEach(() => begin(pages, pack));

  const correct = async (reference = older) =>
    press(lead, await press(lead, await caseOf(lead, reference), 'Details'), 'Correct the pupil');
  const asked = async (typed = {}) => press(lead, await correct(), 'Save', { ...WREN, ...NO_UPN, ...WHY, ...typed });

  test('is asked about before anything is recorded, names the other case, and keeps what was typed', async () => {
    const before = [await factsOf(older), await factsOf(newer)];
    const question = await asked();
    expect(question.text).toContain(`Your school has an open case of a pupil with these details: ${newer}.`);
    expect(question.text).toMatch(new RegExp(`Is it this child\\?\\s+Wren Birch · ${newer} · Day 1`));
    expect(titlesOn(question)).toEqual(['Save', SAME]);
    expect(valueOf(question, 'forename')).toBe('Wren');
    expect([await factsOf(older), await factsOf(newer)]).toEqual(before);
  });

  test('is asked about again by whoever saves the same once more', async () => {
    const again = await press(lead, await asked(), 'Save');
    expect(again.text).toContain('Is it the same child?');
    expect(await open()).toEqual([older, newer].sort());
  });

  test('is the same child: the older case goes on with its days, and the newer one says where', async () => {
    const days = (await see(older)).assessment.counts.safeguarding!.since;
    const joined = await press(lead, await asked(), SAME);
    expect(joined.text).toContain('They are one now, shown here.');
    expect(joined.text).not.toContain('Is it this child?');
    expect([referenceOn(joined), await open()]).toEqual([older, [older]]);
    const { pupil, assessment } = await see(older);
    expect([pupil?.forename, assessment.counts.safeguarding?.since]).toEqual(['Wren', days]);
    expect((await caseOf(lead, newer)).text).toContain(older);
  });

  test('is another child, once what was typed is put right: both cases go on', async () => {
    const details = await press(lead, await asked(), 'Save', { forename: 'Wrenna', dateOfBirth: '2015-02-20' });
    expect(details.text).toContain('Wrenna Birch');
    expect(await open()).toEqual([older, newer].sort());
  });

  test('has the UPN of another, who is asked about in other words, and keeps apart once the UPN is put right', async () => {
    const question = await press(lead, await correct(), 'Save', { upn: 'R341999926002', ...WHY });
    expect(question.text).toContain(`This UPN belongs to a pupil with an open case at your school: ${newer}.`);
    const kept = await press(lead, question, 'Save', { upn: 'C341999926001' });
    expect(kept.text).toContain('C341999926001');
    expect(await open()).toEqual([older, newer].sort());
  });

  test('is asked about anew where the details are changed to those of a third, though it was said to be the same', async () => {
    const third = { forename: 'Ash', surname: 'Hazel', dateOfBirth: '2014-03-03' } as const;
    const other = aPupil({ ...third, upn: null, upnUnknown: 'other' });
    const given = { draftId: newId(), triage: noRisk, pupil: other, absence: anAbsence() };
    const reference = (await house.casework.report(house.people.lead, given)).view.case.reference;
    const question = await press(lead, await asked(), SAME, third);
    expect(question.text).toContain(`with these details: ${reference}.`);
    expect(await open()).toEqual([older, newer, reference].sort());
  });
});

describe.each([
  ['dialog', 'liverpool'],
  ['chat', 'liverpool'],
  ['chat', 'westmere'],
] as const)('a child at risk described by the UPN of another, in a %s, by the rules of %s', (pages, pack) => {
  let urgentCase: string;
  let question: Shown;
  const TYPED = { ...PUPIL, forename: 'Robin', surname: 'Example', dateOfBirth: '2015-07-01', upn: 'R341999926002' };
  beforeEach(async () => {
    await begin(pages, pack);
    await lead.in({ id: '19:group', conversationType: 'groupChat' }).say('<at>Whereabouts</at> report');
    const first = await press(lead, lead.history().at(-1)!, 'Begin the report');
    const urgent = await press(lead, first, 'Continue', {
      situation: 'missing',
      risks: house.policy.triage.questions[0]!.id,
    });
    [urgentCase = ''] = (await open()).filter((reference) => ![older, newer].includes(reference));
    question = await press(lead, await press(lead, urgent, 'Continue with the report'), 'Continue', TYPED);
  });

  test('was alerted of before it is asked whose UPN it is', async () => {
    expect(question.text).toContain(`This UPN belongs to a pupil with an open case at your school: ${newer}.`);
    expect(question.text).toMatch(new RegExp(`Is it this child\\?\\s+Wren Birch · ${newer}`));
    expect(titlesOn(question)).toEqual(['Continue', SAME, 'Back', 'Save for later']);
    await house.fallDue();
    const alert = house
      .as(house.people.officer)
      .history()
      .filter(({ text }) => text.includes(urgentCase));
    expect(alert.length).toBeGreaterThan(0);
    expect((await see(urgentCase)).pupil?.upn ?? null).toBeNull();
  });

  test('is the same child: what was told of the risk stands on the case that there was', async () => {
    const joined = await press(lead, question, SAME);
    expect(joined.text).toContain('They are one now, shown here.');
    expect([referenceOn(joined), await open()]).toEqual([newer, [older, newer].sort()]);
    expect((await see(newer)).assessment.inDanger).toBe(true);
    expect(await house.storage.drafts.reports(house.people.lead.school!)).toEqual([]);
  });

  test('is another child: the UPN is put right, and the report goes on with its own case', async () => {
    const absence = await press(lead, question, 'Continue', { upn: 'C341999926001' });
    const since = { ...ABSENCE, lastAttended: '2026-05-08', firstDayMissed: '2026-05-11' };
    const shown = await press(lead, absence, 'Finish the report', since);
    expect([referenceOn(shown), shown.text.includes('Robin Example')]).toEqual([urgentCase, true]);
    expect(await open()).toEqual([older, newer, urgentCase].sort());
    expect((await see(newer)).assessment.inDanger).toBe(false);
  });

  test('can be left for whom to call, and be asked about again', async () => {
    const urgent = await press(lead, question, 'Back');
    expect(titlesOn(urgent)).toContain('Record this contact');
    const pupil = await press(lead, urgent, 'Continue with the report');
    expect(valueOf(pupil, 'forename')).toBe('Robin');
    expect((await press(lead, pupil, 'Continue')).text).toContain('Is it the same child?');
  });

  test('is kept for later as it was typed, and joins nothing by that', async () => {
    await press(lead, question, 'Save for later', { parents: 'Sam Example' });
    expect(await open()).toEqual([older, newer, urgentCase].sort());
    const pupil = await press(lead, await say(lead, 'report'), 'Go on');
    expect([valueOf(pupil, 'parents'), valueOf(pupil, 'upn')]).toEqual(['Sam Example', 'R341999926002']);
    expect(titlesOn(pupil)).not.toContain(SAME);
  });
});

describe.each([
  ['dialog', 'liverpool'],
  ['chat', 'westmere'],
] as const)('a report by the UPN of another, in a %s, by the rules of %s', (pages, pack) => {
  const TYPED = { ...PUPIL, upn: 'R341999926002' };
  const since = { ...ABSENCE, lastAttended: '2026-05-12', firstDayMissed: '2026-05-13' };
  const asked = async () => {
    await lead.in({ id: '19:group', conversationType: 'groupChat' }).say('<at>Whereabouts</at> report');
    const first = await press(lead, lead.history().at(-1)!, 'Begin the report');
    const named = { ...TRIAGE, forename: 'Robin', surname: 'Example', dateOfBirth: '2015-07-01' };
    return press(lead, await press(lead, first, 'Continue', named), 'Continue', {
      ...TYPED,
      dateOfBirth: '2015-07-01',
    });
  };
  beforeEach(() => begin(pages, pack));

  test('opens nothing while it is not said whose it is, and goes back to the questions of safety', async () => {
    const question = await asked();
    expect(titlesOn(question)).toEqual(['Continue', SAME, 'Back', 'Save for later']);
    const first = await press(lead, question, 'Back');
    expect(first.text).toContain('Safety first');
    expect(await open()).toEqual([older, newer].sort());
  });

  test('is kept for later with what was typed', async () => {
    await press(lead, await asked(), 'Save for later', { parents: 'Sam Example' });
    const pupil = await press(lead, await say(lead, 'report'), 'Go on');
    expect([valueOf(pupil, 'parents'), titlesOn(pupil).includes(SAME)]).toEqual(['Sam Example', false]);
    expect(await open()).toEqual([older, newer].sort());
  });

  test('is of the same child, who was back: it is asked since when, and the pupil is missing again', async () => {
    const present = { code: '/', from: '2026-05-12', to: null, note: '' } as const;
    await house.at('2026-05-12', '10:00');
    await house.casework.markAttendance(house.people.lead, newer, present);
    await house.at('2026-05-13', '10:00');
    const absence = await press(lead, await asked(), SAME);
    const check = await press(lead, absence, 'Continue', since);
    const shown = await press(lead, check, 'Report the pupil');
    expect([referenceOn(shown), shown.text.includes('The pupil is missing again.')]).toEqual([newer, true]);
    const { assessment, pupil } = await see(newer);
    expect([assessment.found, pupil?.forename]).toEqual([null, 'Wren']);
    expect(await open()).toEqual([older, newer].sort());
  });
});

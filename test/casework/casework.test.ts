import { randomUUID } from 'node:crypto';
import { ChangedSince } from '../../src/casework/casework';
import { Refusal } from '../../src/errors';
import { aCheck, aPupil, anAbsence, atRisk, noRisk } from '../builders/case';
import { aWorld } from './world';

const refusal = async (work: Promise<unknown>): Promise<Refusal> => {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(Refusal);
  return error as Refusal;
};

describe('reporting', () => {
  it('opens one case however often it is submitted', async () => {
    const { casework, report, people } = await aWorld();
    const draftId = randomUUID();
    const first = await report({ draftId });
    const second = await report({ draftId });
    expect(second.case.reference).toBe(first.case.reference);
    expect(first.case.reference).toMatch(/^WB-[A-Z2-9]{4}-[A-Z2-9]{2}$/);
    expect(await casework.mine(people.lead)).toHaveLength(1);
  });

  it('shows the open case of a pupil with the same UPN, or the same name and date of birth', async () => {
    const { casework, report, people } = await aWorld();
    const first = await report();
    const again = (pupil: Parameters<typeof aPupil>[0]) =>
      casework.report(people.head, {
        draftId: randomUUID(),
        triage: noRisk,
        pupil: aPupil(pupil),
        absence: anAbsence(),
      });
    const sameUpn = await again({ surname: 'Other' });
    const sameName = await again({ upn: null, upnUnknown: 'not-found', forename: 'ROWAN' });
    const another = await again({ upn: 'R341999926002', forename: 'Wren' });
    expect([sameUpn, sameName].map(({ view, existing }) => [view.case.id, existing])).toEqual([
      [first.case.id, true],
      [first.case.id, true],
    ]);
    expect(another.existing).toBe(false);
  });

  it('alerts the tracking officer at once when the child is at risk, with the absence still unknown', async () => {
    const { casework, people, storage } = await aWorld();
    const pupil = aPupil({ dateOfBirth: null, upn: null });
    const { view } = await casework.report(people.lead, {
      draftId: randomUUID(),
      triage: atRisk,
      pupil,
      absence: null,
    });
    const sent = await storage.outbox.ofCase(view.case.id);
    expect(sent.map(({ obligation, recipient, urgent }) => [obligation, recipient, urgent])).toEqual(
      expect.arrayContaining([['at-risk-report', people.officer.id, true]]),
    );
  });

  it('records an urgent triage on the case that is there, and alerts for it', async () => {
    const { casework, report, people, storage } = await aWorld();
    const first = await report();
    const again = await casework.report(people.lead, {
      draftId: randomUUID(),
      triage: atRisk,
      pupil: aPupil(),
      absence: null,
    });
    expect(again).toMatchObject({ existing: true, view: { assessment: { atRisk: true } } });
    const alerts = (await storage.outbox.ofCase(first.case.id)).filter(
      ({ obligation }) => obligation === 'at-risk-report',
    );
    expect(alerts).toHaveLength(1);
  });

  it('ends an urgent case as a duplicate once its pupil turns out to have another, and keeps the triage', async () => {
    const { casework, report, people } = await aWorld();
    const first = await report();
    const nameless = aPupil({ forename: 'R', surname: 'not yet given', dateOfBirth: null, upn: null });
    const urgent = await casework.report(people.lead, {
      draftId: randomUUID(),
      triage: atRisk,
      pupil: nameless,
      absence: null,
    });
    const { view, existing } = await casework.describePupil(people.lead, urgent.view.case.reference, aPupil());
    expect([existing, view.case.id, view.assessment.atRisk]).toEqual([true, first.case.id, true]);
    const ended = await casework.see(people.lead, urgent.view.case.reference);
    expect(ended.assessment.open).toBe(false);
  });

  it('does not take two children for one because of a UPN: nothing is opened, merged or lost', async () => {
    const { casework, report, people } = await aWorld();
    const first = await report();
    const other = aPupil({ forename: 'Zed', surname: 'Other', dateOfBirth: '2014-05-06' });
    const given = { draftId: randomUUID(), triage: noRisk, pupil: other, absence: anAbsence() };
    const refused = await refusal(casework.report(people.lead, given));
    expect([refused.code, refused.says]).toEqual(['another-child', expect.stringContaining(first.case.reference)]);
    const unnamed = { ...given, draftId: randomUUID(), triage: atRisk, pupil: { ...other, upn: null }, absence: null };
    const urgent = await casework.report(people.lead, unnamed);
    await refusal(casework.describePupil(people.lead, urgent.view.case.reference, other));
    expect((await casework.see(people.lead, urgent.view.case.reference)).assessment.open).toBe(true);
  });

  it('lets no alert wait for whose UPN or first name it is: a child at risk has a case of its own', async () => {
    const { casework, report, people } = await aWorld();
    const { reference } = (await report()).case;
    const twin = { triage: atRisk, pupil: aPupil({ forename: 'Robin' }), absence: null };
    const urgent = await casework.report(people.lead, { draftId: randomUUID(), ...twin });
    expect([urgent.existing, (await casework.see(people.lead, reference)).assessment.atRisk]).toEqual([false, false]);
  });

  it('adds the risks of a second report to those of the first', async () => {
    const { casework, report, people } = await aWorld();
    await report({ triage: { ...atRisk, note: 'first' } });
    const triage = { yes: ['known-risk'], groups: [], note: 'second' };
    const given = { draftId: randomUUID(), triage, pupil: aPupil(), absence: null };
    const { view } = await casework.report(people.lead, given);
    expect(view.case.facts.at(-1)).toMatchObject({
      triage: { yes: ['child-protection', 'known-risk'], note: 'first\nsecond' },
    });
  });

  it('keeps the call to the police when an urgent case ends as a duplicate, and a risk that was named before', async () => {
    const { casework, report, people } = await aWorld();
    const first = await report({ triage: { yes: ['looked-after'], groups: [], note: '' } });
    const nameless = aPupil({ forename: 'R', surname: 'not yet given', dateOfBirth: null, upn: null });
    const given = { draftId: randomUUID(), triage: atRisk, pupil: nameless, absence: null };
    const { reference } = (await casework.report(people.lead, given)).view.case;
    const contact = { agency: 'police', reference: 'LOG-777', on: '2026-04-27', at: '08:45', note: '' } as const;
    await casework.recordSafeguardingContact(people.lead, reference, contact);
    const { view } = await casework.describePupil(people.lead, reference, aPupil());
    expect(view.case.reference).toBe(first.case.reference);
    expect(view.case.facts).toEqual(expect.arrayContaining([expect.objectContaining({ contact })]));
    expect(view.case.facts.findLast(({ kind }) => kind === 'triaged')).toMatchObject({
      triage: { yes: ['looked-after', 'child-protection'] },
    });
    expect((await casework.see(people.lead, reference)).case.facts.at(-1)).toMatchObject({
      note: expect.stringContaining(first.case.reference),
    });
    expect((await refusal(casework.describePupil(people.lead, reference, aPupil()))).says).toContain('closed');
  });

  it('keeps who said what and when as an urgent case ends, and lets no early review count', async () => {
    const { casework, report, people, at } = await aWorld();
    const first = await report();
    const nameless = aPupil({ forename: 'R', surname: 'not yet given', dateOfBirth: null, upn: null });
    const given = { draftId: randomUUID(), triage: atRisk, pupil: nameless, absence: null };
    const { reference } = (await casework.report(people.safeguarding, given)).view.case;
    const call = aCheck({ outcome: 'no-answer' });
    const review = aCheck({ outcome: 'refer', evidence: { present: 'Head' }, asked: '' });
    await casework.recordCheck(people.safeguarding, reference, 'S04', call, null);
    await casework.recordCheck(people.safeguarding, reference, 'R01', review, null);
    at('2026-06-01', '09:00');
    const { view } = await casework.describePupil(people.lead, reference, aPupil());
    expect(view.case.reference).toBe(first.case.reference);
    const moved = view.case.facts.filter(({ kind }) => kind === 'check-recorded');
    expect(moved).toEqual([
      expect.objectContaining({
        ...{ item: 'S04', recordedBy: people.lead.id },
        moved: expect.objectContaining({
          recordedBy: people.safeguarding.id,
          recordedAt: expect.stringContaining('2026-04-27'),
        }),
      }),
    ]);
  });

  it.each([
    ['an unknown code', { absence: anAbsence({ code: 'zz' }) }],
    ['a first day in the future', { absence: anAbsence({ firstDayMissed: '2027-01-01' }) }],
    ['a last day in school after the first day missed', { absence: anAbsence({ lastAttended: '2026-04-28' }) }],
    ['a leave that ended after the absence began', { absence: anAbsence({ leaveEnded: '2026-05-01' }) }],
    ['a question that was never asked', { triage: { yes: ['made-up'], groups: [], note: '' } }],
  ])('refuses %s, whoever sends it, and opens nothing', async (_what, over) => {
    const { casework, people } = await aWorld();
    const given = { draftId: randomUUID(), triage: noRisk, pupil: aPupil(), absence: anAbsence(), ...over };
    await refusal(casework.report(people.lead, given));
    expect(await casework.mine(people.lead)).toEqual([]);
  });

  it('answers an urgent triage also while somebody else writes on the pupil’s case', async () => {
    const { casework, report, people } = await aWorld();
    const { case: theCase } = await report();
    const urgent = { triage: atRisk, pupil: aPupil(), absence: null };
    const [{ view }] = await Promise.all([
      casework.report(people.lead, { draftId: randomUUID(), ...urgent }),
      casework.recordCheck(people.head, theCase.reference, 'S04', aCheck({ outcome: 'no-answer' }), null),
      casework.report(people.head, { draftId: randomUUID(), ...urgent }),
    ]);
    expect(view.assessment.atRisk).toBe(true);
  });

  it('is for staff of a school', async () => {
    const { casework, people } = await aWorld();
    const given = { draftId: randomUUID(), triage: noRisk, pupil: aPupil(), absence: anAbsence() };
    for (const person of [people.officer, people.panel, people.administrator]) {
      expect((await refusal(casework.report(person, given))).code).toBe('not-allowed');
    }
  });

  it('does not give away a case of another school to somebody who knows its id', async () => {
    const { casework, report, people } = await aWorld();
    const { case: theirs } = await report();
    const given = { draftId: theirs.id, triage: noRisk, pupil: aPupil(), absence: anAbsence() };
    expect((await refusal(casework.report(people.otherLead, given))).code).toBe('no-such-case');
  });
});

describe('a case', () => {
  it('that may not be seen is refused in the same words as one that does not exist', async () => {
    const { casework, report, people } = await aWorld();
    const { case: theirs } = await report();
    const forbidden = await refusal(casework.see(people.otherLead, theirs.reference));
    const absent = await refusal(casework.see(people.otherLead, 'WB-2222-22'));
    expect([forbidden.code, forbidden.says]).toEqual([absent.code, absent.says]);
    expect((await refusal(casework.see(people.administrator, theirs.reference))).says).toBe(absent.says);
    expect((await casework.see(people.officer, theirs.reference.toLowerCase().replaceAll('-', ' '))).case.id).toBe(
      theirs.id,
    );
  });

  it('shows the second of two people what changed, and lets them save knowingly', async () => {
    const { casework, report, people } = await aWorld();
    const { case: theCase } = await report();
    const called = aCheck({ outcome: 'no-answer', note: 'rang twice' });
    await casework.recordCheck(people.lead, theCase.reference, 'S04', called, null);
    const late = casework.recordCheck(people.head, theCase.reference, 'S04', aCheck({ outcome: 'no-answer' }), null);
    const changed = await late.catch((error: unknown) => error);
    expect(changed).toBeInstanceOf(ChangedSince);
    const [news] = (changed as ChangedSince).facts;
    expect(news).toMatchObject({ recordedBy: people.lead.id, check: { note: 'rang twice' } });
    const after = await casework.recordCheck(
      people.head,
      theCase.reference,
      'S04',
      aCheck({ outcome: 'no-answer' }),
      news!.id,
    );
    expect(after.assessment.checklist.find(({ item }) => item.id === 'S04')!.facts).toHaveLength(2);
  });

  it('keeps every fact when many people write at once', async () => {
    const { casework, report, people } = await aWorld();
    const { case: theCase } = await report();
    const items = ['S04', 'S05', 'S08', 'S09', 'S10'];
    await Promise.all(
      items.map((item) =>
        casework.recordCheck(people.lead, theCase.reference, item, aCheck({ outcome: 'no-answer' }), null),
      ),
    );
    const { case: after } = await casework.see(people.lead, theCase.reference);
    expect(after.facts.filter(({ kind }) => kind === 'check-recorded')).toHaveLength(items.length);
    expect(after.version).toBe(after.facts.length);
  });

  it.each([
    ['an outcome that is not listed', aCheck({ outcome: 'made-up' })],
    ['a day in the future', aCheck({ outcome: 'no-answer', on: '2026-04-28' })],
  ])('refuses a check with %s, and records nothing', async (_what, check) => {
    const { casework, report, people } = await aWorld();
    const { case: theCase } = await report();
    await refusal(casework.recordCheck(people.lead, theCase.reference, 'S04', check, null));
    expect((await casework.see(people.lead, theCase.reference)).case.version).toBe(theCase.version);
  });

  it('asks for a reason when a check is skipped, and does not let a safeguarding check be skipped', async () => {
    const { casework, report, people } = await aWorld();
    const { case: theCase } = await report();
    await refusal(casework.skipCheck(people.lead, theCase.reference, 'S08', '  ', null));
    const after = await casework.skipCheck(people.lead, theCase.reference, 'S08', 'No siblings', null);
    expect(after.assessment.checklist.find(({ item }) => item.id === 'S08')!.state).toBe('skipped');
  });

  it('lets welfare officers record their own checks and not the school’s', async () => {
    const { casework, report, people } = await aWorld();
    const { case: theCase, policy } = await report();
    const item = (owner: string) => policy.checklist.find((one) => one.owner === owner)!;
    const tryIt = (id: string, outcome: string) =>
      casework.recordCheck(people.welfare, theCase.reference, id, aCheck({ outcome }), null);
    expect((await refusal(tryIt('S04', 'no-answer'))).code).toBe('not-allowed');
    const theirs = item('ews-officer');
    const after = await tryIt(
      theirs.id,
      theirs.outcomes.find((outcome) => !theirs.settles.includes(outcome)) ?? theirs.outcomes[0]!,
    );
    expect(after.case.facts.at(-1)).toMatchObject({ item: theirs.id });
  });

  it('that is closed takes nothing more', async () => {
    const { casework, report, people } = await aWorld();
    const { case: theCase } = await report();
    await casework.close(people.officer, theCase.reference, 'reported-in-error', 'In class');
    const more = casework.recordCheck(people.lead, theCase.reference, 'S04', aCheck({ outcome: 'no-answer' }), null);
    expect((await refusal(more)).says).toContain('closed');
    expect(await casework.mine(people.officer)).toEqual([]);
  });
});

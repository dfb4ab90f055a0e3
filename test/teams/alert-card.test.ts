import { alertCard } from '../../src/teams/alert-card';
import { aCheck, atRisk } from '../builders/case';
import { aWorld } from '../casework/world';

/** What waits in the outbox for a person, and what each would be sent as now. */
async function aQueue() {
  const world = await aWorld();
  const { storage, people, casework } = world;
  const cardOf = alertCard({ casework, storage });
  const asSent = async (caseId: string, to = people.officer) => {
    const queued = (await storage.outbox.ofCase(caseId)).filter(({ recipient }) => recipient === to.id);
    const cards = await Promise.all(queued.map(async (one) => [one.obligation, await cardOf(one, false)] as const));
    return Object.fromEntries(cards.map(([rule, card]) => [rule, typeof card === 'string' ? card : card?.template]));
  };
  return { ...world, asSent };
}

describe('an alert that waited for its turn', () => {
  it('is overtaken when its case was closed, and only the end of the case is told', async () => {
    const { report, casework, people, asSent } = await aQueue();
    const { case: theCase } = await report({ triage: atRisk });
    expect(await asSent(theCase.id)).toEqual({ 'at-risk-report': 'alert' });
    await casework.markAttendance(people.lead, theCase.reference, {
      code: '/',
      from: '2026-04-27',
      to: null,
      note: '',
    });
    await casework.close(people.lead, theCase.reference, 'returned', 'Was at a match.');
    expect(await asSent(theCase.id)).toMatchObject({ 'at-risk-report': 'overtaken', 'case-closed': 'alert' });
  });

  it('is overtaken when what it asks for was done meanwhile, and the others still go out', async () => {
    const { report, casework, people, asSent, at, sweep } = await aQueue();
    const { case: theCase } = await report({ triage: atRisk });
    at('2026-05-07', '09:00');
    await sweep();
    expect(await asSent(theCase.id)).toMatchObject({ 'ews-contact-overdue': 'alert', 'notification-coming': 'alert' });
    const contacted = aCheck({ outcome: 'contacted', on: '2026-05-07', at: '08:50' });
    await casework.recordCheck(people.lead, theCase.reference, 'E01', contacted, null);
    expect(await asSent(theCase.id)).toMatchObject({
      'at-risk-report': 'alert',
      'ews-contact-overdue': 'overtaken',
      'notification-coming': 'alert',
    });
  });

  it('that tells of a risk goes out though somebody has called meanwhile', async () => {
    const { report, casework, people, asSent } = await aQueue();
    const { case: theCase } = await report({ triage: atRisk });
    const call = { agency: 'social-care', reference: 'EX-1', on: '2026-04-27', at: '08:45', note: '' } as const;
    const { assessment } = await casework.recordSafeguardingContact(people.lead, theCase.reference, call);
    expect(assessment.notices.map(({ obligation }) => obligation)).not.toContain('at-risk-school');
    expect(await asSent(theCase.id, people.safeguarding)).toMatchObject({ 'at-risk-school': 'alert' });
  });

  it('about the rest of a report is overtaken once that is there', async () => {
    const { casework, people, asSent, at, sweep, report } = await aQueue();
    const { case: theCase, pupil } = await report({ triage: atRisk, pupil: { dateOfBirth: null } });
    at('2026-04-28', '09:00');
    await sweep();
    expect(await asSent(theCase.id)).toMatchObject({ 'report-unfinished': 'alert' });
    await casework.describePupil(people.lead, theCase.reference, { ...pupil!, dateOfBirth: '2016-03-09' });
    expect(await asSent(theCase.id)).toMatchObject({ 'report-unfinished': 'overtaken' });
  });
});

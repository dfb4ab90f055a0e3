import { referenceOn, aMainJobBot, press, reportPupil, say, TRIAGE, type MainJobBot } from './main-job-bot';
import { missingFor } from '../../src/domain/case/closing';
import { caseOf, open } from './case-pages';

const NAMED = { ...TRIAGE, dateOfBirth: '2016-03-09' };

describe('a pupil who came back, and of whom somebody says later that nobody knows where it is', () => {
  let house: MainJobBot;
  let reference: string;

  beforeEach(async () => {
    house = await aMainJobBot('chat');
    ({ reference } = await reportPupil(house.as(house.people.lead)));
    await house.at('2026-04-29', '09:00');
    await house.casework.markAttendance(house.people.lead, reference, {
      ...{ code: '/', from: '2026-04-29', to: null, note: '' },
    });
  });
  afterEach(() => house.bot.close());

  const assessed = async () => (await house.casework.see(house.people.officer, reference)).assessment;
  const urgentChecks = () =>
    ['S02', 'S03'].map((id) => assessed().then(({ checklist }) => checklist.find(({ item }) => item.id === id)?.state));
  const mayCloseAsReturned = async () => {
    const { policy, calendar, case: one } = await house.casework.see(house.people.officer, reference);
    const returned = policy.closing.reasons.find(({ id }) => id === 'returned')!;
    const { asOf } = await assessed();
    return missingFor(returned, { facts: one.facts, policy, calendar, today: asOf }).length === 0;
  };

  it('is missing at once when it is reported again on a Saturday, through the whole holiday', async () => {
    expect(await mayCloseAsReturned()).toBe(true);
    await house.at('2026-05-23', '10:00');
    const reporter = house.as(house.people.safeguarding);
    const urgent = await press(reporter, await say(reporter, 'report'), 'Continue', {
      ...NAMED,
      risks: 'looked-after',
    });
    expect(referenceOn(urgent)).toBe(reference);
    expect(await Promise.all(urgentChecks())).toEqual(['due', 'due']);
    await house.at('2026-05-28', '10:00');
    expect((await caseOf(reporter, reference)).text).toContain('Missing, no school day yet');
    expect(await Promise.all(urgentChecks())).toEqual(['overdue', 'overdue']);
    expect(await mayCloseAsReturned()).toBe(false);
  });

  it('is searched for when the officer, who marks no register, opens the case again', async () => {
    await house.casework.close(house.people.lead, reference, 'returned', 'Back');
    await house.at('2026-05-11', '09:00');
    const officer = house.as(house.people.officer);
    const page = await open(officer, reference, 'Open the case again');
    await press(officer, page, 'Open the case again', { why: 'The police: not seen since Friday' });
    expect(await assessed()).toMatchObject({ found: null, day: 1 });
    expect(await mayCloseAsReturned()).toBe(false);
  });

  it('is searched for when it is not at the school to which it had gone on', async () => {
    const asked = house.policy.found.places.find(({ id }) => id === 'other-school')!.asks;
    const details = Object.fromEntries(
      asked.map(({ id, kind, choices }) => [id, kind === 'date' ? '2026-05-11' : (choices[0]?.id ?? 'x')]),
    );
    await house.at('2026-05-11', '09:00');
    await house.casework.outcomes.locate(
      house.people.lead,
      reference,
      { where: 'other-school', on: '2026-05-11', by: 'The other school', note: '', details },
      [],
    );
    await house.at('2026-05-18', '09:00');
    await house.casework.outcomes.withdrawLocation(house.people.officer, reference, 'Never seen there');
    expect(await assessed()).toMatchObject({ found: null, day: 1 });
    expect(await mayCloseAsReturned()).toBe(false);
  });
});

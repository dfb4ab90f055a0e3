import { BANK_HOLIDAYS } from '../../../src/domain/calendar/bank-holidays';
import type { LocalDate } from '../../../src/domain/calendar/date';
import { assess } from '../../../src/domain/case/assess';
import type { FactBody } from '../../../src/domain/case/fact';
import { agenda } from '../../../src/domain/panel/agenda';
import { meetingAfter, meetingBefore, meetingOnOrAfter, type Cycle } from '../../../src/domain/panel/cycle';
import type { SectionId } from '../../../src/domain/panel/frozen';
import { policyPack, policyPackIds } from '../../../src/domain/policy/policies';
import { reported, type History } from '../../builders/case';
import { aRemovalDecision } from '../../builders/removal';
import { referred } from '../../builders/ways';
import { liverpool } from '../calendar/liverpool';
import { provingStep } from '../register/stories';

describe.each(policyPackIds())('on the agenda under the pack %s a child on no roll', (pack) => {
  const policy = policyPack(pack);
  const cycle: Cycle = { anchor: '2026-04-23', rules: policy.panel, bankHolidays: BANK_HOLIDAYS.days };

  function agendaOf(histories: readonly History[], asOf: LocalDate) {
    const meeting = meetingOnOrAfter(cycle, asOf);
    const [previous, next] = [meetingBefore(cycle, meeting), meetingAfter(cycle, meeting)];
    const cases = histories.map(({ facts }, at) => ({
      ...{ id: `${at}`, version: facts.length, reference: `WB-${at}`, closedAt: null },
      ...{ openedAt: facts[0]!.recordedAt, assessment: assess(facts, liverpool, policy, asOf) },
    }));
    return agenda({ cases, meeting, previous, next, policy, asOf });
  }

  /** What is asked under each of these sections. */
  const askedIn = (sections: readonly SectionId[], history: History, asOf: LocalDate) =>
    agendaOf([history], asOf).sections.flatMap(({ id, items }) =>
      items.flatMap(({ asked }) => (sections.includes(id) ? [[id, asked]] : [])),
    );
  const stands = (since: LocalDate | null, asOf: LocalDate) =>
    askedIn(['past-the-floor'], referred('not-on-roll', { out: { since } }), asOf).length === 1;

  const located = (where: 'abroad' | 'in-area', on: LocalDate): FactBody => ({
    kind: 'located',
    located: { where, on, by: 'x', from: 'authority', details: {}, note: '' },
  });
  const proved = (where: 'abroad' | 'in-area', on: LocalDate): FactBody => {
    const step = provingStep(where, policy);
    const answer = step.answers.find(({ settles, withdraws }) => settles && !withdraws)!.id;
    return { kind: 'location-step', followUp: { step: step.id, answer, on, who: 'The office', note: '' } };
  };

  // From the Monday after the Easter holidays on, with a bank holiday to come; and from one with no day off to come.
  it.each<[string, LocalDate, LocalDate, LocalDate]>([
    ['4 weeks', '2026-04-13', '2026-05-09', '2026-05-10'],
    ['20 school days', '2026-06-01', '2026-06-25', '2026-06-26'],
  ])('stands with the pupils of 20 school days once it is out for %s', (_how, since, before, on) => {
    expect([stands(since, before), stands(since, on)]).toEqual([false, true]);
  });

  it('stands there from the first day on where nobody knows since when it is out', () => {
    expect(stands(null, '2026-04-28')).toBe(true);
  });

  it('stands among the pupils by how long it is out', () => {
    const [early, late] = (['2026-03-02', '2026-05-11'] as const).map((since) =>
      referred('not-on-roll', { out: { since } }),
    );
    const { sections } = agendaOf([reported(), late!, early!], '2026-06-08');
    const items = sections.find(({ id }) => id === 'past-the-floor')!.items;
    expect(items.map(({ reference }) => reference)).toEqual(['WB-2', 'WB-0', 'WB-1']);
  });

  it('stands there and is asked a place for until it is provided for, and is no closing to be ratified before', () => {
    const history = referred('not-on-roll').at('2026-04-28', '10:00', located('in-area', '2026-04-28'));
    const asked = () => askedIn(['past-the-floor', 'closures'], history, '2026-06-08');
    expect(asked()).toEqual([['past-the-floor', 'place']]);
    history.at('2026-04-28', '11:00', proved('in-area', '2026-04-28'));
    expect(asked()).toEqual([['closures', 'may-close']]);
  });

  it('whose name was deleted stands there too, and is no closing to be ratified where nobody confirms where it went', () => {
    const gone = reported().at(
      '2026-06-02',
      '10:00',
      { kind: 'removal-decided', decision: aRemovalDecision() },
      { kind: 'name-deleted', on: '2026-06-02' },
    );
    const asked = () => askedIn(['past-the-floor', 'closures'], gone, '2026-06-08');
    expect(asked()).toEqual([['past-the-floor', 'further-checks']]);
    expect(agendaOf([gone], '2026-06-08').byStage).toEqual([{ label: 'Name deleted, not found', cases: 1 }]);
    gone.at('2026-06-03', '09:00', located('abroad', '2026-06-03'));
    expect(asked()).toEqual([['past-the-floor', 'place']]);
    gone.at('2026-06-04', '09:00', proved('abroad', '2026-06-04'));
    expect(asked()).toEqual([['closures', 'may-close']]);
  });
});

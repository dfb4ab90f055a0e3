import { assess } from '../../../src/domain/case/assess';
import type { LocalDate } from '../../../src/domain/calendar/date';
import { policyPack, policyPackIds } from '../../../src/domain/policy/policies';
import { aCheck, reported, type History } from '../../builders/case';
import { overdueAlertsOf } from '../../builders/of-a-pack';
import { aRemovalDecision } from '../../builders/removal';
import { liverpool } from '../calendar/liverpool';

describe.each(policyPackIds())('under the pack %s, a ten-day return that never went', (pack) => {
  const policy = policyPack(pack);
  const item = policy.checklist.find(({ fulfils }) => fulfils === 'ten-day-return')!;
  const on = (history: History, asOf: LocalDate) => assess(history.facts, liverpool, policy, asOf);
  const owed = (history: History, asOf: LocalDate) =>
    on(history, asOf).obligations.find(({ id }) => id === 'return-attendance');

  /** Coded O since Monday 27 April, and deleted on a ground that asks for no notification. */
  const deletedOn = (day: LocalDate, before = reported({ code: 'O' })) =>
    before.at(
      day,
      '10:00',
      { kind: 'removal-decided', decision: aRemovalDecision({ ground: 'a', offRollOn: day }) },
      { kind: 'deletion-return-sent', on: day, reference: 'DR 17', notKnown: '' },
      { kind: 'name-deleted', on: day },
    );

  it('is owed on once the name is deleted, with the reminders that go with it, until it is sent', () => {
    expect(on(reported({ code: 'O' }), '2026-05-18').checklist.find((one) => one.item.id === item.id)).toMatchObject({
      state: 'overdue',
    });
    const history = deletedOn('2026-05-18');
    expect(owed(history, '2026-05-20')).toMatchObject({ state: 'overdue', due: { known: true, date: '2026-05-11' } });
    const reminders = on(history, '2026-06-10').notices.filter(
      ({ rule, dueAt }) => overdueAlertsOf(policy, 'return-attendance').includes(rule.id) && dueAt > '2026-05-19',
    );
    expect(reminders.length).toBeGreaterThan(1);
    history.at('2026-06-10', '09:00', {
      ...{ kind: 'return-sent', return: 'attendance', on: '2026-06-10', reference: '', note: '' },
    });
    expect(owed(history, '2026-06-11')).toBeUndefined();
  });

  it('is explained as the first one, and not as that of a run which began anew', () => {
    expect(owed(deletedOn('2026-05-18'), '2026-05-20')!.why).toBe(item.why);
  });

  it('is not owed where it was sent, or where ten days had not been missed', () => {
    expect(owed(deletedOn('2026-05-05'), '2026-06-01')).toBeUndefined();
    const check = aCheck({ outcome: item.settles[0]!, on: '2026-05-12' });
    const sent = reported({ code: 'O' }).at('2026-05-12', '09:00', { kind: 'check-recorded', item: item.id, check });
    expect(owed(deletedOn('2026-05-18', sent), '2026-05-20')).toBeUndefined();
  });
});

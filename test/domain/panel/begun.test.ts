import type { LocalDate } from '../../../src/domain/calendar/date';
import { londonInstant, type LocalTime } from '../../../src/domain/calendar/london';
import type { Cycle } from '../../../src/domain/panel/cycle';
import { whyNotChanged } from '../../../src/domain/panel/decide-change';
import type { SaidOfMeeting } from '../../../src/domain/panel/meeting-change';
import { after, moved, thursdays } from './thursdays';

/** It is ten in the morning of 5 May, to which the meeting of the 7th was moved. */
const NOW = londonInstant('2026-05-05', '10:00');
const at = (time: LocalTime | null, meetsAt: LocalTime = '14:00'): Cycle => ({
  ...after(['2026-05-07', moved('2026-05-05', time)]),
  rules: { ...thursdays.rules, meetsAt },
});
const refused = (said: SaidOfMeeting, cycle: Cycle, planned: LocalDate = '2026-05-07') =>
  whyNotChanged(cycle, planned, said, 'No room', NOW);

it('a meeting that has begun is neither moved, cancelled nor put back, on its day at the time at which it meets', () => {
  for (const said of [{ kind: 'cancelled' }, moved('2026-05-12'), { kind: 'put-back' }] as const) {
    for (const begun of [at('09:00'), at('10:00'), at(null, '09:30')])
      expect(refused(said, begun)).toContain('has begun or has been, so it stays on record');
    for (const toCome of [at('10:01'), at(null)]) expect(refused(said, toCome)).toBeNull();
  }
});

it('and none is added for today where the time at which the panel usually meets has passed, unless it has its own', () => {
  const cycle: Cycle = { ...at(null, '09:30'), changes: [] };
  expect(refused({ kind: 'added', time: null }, cycle, '2026-05-05')).toContain('That has passed already.');
  expect(refused({ kind: 'added', time: '11:00' }, cycle, '2026-05-05')).toBeNull();
});

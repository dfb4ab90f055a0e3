import { BANK_HOLIDAYS } from '../../../src/domain/calendar/bank-holidays';
import type { LocalDate } from '../../../src/domain/calendar/date';
import type { LocalTime } from '../../../src/domain/calendar/london';
import type { Cycle } from '../../../src/domain/panel/cycle';
import type { SaidOfMeeting } from '../../../src/domain/panel/meeting-change';
import { aChange } from '../../builders/meetings';

/** Thursdays: 23 April, 7 May, 21 May, 4 June 2026. The schools are closed from 25 to 29 May, and from 30 March to 10 April. */
export const thursdays: Cycle = {
  anchor: '2026-04-23',
  rules: { everyDays: 14, cutOffWorkingDays: 2, postAt: '09:00', meetsAt: '14:00' },
  bankHolidays: BANK_HOLIDAYS.days,
};
export const after = (...changes: readonly [LocalDate, SaidOfMeeting][]): Cycle => ({
  ...thursdays,
  changes: changes.map(([meeting, said]) => aChange(meeting, said)),
});
export const moved = (to: LocalDate, time: LocalTime | null = null): SaidOfMeeting => ({ kind: 'moved', to, time });
export const added = (time: LocalTime | null = null): SaidOfMeeting => ({ kind: 'added', time });
export const CANCELLED: SaidOfMeeting = { kind: 'cancelled' };
export const PUT_BACK: SaidOfMeeting = { kind: 'put-back' };

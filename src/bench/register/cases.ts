import { randomUUID } from 'node:crypto';
import { keysOf } from '../../casework/record';
import { addDays, type Instant, type LocalDate } from '../../domain/calendar/date';
import { londonInstant } from '../../domain/calendar/london';
import type { Case } from '../../domain/case/case';
import type { FactBody } from '../../domain/case/fact';
import type { PolicyPack } from '../../domain/policy/pack';
import type { Storage } from '../../stores';
import { PUPIL } from '../pupil';

/** Where the cases are, and by which rules. */
export interface Place {
  readonly authority: string;
  readonly schools: readonly string[];
  readonly policy: PolicyPack;
}

/** Cases that go on for `days`, one after the other from `from` on. `ends`: each is closed after its last day. */
export interface Many {
  readonly count: number;
  readonly from: LocalDate;
  readonly over: number;
  readonly days: number;
  readonly ends: boolean;
}

const AT_ONCE = 8;

/** Adds them as they would be after so many days, each with a check or a word on most of them. */
export async function addMany(many: Many, { authority, schools, policy }: Place, storage: Storage): Promise<void> {
  for (let n = 0; n < many.count; n += AT_ONCE) {
    const some = Array.from({ length: Math.min(AT_ONCE, many.count - n) }, (_, at) => n + at);
    await Promise.all(
      some.map((one) => {
        const begins = addDays(many.from, one % many.over);
        const facts = told(begins, many, policy).map(({ on, body }, at) => ({
          ...{ ...body, id: randomUUID(), recordedBy: 'somebody' },
          recordedAt: `${londonInstant(on, '09:00').slice(0, 17)}${String(at % 60).padStart(2, '0')}.000Z` as Instant,
        }));
        const head = { id: randomUUID(), reference: randomUUID(), school: schools[one % schools.length]!, authority };
        const theCase: Case = {
          ...{ ...head, policy: policy.id, openedAt: facts[0]!.recordedAt },
          ...{ version: facts.length, facts },
        };
        return storage.cases.open(theCase, keysOf(theCase), null);
      }),
    );
  }
}

function told(begins: LocalDate, { days, ends }: Many, policy: PolicyPack): { on: LocalDate; body: FactBody }[] {
  const pupil = { ...PUPIL, surname: randomUUID(), upn: null };
  const absence = { lastAttended: null, firstDayMissed: begins, code: 'N', leaveEnded: null, note: '' };
  const report: FactBody[] = [
    { kind: 'opened', way: 'missing' },
    { kind: 'triaged', triage: { yes: [], groups: [], note: '' } },
    { kind: 'pupil-described', pupil },
    { kind: 'absence-described', absence },
  ];
  const checks = Array.from({ length: days - 1 }, (_, day) => {
    const item = policy.checklist[day % policy.checklist.length]!;
    const body: FactBody = { kind: 'check-skipped', item: item.id, reason: 'Nobody at home answers' };
    return { on: addDays(begins, day + 1), body };
  });
  const end: FactBody = { kind: 'closed', reason: 'reported-in-error', note: 'Another child was meant' };
  return [
    ...report.map((body) => ({ on: begins, body })),
    ...checks,
    ...(ends ? [{ on: addDays(begins, days), body: end }] : []),
  ];
}

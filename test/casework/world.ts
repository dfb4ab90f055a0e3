import pino from 'pino';
import { randomUUID } from 'node:crypto';
import { createCasework } from '../../src/casework/create-casework';
import type { CaseView } from '../../src/casework/casework';
import { londonInstant, type LocalTime } from '../../src/domain/calendar/london';
import type { LocalDate } from '../../src/domain/calendar/date';
import type { Triage } from '../../src/domain/case/fact';
import type { Pupil } from '../../src/domain/pupil/pupil';
import { policyPack, type Policies } from '../../src/domain/policy/policies';
import { memoryStorage } from '../../src/memory-storage';
import { MovingClock } from '../../src/moving-clock';
import type { Alarm, AlarmCall } from '../../src/notices/chain/taking';
import { createSweeper } from '../../src/notices/sweep';
import { anAuthority } from '../builders/authority';
import { aPupil, anAbsence, noRisk } from '../builders/case';

/** The services on in-memory stores, on the morning of Monday 27 April 2026. */
export async function aWorld(policy = 'liverpool', policies: Policies = policyPack) {
  const storage = memoryStorage();
  const people = await anAuthority(storage, policy);
  const clock = new MovingClock(londonInstant('2026-04-27', '08:40'));
  const lines: Record<string, unknown>[] = [];
  const log = pino({ level: 'debug' }, { write: (line: string) => lines.push(JSON.parse(line)) });
  const alarms: Alarm[] = [];
  const alarm: AlarmCall = (one, heard) => {
    alarms.push(one);
    void heard(true);
  };
  const deps = { storage, policies, clock, log, alarm };
  const casework = createCasework(deps);
  const report = async (
    over: { pupil?: Partial<Pupil>; triage?: Triage; draftId?: string } = {},
  ): Promise<CaseView> => {
    const { view } = await casework.report(people.lead, {
      draftId: over.draftId ?? randomUUID(),
      triage: over.triage ?? noRisk,
      pupil: aPupil(over.pupil),
      absence: anAbsence(),
    });
    return view;
  };
  const at = (date: LocalDate, time: LocalTime) => clock.moveTo(londonInstant(date, time));
  return { alarms, storage, people, clock, log, lines, deps, casework, report, at, ...createSweeper(deps) };
}

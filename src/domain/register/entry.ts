import type { LocalDate } from '../calendar/date';
import type { SchoolCalendar } from '../calendar/school-calendar';
import { asItStoodOn } from '../case/as-it-stood';
import type { Case } from '../case/case';
import { pupilOn } from '../case/pupil-on';
import { readFacts } from '../case/reading';
import { rulesNow } from '../case/rules';
import type { PolicyPack } from '../policy/pack';
import type { Policies } from '../policy/policies';
import type { Pupil } from '../pupil/pupil';
import { standingOn, type Standing } from './standing';

/** A case that is on the register on a day, with what it is told apart and put in order by. */
export interface RegisterEntry extends Standing {
  /** As it stood on that day. */
  readonly case: Case;
  readonly pupil: Pupil | null;
  /** The rules that held for it then. */
  readonly pack: PolicyPack;
}

/** `unread`: the pack under which it stood is not there, so that nobody can say whether it is on the register. */
export type EntryRead = RegisterEntry | 'not-on-it' | 'unread';

export function entryOf(theCase: Case, calendar: SchoolCalendar, policies: Policies, asOf: LocalDate): EntryRead {
  const then = asItStoodOn(theCase, asOf);
  const reading = readFacts(then?.facts ?? []);
  if (!then || reading.closed) return 'not-on-it';
  const rules = rulesNow(then);
  if (!policies.ids.includes(rules)) return 'unread';
  const pack = policies(rules);
  const standing = standingOn(then.facts, calendar, pack, asOf);
  return standing ? { ...standing, case: then, pupil: pupilOn(reading, asOf), pack } : 'not-on-it';
}

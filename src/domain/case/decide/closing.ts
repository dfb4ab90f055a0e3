import type { Role } from '../../access/roles';
import type { LocalDate } from '../../calendar/date';
import type { SchoolCalendar } from '../../calendar/school-calendar';
import type { PolicyPack } from '../../policy/pack';
import { DUPLICATE, keptFromSchool, missingFor } from '../closing';
import type { AttendanceMark, Fact } from '../fact';
import { standsOnRoll } from '../name';
import { readFacts } from '../reading';
import { decideAttendance } from './attendance';
import { CASE_CLOSED, record, refuse, type Verdict } from './decision';

interface Given {
  readonly roles: readonly Role[];
  readonly calendar: SchoolCalendar;
  readonly policy: PolicyPack;
  readonly today: LocalDate;
}

/** Returns to the authority that are still owed, by title, and why the case ends before they have gone. */
interface Unsent {
  readonly returns: readonly string[];
  readonly why: string;
}

/**
 * Each reason says what has to be on record first; a child whose whereabouts are unknown is not closed away. The end of
 * the case is the end of every reminder of a return that the law asks for, so whoever closes says why it has not gone.
 */
export function decideClose(
  facts: readonly Fact[],
  reason: string,
  note: string,
  given: Given,
  { returns, why }: Unsent = { returns: [], why: '' },
): Verdict {
  if (readFacts(facts).closed) return refuse(CASE_CLOSED);
  if (note.trim() === '') return refuse('Say in a sentence how the case ended. It stays on the record.');
  const closing = given.policy.closing.reasons.find(({ id }) => id === reason);
  if (!closing) return refuse('Choose one of the reasons listed.');
  if (!closing.by.some((role) => given.roles.includes(role)))
    return refuse(`“${closing.title}” is for ${whoMay(closing.by)} to say. Record what you know on the case.`);
  const kept = keptFromSchool(closing, given.roles, { facts, ...given });
  if (kept) return refuse(kept);
  const missing = missingFor(closing, { facts, ...given });
  if (missing.length > 0) return refuse(missing.join(' '));
  if (returns.length > 0 && why.trim() === '')
    return refuse(
      `Not sent yet: ${returns.join(', ')}. Send it and record it first, or say why the case is closed before.`,
    );
  const unsent = returns.length > 0 && { unsent: { returns, why: why.trim() } };
  return record({ kind: 'closed', reason, note: note.trim(), ...unsent });
}

const whoMay = (by: readonly Role[]): string =>
  by.length === 0
    ? 'Whereabouts itself'
    : by.includes('tracking-officer')
      ? 'the pupil tracking officer'
      : 'somebody else';

/** One history: what was recorded before goes on from where it stood. `missing`: how the register stands since. */
export function decideReopen(
  facts: readonly Fact[],
  reason: string,
  missing: AttendanceMark | null,
  given: Given,
  because = '',
): Verdict {
  const { roles, policy } = given;
  const { closed, way } = readFacts(facts);
  if (!closed) return refuse('This case is open already. Nothing has changed.');
  if (closed.reason === DUPLICATE)
    return refuse('This case goes on as the other case of this child. Open that one instead.');
  if (reason.trim() === '') return refuse('Say in a sentence why the case is opened again. It stays on the record.');
  const closing = policy.closing.reasons.find(({ id }) => id === closed.reason);
  if (closing && !closing.by.some((role) => roles.includes(role)))
    return refuse(
      `A case closed with “${closing.title}” is opened again by ${whoMay(closing.by)}. Tell them what you know.`,
    );
  const reopened = { kind: 'reopened', reason: reason.trim() } as const;
  // No register speaks of a child whose name is gone: whatever was said of its codes is no reason to refuse.
  if (!missing || !standsOnRoll(way, facts)) return record(reopened);
  // As the case stands once it is open again.
  const open = [...facts, { ...reopened, id: '', recordedAt: closed.recordedAt, recordedBy: '' }];
  const marked = decideAttendance(open, missing, given, because);
  if (marked.kind === 'refused') return marked;
  return record(reopened, ...marked.facts);
}

import type { LocalDate } from '../../calendar/date';
import { nameKey } from '../../pupil/name-key';
import { sameChild } from '../../pupil/same-child';
import type { PolicyPack } from '../../policy/pack';
import type { Case } from '../case';
import type { FactBody } from '../fact';
import { DUPLICATE } from '../closing';
import { standsOnRoll } from '../name';
import { isOneMatter } from '../matter';
import { readFacts } from '../reading';
import { CASE_CLOSED, record, refuse, type Verdict } from './decision';
import { safetyFrom, type Ending } from './taking-over';

/** A verdict for the case that goes on and one for the other. */
interface Both {
  readonly kept: Verdict;
  readonly other: Verdict;
}

/** Not a word of the other case: this stands on a case that another school reads. */
const NOTE = 'The authority goes on with the search for this child in another case. Ask the tracking officer.';

interface Joining extends Ending {
  /** From when the case that ends was searching. */
  readonly since: LocalDate | null;
  /** Titles of the returns that are still owed on the case that ends. */
  readonly owes: readonly string[];
  /** How it is known that it is one child; may be empty where the two cases say so themselves. */
  readonly reason: string;
}

const UNSURE =
  'The two cases do not say that it is one child: the name, the date of birth or the UPN differs or is missing. If it is, say how you know.';

const OTHER_MATTERS =
  'An enquiry of another authority is answered and closed by itself, so it is joined only with another one of the same authority.';

const NAME_STANDS =
  'The name of the child stands in the register of a school, whose days and duties would end with its case. Let that case go on, and close the other one.';

/** Nobody is reminded of a return by a case that is closed: that it had not gone stays on the record. */
const unsent = (titles: readonly string[]) =>
  titles.length > 0 && { unsent: { returns: titles, why: 'The case ended in another case of the same child.' } };

/** Whether the one case may end in the other: the days and duties of a register end with no other case. */
export const mayEndIn = (ends: Pick<Case, 'facts'>, kept: Pick<Case, 'facts'>): boolean =>
  !hasItsName(ends) || hasItsName(kept);

const hasItsName = ({ facts }: Pick<Case, 'facts'>): boolean => standsOnRoll(readFacts(facts).way, facts);

export function decideJoin(kept: Case, joining: Joining, policy: PolicyPack): Both {
  const ends = joining.case;
  const reason = joining.reason.trim();
  const [here, there] = [readFacts(kept.facts), readFacts(ends.facts)];
  if (here.closed || there.closed) return both(CASE_CLOSED);
  if (!isOneMatter(here, there)) return both(OTHER_MATTERS);
  if (!mayEndIn(ends, kept)) return both(NAME_STANDS);
  const differ = here.pupil && there.pupil && nameKey(here.pupil) !== nameKey(there.pupil);
  if (differ && !(here.pupil.upn !== null && here.pupil.upn === there.pupil.upn)) {
    return both(
      'The two cases are of children with other names and UPNs. Correct the details first, if they are of one child.',
    );
  }
  const surely = sameChild(here.pupil, there.pupil);
  if (!surely && reason === '') return both(UNSURE);
  const { since } = joining;
  const joined = { kind: 'joined', caseId: ends.id, reference: ends.reference, since, ...(surely ? {} : { reason }) };
  return {
    kept: record(joined as FactBody, ...safetyFrom(joining, kept, policy)),
    other: record({ kind: 'closed', reason: DUPLICATE, note: NOTE, duplicateOf: kept.id, ...unsent(joining.owes) }),
  };
}

export function decidePart(kept: Case, ended: Case, reason: string): Both {
  if (reason.trim() === '') return both('Say in a sentence why they are parted. It stays on the record.');
  const isJoined = readFacts(kept.facts).joined.some(({ caseId }) => caseId === ended.id);
  if (!isJoined || readFacts(ended.facts).closed?.duplicateOf !== kept.id) {
    return both('These two cases have not been joined, so there is nothing to part.');
  }
  return {
    kept: record({ kind: 'parted', caseId: ended.id, reference: ended.reference }),
    other: record({ kind: 'reopened', reason: reason.trim() }),
  };
}

const both = (says: string): Both => ({ kept: refuse(says), other: refuse(says) });

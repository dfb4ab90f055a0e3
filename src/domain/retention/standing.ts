import type { LocalDate } from '../calendar/date';
import { londonDate } from '../calendar/london';
import type { Case } from '../case/case';
import { readFacts } from '../case/reading';
import type { PolicyPack } from '../policy/pack';
import { standingLegalHold } from './legal-hold';
import { everNamedARisk } from './named-risk';

/** What of a case decides how long it is kept. */
export interface Standing {
  /** The day of its last closing; null while it is open. */
  readonly closedOn: LocalDate | null;
  /** Somebody has said at any time that the child may be at risk: a risk that was withdrawn was one all the same. */
  readonly flagged: boolean;
  /** The rules of the case are not there, so that nobody can read what its safeguarding questions came to. */
  readonly unread: boolean;
  readonly born: LocalDate | null;
  readonly onHold: boolean;
  /** Ids of the cases of the same child that ended in this one, or of the one in which this one ended. */
  readonly oneWith: readonly string[];
}

/** `policy`: the rules of the case, by which its safeguarding answers are read; null where they are not there. */
export function standingOf({ facts }: Pick<Case, 'facts'>, policy: PolicyPack | null): Standing {
  const { closed, pupil, joined } = readFacts(facts);
  return {
    closedOn: closed && londonDate(closed.recordedAt),
    flagged: policy !== null && everNamedARisk(facts, policy),
    unread: policy === null,
    born: pupil?.dateOfBirth ?? null,
    onHold: standingLegalHold(facts) !== null,
    oneWith: [...joined.map(({ caseId }) => caseId), ...(closed?.duplicateOf ? [closed.duplicateOf] : [])],
  };
}

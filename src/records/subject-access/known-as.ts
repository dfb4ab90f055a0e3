import type { Draft } from '../../casework/draft-store';
import { keysOf } from '../../casework/record';
import type { Case } from '../../domain/case/case';
import { ofThisChild } from '../../domain/case/moved';
import { readFacts } from '../../domain/case/reading';
import { lettersOf, nameKey } from '../../domain/pupil/name-key';
import { checkUpn } from '../../domain/pupil/upn';

/** A UPN, or a name with the date of birth; of an unfinished report with neither, the name alone. */
type Name = `upn ${string}` | `born ${string} ${string}` | `name ${string}`;

/** By what the child of a case, or of an unfinished report, is known. */
export interface KnownAs {
  readonly id: string;
  readonly kind: 'asked' | 'case' | 'report';
  readonly now: readonly Name[];
  /** Also what stood on record at any time: it may have been corrected, and the child have been told it by then. */
  readonly ever: readonly Name[];
  /** Cases that were joined with it. */
  readonly joined: readonly string[];
}

export const askedBy = (upn: string): KnownAs => {
  const names = namesOf({ upn, nameKey: '', dateOfBirth: null });
  return { id: '', kind: 'asked', now: names, ever: names, joined: [] };
};

export function caseKnownAs(theCase: Pick<Case, 'id' | 'facts'>): KnownAs {
  const { joined, closed } = readFacts(theCase.facts);
  return {
    ...{ id: theCase.id, kind: 'case', now: namesOf(keysOf(theCase)) },
    ever: ofThisChild(theCase.facts).flatMap((fact) => {
      if (fact.kind === 'pupil-described') return namesOf({ ...fact.pupil, nameKey: nameKey(fact.pupil) });
      return fact.kind === 'also-told' ? namesOf({ upn: fact.pupil.upn ?? null, nameKey: '', dateOfBirth: null }) : [];
    }),
    joined: [...joined.map(({ caseId }) => caseId), ...(closed?.duplicateOf ? [closed.duplicateOf] : [])],
  };
}

/** What is typed in a report is not checked before it is finished. */
export function reportKnownAs({ id, values }: Draft): KnownAs {
  const { forename = '', surname = '', upn = '', dateOfBirth = '' } = values;
  const checked = checkUpn(upn);
  const key = lettersOf(`${forename}${surname}`);
  const names = namesOf({ upn: checked.ok ? checked.upn : null, nameKey: key, dateOfBirth: dateOfBirth.trim() });
  return { id, kind: 'report', now: names, ever: names.length > 0 || !key ? names : [`name ${key}`], joined: [] };
}

interface Keys {
  readonly upn: string | null;
  readonly nameKey: string;
  readonly dateOfBirth: string | null;
}

const namesOf = ({ upn, nameKey: key, dateOfBirth }: Keys): Name[] => [
  ...(upn ? [`upn ${upn}` as const] : []),
  ...(key && dateOfBirth ? [`born ${key} ${dateOfBirth}` as const] : []),
];

/** The bare names of it: the only thing that a report that was left at once may have. */
export const bareNames = ({ ever }: KnownAs): Name[] =>
  ever.flatMap((name) => (name.startsWith('born ') ? [`name ${name.split(' ')[1]!}` as const] : []));

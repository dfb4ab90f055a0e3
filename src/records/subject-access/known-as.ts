import type { Draft } from '../../casework/draft-store';
import { keysOf } from '../../casework/record';
import type { Case } from '../../domain/case/case';
import { ofThisChild } from '../../domain/case/moved';
import { readFacts } from '../../domain/case/reading';
import { lettersOf, nameKey } from '../../domain/pupil/name-key';
import type { Pupil } from '../../domain/pupil/pupil';
import { checkUpn } from '../../domain/pupil/upn';

/** A UPN, or a name with the date of birth; where that is not known, the name alone. */
type Name = `upn ${string}` | `born ${string} ${string}` | `name ${string}`;

/** By what the child of a case, or of an unfinished report, is known. */
export interface KnownAs {
  readonly id: string;
  readonly kind: 'asked' | 'case' | 'report';
  readonly now: readonly Name[];
  /** Also what stood on record at any time: it may have been corrected, and the child have been told it by then. */
  readonly ever: readonly Name[];
  /**
   * What else the child was called, or may have been: what is written under other names, and what others told of it. Each with
   * a date of birth that stood on record, or alone. It is how people are found who have changed their name, and it may lead to
   * others: a middle name is the first name of a twin.
   */
  readonly aliases: readonly Name[];
  /** Cases that were joined with it. */
  readonly joined: readonly string[];
  /** What was said of brothers and sisters at any time, beside the surname of the child of whom it was. */
  readonly siblings: readonly { readonly text: string; readonly surname: string }[];
}

export const askedBy = (upn: string): KnownAs => {
  const names = namesOf({ upn, nameKey: '', dateOfBirth: null });
  return { id: '', kind: 'asked', now: names, ever: names, aliases: [], joined: [], siblings: [] };
};

export function caseKnownAs(theCase: Pick<Case, 'id' | 'facts'>): KnownAs {
  const { joined, closed } = readFacts(theCase.facts);
  const own = ofThisChild(theCase.facts);
  const keys = keysOf(theCase);
  const pupils = own.flatMap((fact) => (fact.kind === 'pupil-described' ? [fact.pupil] : []));
  const alsoTold = own.flatMap((fact) => (fact.kind === 'also-told' ? [fact.pupil] : []));
  return {
    ...{ id: theCase.id, kind: 'case', now: namesOf(keys) },
    ever: [
      ...pupils.flatMap((pupil) => namesOf({ ...pupil, nameKey: nameKey(pupil) })),
      ...alsoTold.flatMap(({ upn = null }) => namesOf({ upn, nameKey: '', dateOfBirth: null })),
      ...(keys.dateOfBirth === null ? pupils.flatMap((pupil) => nameAlone(nameKey(pupil))) : []),
    ],
    aliases: aliasesOf(pupils, alsoTold),
    siblings: [...pupils, ...alsoTold].flatMap(({ siblings, surname }) =>
      siblings ? [{ text: siblings, surname: surname ?? '' }] : [],
    ),
    joined: [...joined.map(({ caseId }) => caseId), ...(closed?.duplicateOf ? [closed.duplicateOf] : [])],
  };
}

/** What is typed in a report is not checked before it is finished. */
export function reportKnownAs({ id, values }: Draft): KnownAs {
  const { forename = '', surname = '', otherNames = '', upn = '', dateOfBirth = '' } = values;
  const checked = checkUpn(upn);
  const key = lettersOf(`${forename}${surname}`);
  const names = namesOf({ upn: checked.ok ? checked.upn : null, nameKey: key, dateOfBirth: dateOfBirth.trim() });
  const ever = names.length > 0 ? names : nameAlone(key);
  const aliases = aliasesOf([{ forename, surname, dateOfBirth: dateOfBirth.trim() || null, otherNames }], []);
  return { id, kind: 'report', now: names, ever, aliases, joined: [], siblings: [] };
}

type Called = Pick<Pupil, 'forename' | 'surname' | 'otherNames'> & { readonly dateOfBirth: string | null };

/** Every other name with every date of birth: which went with which, nobody has typed. */
function aliasesOf(pupils: readonly Called[], alsoTold: readonly Partial<Called>[]): Name[] {
  const last = pupils.at(-1) ?? { forename: '', surname: '', otherNames: '', dateOfBirth: null };
  const told = alsoTold.map((one) => ({ ...last, ...one }));
  const all = [...pupils, ...told];
  const born = [...new Set(all.flatMap(({ dateOfBirth }) => dateOfBirth ?? []))];
  const keys = [...all.flatMap(otherKeys), ...all.map(nameKey)].filter((key) => key !== '');
  return [...new Set(keys)].flatMap((key) =>
    born.length === 0 ? nameAlone(key) : born.map((day) => `born ${key} ${day}` as const),
  );
}

/** `Ada Old; Old` is a whole name, and another surname or forename. */
const otherKeys = ({ otherNames, forename, surname }: Called): string[] =>
  otherNames
    .split(/[,;/()\n]+|\b(?:aka|formerly|previously|née|nee|or)\b/i)
    .flatMap((part) =>
      lettersOf(part) === '' ? [] : [part, `${forename}${part}`, `${part}${surname}`].map(lettersOf),
    );

interface Keys {
  readonly upn: string | null;
  readonly nameKey: string;
  readonly dateOfBirth: string | null;
}

const namesOf = ({ upn, nameKey: key, dateOfBirth }: Keys): Name[] => [
  ...(upn ? [`upn ${upn}` as const] : []),
  ...(key && dateOfBirth ? [`born ${key} ${dateOfBirth}` as const] : []),
];

const nameAlone = (key: string): Name[] => (key ? [`name ${key}`] : []);

const isAlone = (name: Name): boolean => name.startsWith('name ');

/** That both had the same UPN, or the same name with date of birth, at any time. */
export const wereAlike = (one: KnownAs, other: KnownAs): boolean =>
  one.ever.some((name) => !isAlone(name) && other.ever.includes(name));

/**
 * That of one of them the name alone is known, and it is the other's: of a child on no roll, or in a report that was left at
 * once, there may be no more. Two that have a UPN each are two children.
 */
export function sharesNameAlone(one: KnownAs, other: KnownAs): boolean {
  if (hasUpn(one) && hasUpn(other)) return false;
  return (
    one.ever.some((name) => isAlone(name) && bareNames(other).includes(name)) ||
    other.ever.some((name) => isAlone(name) && bareNames(one).includes(name))
  );
}

/**
 * That one of them goes, or went, by another name of the other, with the same date of birth; or by the name alone, where one
 * of them has no more. Two that have a permanent UPN each are two children: it stays with its child through every name.
 */
export function sharesOtherName(one: KnownAs, other: KnownAs): boolean {
  if (hasPermanentUpn(one) && hasPermanentUpn(other)) return false;
  const [ofOne, ofOther] = [everyNameOf(one), everyNameOf(other)];
  return (
    ofOne.some((name) => ofOther.includes(name) || (isAlone(name) && bare(ofOther).includes(name))) ||
    ofOther.some((name) => isAlone(name) && bare(ofOne).includes(name))
  );
}

const everyNameOf = ({ ever, aliases }: KnownAs): Name[] =>
  [...ever, ...aliases].filter((name) => !name.startsWith('upn '));

const hasUpn = ({ now }: KnownAs): boolean => now.some((name) => name.startsWith('upn '));

/** A temporary one ends in a letter. */
const hasPermanentUpn = ({ now }: KnownAs): boolean => now.some((name) => /^upn .*\d$/.test(name));

const bareNames = ({ ever }: KnownAs): Name[] => bare(ever);

const bare = (names: readonly Name[]): Name[] =>
  names.flatMap((name) => (name.startsWith('upn ') ? [] : [`name ${name.split(' ')[1]!}` as const]));

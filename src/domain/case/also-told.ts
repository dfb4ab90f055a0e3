import { lettersOf } from '../pupil/name-key';
import type { Pupil } from '../pupil/pupil';
import type { Absence, Fact, FactBody } from './fact';

/** What a name is called that is still to come. */
const NOT_YET = /not (yet given|known)/i;

/**
 * What somebody typed of a pupil who has a case already. What nobody had said yet is described there from now on. What
 * is on record otherwise stands, and the other word beside it: whoever reads both puts the details right.
 */
export function toldOfPupil(known: Pupil | null, typed: Pupil): FactBody[] {
  if (!known) return [{ kind: 'pupil-described', pupil: typed }];
  const here = withoutNamesToCome(known);
  const hasUpn = isSaid(known.upn) || isSaid(typed.upn);
  const said = fieldsOf(withoutNamesToCome(typed)).filter(
    ([field, value]) => isSaid(value) && !(field === 'upnUnknown' && hasUpn),
  );
  const added = said.filter(([field]) => !isSaid(here[field]));
  const differs = said.filter(([field, value]) => isSaid(here[field]) && !isAlike(here[field] ?? '', value ?? ''));
  const pupil = { ...known, ...Object.fromEntries(added) };
  const described: Pupil = pupil.upn === null ? pupil : { ...pupil, upnUnknown: null };
  return [
    ...(added.length > 0 ? [{ kind: 'pupil-described', pupil: described } as const] : []),
    ...(differs.length > 0
      ? [{ kind: 'also-told', pupil: Object.fromEntries(differs) as Partial<Pupil>, absence: null } as const]
      : []),
  ];
}

/** The same of the absence: it stands on the case, and the days on record are counted as before. */
export function toldOfAbsence(facts: readonly Fact[], typed: Absence): FactBody[] {
  const known = facts.flatMap((fact) =>
    fact.kind === 'absence-described' || fact.kind === 'also-told' ? [fact.absence] : [],
  );
  const isKnown = known.some((absence) => absence !== null && asOneLine(absence) === asOneLine(typed));
  return isKnown ? [] : [{ kind: 'also-told', pupil: {}, absence: typed }];
}

/** Whether the case says by name who the child is: an urgent report may have opened it without. */
export function isNamed(pupil: Pupil): boolean {
  const { forename, surname } = withoutNamesToCome(pupil);
  return isSaid(forename) && isSaid(surname);
}

/** What is on record of the pupil, field by field. */
export const saidOf = (pupil: Pupil) => fieldsOf(withoutNamesToCome(pupil)).filter(([, value]) => isSaid(value));

const fieldsOf = (pupil: Pupil) => Object.entries(pupil) as [keyof Pupil, string | null][];

/** “Not known” is what the page asks for where nobody has an answer. */
const isSaid = (value: string | null): boolean => value !== null && !/^\s*(not known)?\.?\s*$/i.test(value);

const isAlike = (a: string, b: string): boolean => lettersOf(a) === lettersOf(b);

const asOneLine = ({ lastAttended, firstDayMissed, code, leaveEnded, note, began }: Absence): string =>
  JSON.stringify([lastAttended, firstDayMissed, code, leaveEnded, note, began ? Object.entries(began).sort() : []]);

/** An urgent report opens a case without a name: what stands in its place is no word on the child. */
function withoutNamesToCome(pupil: Pupil): Pupil {
  const { forename, surname } = pupil;
  const nothing = NOT_YET.test(surname) && !surname.startsWith('(');
  return {
    ...pupil,
    forename: nothing || NOT_YET.test(forename) ? '' : forename,
    surname: NOT_YET.test(surname) ? '' : surname,
  };
}

import { inWords } from '../../domain/calendar/date';
import { besides } from '../../domain/case/decide/reported-again';
import type { Absence } from '../../domain/case/fact';
import { putRightBy, putRightSince } from '../../domain/case/put-right';
import type { PolicyPack } from '../../domain/policy/pack';
import { birthInWords, yearInWords } from '../../domain/pupil/in-words';
import { fullName, type Pupil } from '../../domain/pupil/pupil';
import type { Shown } from '../shown-facts';
import { codeInWords } from './policy-words';
import { named, tell, type Telling, type Told } from './terms';

const LABELS: Readonly<Record<keyof Pupil, string>> = {
  ...{ forename: 'First name', surname: 'Last name', otherNames: 'Other names', dateOfBirth: 'Date of birth' },
  ...{ sex: 'Sex', yearGroup: 'Year group', upn: 'UPN', upnUnknown: 'Why the UPN is not known' },
  ...{ lastKnownAddress: 'Last known address', parents: 'Parents', emergencyContacts: 'Emergency contacts' },
  siblings: 'Brothers and sisters',
};

/** What was typed of the pupil and differs from what is on record, under the names of the page on which it was asked. */
export const pupilToldBesides = (pupil: Partial<Pupil>): [string, string][] =>
  Object.entries(LABELS).flatMap(([field, label]) => {
    const value = pupil[field as keyof Pupil];
    return value ? [[label, valueInWords(field, value)] as [string, string]] : [];
  });

function valueInWords(field: string, value: string): string {
  if (field === 'dateOfBirth') return birthInWords(value as Pupil['dateOfBirth']);
  if (field === 'yearGroup') return yearInWords(value);
  return field === 'upnUnknown' ? value.replaceAll('-', ' ') : value;
}

/** With what was put right and why, and of what was put right later that it was: the old words stay. */
export function toldOfPupilDetails(fact: Shown<'pupil-described'>, { case: beside }: Telling): Told {
  const facts = beside?.facts ?? [];
  const right = putRightBy(fact, facts).map(({ field, was, now }) => {
    const then = now === null || now.trim() === '' ? 'nothing' : `“${valueInWords(field, now)}”`;
    return `${LABELS[field]} put right: “${valueInWords(field, was)}” before, ${then} since`;
  });
  const since = putRightSince(fact, facts).map(({ field }) => LABELS[field]);
  return tell(
    ['the pupil’s details were recorded', named('put right:', fact.correctedBecause)],
    [fullName(fact.pupil), ...right, named('put right since:', since.join(', '))],
  );
}

/** `first day missed Mon 27 April 2026, code N: …`, and whatever was typed beside it. */
export const absenceToldBesides = (absence: Absence, policy: PolicyPack): string[] => [
  `first day missed ${inWords(absence.firstDayMissed)}, code ${codeInWords(absence.code, policy)}`,
  besides(absence),
];

/** Typed in another report: what is on record stands, and this beside it. */
export const toldBesides = ({ pupil, absence }: Shown<'also-told'>, { then }: Telling): Told =>
  tell([
    'said in another report as well',
    ...pupilToldBesides(pupil).map(([label, value]) => `${label}: ${value}`),
    ...(absence ? absenceToldBesides(absence, then) : []),
  ]);

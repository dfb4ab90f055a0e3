import type { Absence, Triage } from '../../domain/case/fact';
import { inWords } from '../../domain/calendar/date';
import type { Way } from '../../domain/case/way';
import type { PolicyPack } from '../../domain/policy/pack';
import { fullName, type Pupil } from '../../domain/pupil/pupil';
import { SEXES, UPN_UNKNOWN } from '../pages/report/pupil-fields';
import { section, type Section } from './section';
import { codeInWords, wayInWords } from '../../casework/told/policy-words';
import { risksTold } from '../../casework/told/risk-words';
import { birthInWords, yearInWords } from '../../domain/pupil/in-words';
import { short } from './words';

/** A whole report to read through: each answer in the words in which it was asked. `rules`: see `risksTold`. */
export const answersOf = (
  pupil: Pupil,
  absence: Absence | null,
  triage: Triage,
  policy: PolicyPack,
  way: Way,
  rules: readonly PolicyPack[] = [policy],
): Section[] => [
  section('Safety', {
    Answers: risksInWords(triage, rules).join('; ') || 'None of the questions was answered with yes',
    Note: short(triage.note, 300),
  }),
  section('The pupil', pupilFacts(pupil)),
  ...(absence ? [section('The absence', absenceFacts(absence, policy, way))] : []),
];

/** Why a child may be at risk, as statements: the questions answered with yes and the groups. See `risksTold`. */
export const risksInWords = (triage: Triage, rules: readonly PolicyPack[]): string[] => {
  const { yes, groups } = risksTold(triage, rules);
  return [...yes.map((asks) => `Yes: ${asks}`), ...groups].map((text) => short(text, 120));
};

export const pupilFacts = (pupil: Pupil): Record<string, string> => ({
  Name: short(fullName(pupil), 130),
  'Other names': short(pupil.otherNames, 100),
  'Date of birth': pupil.dateOfBirth ? birthInWords(pupil.dateOfBirth) : '',
  Sex: pupil.sex ? SEXES[pupil.sex] : '',
  'Year group': yearInWords(pupil.yearGroup),
  UPN: pupil.upn ?? (pupil.upnUnknown ? `Not known: ${UPN_UNKNOWN[pupil.upnUnknown].toLowerCase()}` : ''),
  Address: short(pupil.lastKnownAddress, 300),
  Parents: short(pupil.parents, 500),
  'Emergency contacts': short(pupil.emergencyContacts, 500),
  'Brothers and sisters': short(pupil.siblings, 300),
});

const absenceFacts = (absence: Absence, policy: PolicyPack, way: Way): Record<string, string> => ({
  'How it began': short(wayInWords(way, policy), 120),
  'Start agreed for': absence.began?.agreedStart ? inWords(absence.began.agreedStart) : '',
  'Place accepted on': absence.began?.acceptedOn ? inWords(absence.began.acceptedOn) : '',
  'Leave began': absence.began?.leaveBegan ? inWords(absence.began.leaveBegan) : '',
  'Last came': lastCame(absence, way),
  'What the family said': short(absence.began?.destination ?? '', 500),
  'First day missed': inWords(absence.firstDayMissed),
  Code: short(codeInWords(absence.code, policy), 100),
  'Leave ended': absence.leaveEnded ? inWords(absence.leaveEnded) : '',
  Note: short(absence.note, 500),
});

function lastCame({ lastAttended }: Absence, way: Way): string {
  if (lastAttended) return inWords(lastAttended);
  return way === 'leave-not-ended' ? 'Before the leave' : 'Has never come';
}

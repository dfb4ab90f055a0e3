import type { Pupil } from '../../pupil/pupil';

/** What regulation 13(4) wants in the return besides the ground, and whether the case has it. */
export const returnFields = (pupil: Pupil | null): { readonly label: string; readonly known: boolean }[] => [
  { label: 'Full name of the pupil', known: Boolean(pupil?.forename.trim() && pupil.surname.trim()) },
  { label: 'Address of the pupil', known: Boolean(pupil?.lastKnownAddress.trim()) },
  {
    label: 'Name and address of each parent with whom the pupil normally lives',
    known: Boolean(pupil?.parents.trim()),
  },
  { label: 'An emergency telephone number of each such parent', known: hasTelephone(pupil) },
];

export const missingFromReturn = (pupil: Pupil | null): string[] =>
  returnFields(pupil)
    .filter(({ known }) => !known)
    .map(({ label }) => label.toLowerCase());

/** Schools write a number beside the contact or beside the parent. */
const hasTelephone = (pupil: Pupil | null): boolean =>
  /\d(?:[\s()-]*\d){5,}/.test(`${pupil?.emergencyContacts ?? ''} ${pupil?.parents ?? ''}`);

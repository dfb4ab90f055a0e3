import type { LocalDate } from '../calendar/date';

export type Sex = 'female' | 'male';

/** Why a pupil's UPN is not known. */
export type UpnUnknown = 'new-to-country' | 'not-issued' | 'not-found' | 'other';

/** Who the child is, as the school's register has it. Everything but the name may still be missing. */
export interface Pupil {
  readonly forename: string;
  readonly surname: string;
  readonly otherNames: string;
  readonly dateOfBirth: LocalDate | null;
  readonly upn: string | null;
  readonly upnUnknown: UpnUnknown | null;
  /** `R` for reception, `1` to `13`. */
  readonly yearGroup: string | null;
  readonly sex: Sex | null;
  readonly lastKnownAddress: string;
  /** Parents and carers with their telephone numbers, as typed. */
  readonly parents: string;
  readonly emergencyContacts: string;
  readonly siblings: string;
}

export const fullName = (pupil: Pupil): string => `${pupil.forename} ${pupil.surname}`.trim();

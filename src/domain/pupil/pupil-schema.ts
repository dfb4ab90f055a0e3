import { z } from 'zod';
import { LocalDateSchema } from '../calendar/date';

const text = z.string();

/** A pupil as a fact keeps it. See `Pupil`. */
export const PupilSchema = z.object({
  forename: text,
  surname: text,
  otherNames: text,
  dateOfBirth: LocalDateSchema.nullable(),
  upn: text.nullable(),
  upnUnknown: z.enum(['new-to-country', 'not-issued', 'not-found', 'other']).nullable(),
  yearGroup: text.nullable(),
  sex: z.enum(['female', 'male']).nullable(),
  lastKnownAddress: text,
  parents: text,
  emergencyContacts: text,
  siblings: text,
});

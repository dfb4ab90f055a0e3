import { z } from 'zod';
import { yearInWords } from '../../../domain/pupil/in-words';
import type { Pupil, Sex, UpnUnknown } from '../../../domain/pupil/pupil';
import { checkUpn } from '../../../domain/pupil/upn';
import { choice, date, heading, lines, radios, text, type Choice, type Field } from '../fields';
import type { Typed } from '../page';
import { oneOf, oneOfOrNone, requiredDate, requiredText, typedDate, typedText } from '../typed';

export const UPN_UNKNOWN: Readonly<Record<UpnUnknown, string>> = {
  'new-to-country': 'New to the country',
  'not-issued': 'Not issued yet',
  'not-found': 'Cannot be found in our records',
  other: 'Another reason',
};

export const SEXES: Readonly<Record<Sex, string>> = { female: 'Female', male: 'Male' };

const YEARS = ['R', ...Array.from({ length: 13 }, (_, index) => String(index + 1))];

const choicesOf = (labels: Readonly<Record<string, string>>): Choice[] =>
  Object.entries(labels).map(([value, title]) => ({ title, value }));

export const PUPIL_FIELDS: readonly Field[] = [
  text('forename', 'First name', { limit: 60 }),
  text('surname', 'Last name', { limit: 60 }),
  text('otherNames', 'Other names, and names used before', { optional: true, limit: 100 }),
  date('dateOfBirth', 'Date of birth'),
  radios('sex', 'Sex', choicesOf(SEXES)),
  choice(
    'yearGroup',
    'Year group',
    YEARS.map((year) => ({ title: yearInWords(year), value: year })),
  ),
  heading('Unique pupil number'),
  text('upn', 'UPN', { optional: true, limit: 20, hint: 'A letter and twelve digits, as on the register.' }),
  choice('upnUnknown', 'If it is not known: why', choicesOf(UPN_UNKNOWN), { optional: true }),
  heading('Home and family'),
  lines('lastKnownAddress', 'Last known address', { limit: 300 }),
  lines('parents', 'Parents and carers, with telephone numbers', { limit: 500 }),
  lines('emergencyContacts', 'Emergency contacts, with telephone numbers', {
    limit: 500,
    hint: 'More than one, where you have them. Write “not known” if you have none.',
  }),
  lines('siblings', 'Brothers and sisters, and their schools', { optional: true, limit: 300 }),
];

const limitOf = (id: string): number => PUPIL_FIELDS.find((field) => field.id === id)!.limit;
const required = (id: string, missing: string) => requiredText(limitOf(id), missing);

export const pupilInput = z
  .object({
    forename: required('forename', 'Give the pupil’s first name.'),
    surname: required('surname', 'Give the pupil’s last name.'),
    otherNames: typedText(limitOf('otherNames')),
    dateOfBirth: requiredDate('Give the date of birth.'),
    sex: oneOf(['female', 'male'], 'Say female or male, as on the register.'),
    yearGroup: oneOf(YEARS, 'Choose the year group.'),
    upn: typedText(limitOf('upn')),
    upnUnknown: oneOfOrNone(Object.keys(UPN_UNKNOWN) as UpnUnknown[]),
    lastKnownAddress: required('lastKnownAddress', 'Give the last known address, or write “not known”.'),
    parents: required('parents', 'Give the parents or carers, or write “not known”.'),
    emergencyContacts: required('emergencyContacts', 'Give a contact, or write “not known”.'),
    siblings: typedText(limitOf('siblings')),
  })
  .transform((pupil, context): Pupil => {
    const wrong = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    const upn = pupil.upn === '' ? null : checkUpn(pupil.upn);
    if (upn && !upn.ok) wrong('upn', upn.says);
    if (!upn && !pupil.upnUnknown) wrong('upn', 'Give the UPN, or choose below why it is not known.');
    return {
      ...pupil,
      upn: upn?.ok ? upn.upn : null,
      upnUnknown: upn ? null : pupil.upnUnknown,
    };
  });

/** The pupil as far as it has been typed; what is not there yet, or not right, is left empty. */
export function pupilFrom(typed: Typed): Pupil {
  const whole = pupilInput.safeParse(typed);
  if (whole.success) return whole.data;
  const born = typedDate.safeParse(typed.dateOfBirth);
  return {
    forename: (typed.forename ?? '').trim().slice(0, limitOf('forename')),
    surname: (typed.surname ?? '').trim().slice(0, limitOf('surname')),
    otherNames: '',
    dateOfBirth: born.success ? born.data : null,
    upn: null,
    upnUnknown: null,
    yearGroup: null,
    sex: null,
    lastKnownAddress: '',
    parents: '',
    emergencyContacts: '',
    siblings: '',
  };
}

/** What was recorded, as values of the inputs. */
export const typedPupil = (pupil: Pupil): Typed => ({
  ...pupil,
  dateOfBirth: pupil.dateOfBirth ?? '',
  sex: pupil.sex ?? '',
  yearGroup: pupil.yearGroup ?? '',
  upn: pupil.upn ?? '',
  upnUnknown: pupil.upnUnknown ?? '',
});

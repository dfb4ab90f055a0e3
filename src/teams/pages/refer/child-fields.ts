import { z } from 'zod';
import type { OffRollWay } from '../../../domain/case/way';
import type { Pupil, UpnUnknown } from '../../../domain/pupil/pupil';
import { checkUpn } from '../../../domain/pupil/upn';
import { heading, lines, radios, type Field } from '../fields';
import type { Typed } from '../page';
import { PUPIL_FIELDS, UPN_UNKNOWN } from '../report/pupil-fields';
import { WHY_LIMIT } from '../why-put-right';
import { oneOfOrNone, typedDate, typedText } from '../typed';

const CONTACTS = ['emergencyContacts'];

/** The fields of a pupil, of which only a name or a description has to be there. */
export const childFields = (way: OffRollWay): Field[] => [
  ...(way === 'other-authority'
    ? []
    : [
        radios(
          'onRoll',
          'Is the child on a school’s roll now?',
          [
            { title: 'No', value: 'no' },
            { title: 'Nobody knows', value: 'not-known' },
            { title: 'Yes', value: 'yes' },
          ],
          { hint: 'Look into your own records first, if you can.' },
        ),
        heading('Who the child is'),
      ]),
  ...PUPIL_FIELDS.filter(({ id }) => !CONTACTS.includes(id)).map(asOptional),
  lines('description', 'Where no name is known: what is known of who the child is', { optional: true, limit: 300 }),
];

const asOptional = (field: Field): Field => ({ ...field, label: field.label.replace('(required)', '(optional)') });

const limitOf = (id: string): number => PUPIL_FIELDS.find((field) => field.id === id)!.limit;
const told = (id: string) => typedText(limitOf(id));

export const childInput = z
  .object({
    onRoll: typedText(20),
    forename: told('forename'),
    surname: told('surname'),
    otherNames: told('otherNames'),
    dateOfBirth: typedDate,
    sex: oneOfOrNone(['female', 'male'] as const),
    yearGroup: typedText(2),
    upn: told('upn'),
    upnUnknown: oneOfOrNone(Object.keys(UPN_UNKNOWN) as UpnUnknown[]),
    lastKnownAddress: told('lastKnownAddress'),
    parents: told('parents'),
    siblings: told('siblings'),
    description: typedText(300),
    putRight: typedText(WHY_LIMIT),
  })
  .transform(({ onRoll, description, putRight, yearGroup, upn: typed, upnUnknown, ...rest }, context) => {
    const upn = typed === '' ? null : checkUpn(typed);
    const wrong = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    if (upn && !upn.ok) wrong('upn', `${upn.says} Leave it empty if it is not known.`);
    if (!rest.forename && !rest.surname && !description) wrong('forename', 'Give a name, or describe the child below.');
    const pupil: Pupil = {
      ...rest,
      yearGroup: yearGroup === '' ? null : yearGroup,
      upn: upn?.ok ? upn.upn : null,
      upnUnknown: upn ? null : upnUnknown,
      emergencyContacts: '',
    };
    return { onRoll, description, putRight, pupil };
  });
export type TypedChild = z.infer<typeof childInput>;

/** What was recorded, as values of the inputs. */
export const typedChild = (pupil: Pupil, description: string): Typed => ({
  ...pupil,
  dateOfBirth: pupil.dateOfBirth ?? '',
  sex: pupil.sex ?? '',
  yearGroup: pupil.yearGroup ?? '',
  upn: pupil.upn ?? '',
  upnUnknown: pupil.upnUnknown ?? '',
  description,
  onRoll: 'no',
});

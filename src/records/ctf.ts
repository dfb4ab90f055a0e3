import type { CaseView } from '../casework/casework';
import type { Instant, LocalDate } from '../domain/calendar/date';
import { londonDate, londonTime } from '../domain/calendar/london';
import type { PolicyPack } from '../domain/policy/pack';
import type { Pupil, Sex } from '../domain/pupil/pupil';
import type { RemovalInBrief } from '../domain/case/removal/removal-of';
import { checkUpn } from '../domain/pupil/upn';
import type { School } from '../people/directory';
import type { CtfDestination } from '../domain/case/ctf-destination';
import { addressOf, ctfName, isDestination, isSchoolNumber, LOST, OUTSIDE } from '../domain/case/ctf-name';
import type { Made } from './paper';
import { addressLines, postcodeOf } from './postal-address';
import { xmlFile, type Elements } from './xml-file';
import { xmlText } from './xml-text';

export interface CtfOrder {
  /** Seven characters: `XXXXXXX`, `MMMMMMM`, or the number of a school. */
  readonly destination: string;
  readonly at: Instant;
  /** What was decided about the name; the file follows its deletion. */
  readonly removal: Pick<RemovalInBrief, 'deletedOn' | 'lost'> | null;
  /** Where the case says that the child is; null where it does not say. */
  readonly found: CtfDestination | null;
}

type Source = Pick<CaseView, 'pupil' | 'school' | 'authority' | 'policy'>;

/** Why no good file can be written of this pupil; none when it can. */
export function reasonsAgainstCtf({ pupil, school, authority }: Source, order: CtfOrder): string[] {
  const { destination } = order;
  return [
    ...(school
      ? [...schoolReasons(school, authority.code, destination), ...removalReasons(order)]
      : ['The child is on no school’s roll, and only a school sends this file.']),
    ...(isDestination(destination)
      ? []
      : [
          `“${destination}” is no destination. Give ${LOST}, ${OUTSIDE}, the seven digits of the new school’s DfE number, or the three of an authority and LLLL.`,
        ]),
    ...(pupil ? pupilReasons(pupil) : ['The pupil has not been described yet.']),
  ];
}

function removalReasons({ removal, found, destination }: CtfOrder): string[] {
  if (!removal?.deletedOn)
    return ['The name still stands on your admission register. The file follows the deletion, and never causes it.'];
  if (destination === LOST && !removal.lost)
    return [
      `${LOST} is only for a pupil whom school and authority together could not find. Use ${OUTSIDE} for abroad, home education or an independent school, or the number of the new school.`,
    ];
  const address = addressOf({ lost: removal.lost, destination: found });
  if (!address || destination === address || !isDestination(destination)) return [];
  return [
    `${SAYS[removal.lost ? 'lost' : found!.why]} So the file goes to ${address}. If that has changed, say first on the case where the child was found.`,
  ];
}

/** What the case says; under another destination the file would reach nobody who looks for the child, or the wrong school. */
const SAYS: Readonly<Record<CtfDestination['why'], string>> = {
  lost: 'The case says that nobody has found the child.',
  abroad: 'The case says that the child is abroad.',
  'home-education': 'The case says that the child is educated at home.',
  'outside-state-sector': 'The case says that the child is at an independent school.',
  school: 'The case says at which school the child is.',
};

function schoolReasons({ name, dfeNumber }: School, authority: string, destination: string): string[] {
  if (!isSchoolNumber(dfeNumber) || !dfeNumber.startsWith(authority)) {
    return [
      `The DfE number of ${name} has to be seven digits: the authority’s ${authority} and the school’s own four. Ask your administrator to correct the list of schools.`,
    ];
  }
  return dfeNumber === destination
    ? ['The file would go to the school that sends it. Give the number of the new school.']
    : [];
}

function pupilReasons(pupil: Pupil): string[] {
  const { upn, dateOfBirth, sex, forename, surname, lastKnownAddress } = pupil;
  const checked = upn === null ? null : checkUpn(upn);
  return [
    ...(checked === null ? ['The UPN is not recorded. It stands in your admission register.'] : []),
    ...(checked && !checked.ok ? [`The UPN ${upn} is not right. ${checked.says}`] : []),
    ...(xmlText(surname) === '' ? ['The surname is not recorded.'] : []),
    ...(xmlText(forename) === '' ? ['The forename is not recorded.'] : []),
    ...(dateOfBirth === null ? ['The date of birth is not recorded.'] : []),
    ...(sex === null ? ['The sex is not recorded. The file has to have it as your admission register does.'] : []),
    ...(addressLines(lastKnownAddress).length === 0 ? ['The last known address is not recorded.'] : []),
  ];
}

/** A Common Transfer File of one pupil, or every reason why there is none. `number` is the one in the file's name. */
export function commonTransferFile(source: Source, order: CtfOrder, number: number): Made {
  const reasons = reasonsAgainstCtf(source, order);
  const { pupil, school, policy } = source;
  if (reasons.length > 0 || !pupil || !school) return { made: false, reasons };
  const bytes = xmlFile('CTfile', {
    Header: header(school, order, policy),
    CTFpupilData: { Pupil: pupilData(pupil) },
  });
  const fileName = ctfName(school.dfeNumber, order.destination, number);
  return { made: true, file: { kind: 'lost-pupil-ctf', fileName, mediaType: 'application/xml', bytes } };
}

function header({ dfeNumber, urn, name }: School, { destination, at }: CtfOrder, { ctf }: PolicyPack) {
  return {
    DocumentName: 'Common Transfer File',
    CTFversion: ctf.version,
    DateTime: `${londonDate(at)}T${londonTime(at)}:00`,
    DocumentQualifier: 'partial',
    DataDescriptor: ctf.dataDescriptor,
    SupplierID: ctf.supplierId,
    SourceSchool: {
      LEA: dfeNumber.slice(0, 3),
      Estab: dfeNumber.slice(3),
      URN: xmlText(urn),
      SchoolName: xmlText(name),
      AcademicYear: academicYear(londonDate(at), ctf.academicYear),
    },
    DestSchool: { LEA: destination.slice(0, 3), Estab: destination.slice(3) },
  };
}

/** A school year begins on 1 September and is called by the first or by the last of its two years. */
function academicYear(day: LocalDate, called: PolicyPack['ctf']['academicYear']): string {
  const began = Number(day.slice(0, 4)) - (day.slice(5) < '09-01' ? 1 : 0);
  return String(called === 'first' ? began : began + 1);
}

const SEX: Readonly<Record<Sex, string>> = { female: 'F', male: 'M' };

function pupilData(pupil: Pupil): Elements {
  const checked = checkUpn(pupil.upn!);
  const lines = addressLines(pupil.lastKnownAddress);
  const postcode = postcodeOf(pupil.lastKnownAddress);
  const middle = xmlText(pupil.otherNames);
  const basic = {
    ...(middle && { MiddleNames: middle }),
    ...(pupil.yearGroup && { NCyearActual: xmlText(pupil.yearGroup) }),
  };
  return {
    UPN: checked.ok ? checked.upn : '',
    Surname: xmlText(pupil.surname),
    Forename: xmlText(pupil.forename),
    DOB: pupil.dateOfBirth!,
    Sex: SEX[pupil.sex!],
    ...(Object.keys(basic).length > 0 && { BasicDetails: basic }),
    Address: {
      AddressLines: Object.fromEntries(lines.map((line, at) => [`AddressLine${at + 1}`, xmlText(line)])),
      ...(postcode && { PostCode: postcode }),
    },
  };
}

import { create } from 'xmlbuilder2';
import type { CaseView } from '../casework/casework';
import type { Instant, LocalDate } from '../domain/calendar/date';
import { londonDate, londonTime } from '../domain/calendar/london';
import type { PolicyPack } from '../domain/policy/pack';
import type { Pupil, Sex } from '../domain/pupil/pupil';
import { checkUpn } from '../domain/pupil/upn';
import type { School } from '../people/directory';
import { ctfName, isDestination, isSchoolNumber, LOST, OUTSIDE } from './ctf-name';
import type { Made } from './paper';
import { addressLines, postcodeOf } from './postal-address';
import { xmlText } from './xml-text';

export interface CtfOrder {
  /** Seven characters: `XXXXXXX`, `MMMMMMM`, or the number of a school. */
  readonly destination: string;
  readonly at: Instant;
}

type Source = Pick<CaseView, 'pupil' | 'school' | 'policy'>;

/** Why no good file can be written of this pupil; none when it can. */
export function reasonsAgainstCtf({ pupil, school }: Source, { destination }: Pick<CtfOrder, 'destination'>): string[] {
  return [
    ...(school
      ? schoolReasons(school, destination)
      : ['The child is on no school’s roll, and only a school sends this file.']),
    ...(isDestination(destination)
      ? []
      : [
          `“${destination}” is no destination. Give ${LOST}, ${OUTSIDE}, or the seven digits of the new school’s DfE number.`,
        ]),
    ...(pupil ? pupilReasons(pupil) : ['The pupil has not been described yet.']),
  ];
}

function schoolReasons({ name, dfeNumber }: School, destination: string): string[] {
  if (!isSchoolNumber(dfeNumber)) {
    return [
      `The DfE number of ${name} has to be seven digits: the authority’s three and the school’s four. Ask your administrator to correct the list of schools.`,
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
  const root = {
    CTfile: {
      Header: header(school, order, policy),
      CTFpupilData: { Pupil: pupilData(pupil) },
    },
  };
  const xml = create({ version: '1.0', encoding: 'UTF-8' }, root).end({ prettyPrint: true });
  const fileName = ctfName(school.dfeNumber, order.destination, number);
  const bytes = Buffer.from(`${xml}\n`);
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

function pupilData(pupil: Pupil) {
  const checked = checkUpn(pupil.upn!);
  const lines = addressLines(pupil.lastKnownAddress);
  const postcode = postcodeOf(pupil.lastKnownAddress);
  const middle = xmlText(pupil.otherNames);
  return {
    UPN: checked.ok ? checked.upn : '',
    Surname: xmlText(pupil.surname),
    Forename: xmlText(pupil.forename),
    DOB: pupil.dateOfBirth!,
    Sex: SEX[pupil.sex!],
    ...((middle || pupil.yearGroup) && {
      BasicDetails: {
        ...(middle && { MiddleNames: middle }),
        ...(pupil.yearGroup && { NCyearActual: xmlText(pupil.yearGroup) }),
      },
    }),
    Address: {
      AddressLines: Object.fromEntries(lines.map((line, at) => [`AddressLine${at + 1}`, xmlText(line)])),
      ...(postcode && { PostCode: postcode }),
    },
  };
}

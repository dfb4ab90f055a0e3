import { stringify } from 'csv-stringify/sync';
import type { CaseView } from '../casework/casework';
import { inWords, type LocalDate } from '../domain/calendar/date';
import type { RemovalInBrief } from '../domain/case/removal/removal-of';
import { missingFromReturn } from '../domain/case/removal/deletion-return';
import { fullName } from '../domain/pupil/pupil';
import type { Made } from './paper';
import { facts, heading, paragraph, type Sheet } from './pdf/sheet';
import { renderPdf } from './pdf/render';
import type { Maker } from './referral-form';
import { birthInWords, yearInWords } from '../domain/pupil/in-words';
import { momentInWords, upnInWords, whoInWords } from './words';

/** What the school knows of where the pupil goes, as typed; whatever is not known is empty. */
export interface Onward {
  readonly address: string;
  readonly parent: string;
  readonly from: LocalDate | null;
  readonly school: string;
  readonly startsOn: LocalDate | null;
}

export const NOTHING_KNOWN: Onward = { address: '', parent: '', from: null, school: '', startsOn: null };

/** On which ground the name is deleted, as the policy has it; null while nothing is decided. */
type Ground = Pick<RemovalInBrief, 'letter' | 'title' | 'citation'>;

export interface DeletionOrder {
  readonly ground: Ground | null;
  readonly onward: Onward;
  /** What is said of those things that the return has to hold and the school does not know. */
  readonly notKnown: string;
}

/** Why the return would not be what regulation 13(4) asks for; none when it is. */
export function reasonsAgainstReturn({ pupil, school }: CaseView, { ground, notKnown }: DeletionOrder): string[] {
  const absent = (text: string | undefined) => !text?.trim();
  return [
    ...(school ? [] : ['The child is on no school’s roll, so there is no name to delete.']),
    ...(ground ? [] : ['No ground for deleting the name has been decided on this case yet.']),
    ...(pupil ? [] : ['The pupil has not been described yet.']),
    ...(pupil && absent(fullName(pupil)) ? ['The pupil’s full name is not recorded.'] : []),
    ...(pupil && !absent(fullName(pupil)) && absent(notKnown)
      ? missingFromReturn(pupil).map(
          (what) => `Not on record: ${what}. Record it on the case, or say on the page of the return what is known.`,
        )
      : []),
  ];
}

/** The fields in the order of regulation 13(4), with what is known of the future as regulation 8(3) lists it. */
export function returnFields(view: CaseView, { ground, onward, notKnown }: DeletionOrder): Record<string, string> {
  const { pupil, school } = view;
  const day = (date: LocalDate | null) => (date ? inWords(date) : '');
  return {
    School: school?.name ?? '',
    'DfE number': school?.dfeNumber ?? '',
    'Full name of the pupil': pupil ? fullName(pupil) : '',
    'Other names': pupil?.otherNames ?? '',
    'Date of birth': birthInWords(pupil?.dateOfBirth ?? null),
    UPN: pupil ? upnInWords(pupil) : '',
    'Year group': yearInWords(pupil?.yearGroup ?? null),
    'Address of the pupil': pupil?.lastKnownAddress ?? '',
    'Parents with whom the pupil normally lives, with their addresses': pupil?.parents ?? '',
    'Emergency telephone numbers': pupil?.emergencyContacts.trim() || (pupil?.parents ?? ''),
    'Said of what is not known': notKnown.trim(),
    'Future address': onward.address,
    'Parent with whom the pupil will live there': onward.parent,
    'Will live there from': day(onward.from),
    'New school': onward.school,
    'First day at the new school': day(onward.startsOn),
    'Ground for deletion': ground ? `9(1)(${ground.letter}): ${ground.title}` : '',
    'Citation of the ground': ground?.citation ?? '',
  };
}

export async function deletionReturnPdf(view: CaseView, order: DeletionOrder, maker: Maker): Promise<Made> {
  const reasons = reasonsAgainstReturn(view, order);
  if (reasons.length > 0) return { made: false, reasons };
  const bytes = await renderPdf(returnSheet(view, order, maker));
  const fileName = `${view.case.reference}-deletion-return.pdf`;
  return { made: true, file: { kind: 'deletion-return', fileName, mediaType: 'application/pdf', bytes } };
}

export function returnSheet(view: CaseView, order: DeletionOrder, { person, at }: Maker): Sheet {
  const { reference } = view.case;
  const fields = Object.entries(returnFields(view, order));
  const rows = (from: string, to: string) => {
    const names = fields.map(([name]) => name);
    return Object.fromEntries(
      fields.slice(names.indexOf(from), names.indexOf(to) + 1).map(([name, value]) => [name, value || 'Not known']),
    );
  };
  return {
    title: `Deletion return, case ${reference}`,
    subtitle: `To ${view.authority.name}. Made on ${momentInWords(at)} by ${whoInWords(person.id, new Map([[person.id, person]]))}.`,
    footer: `${reference} · Deletion return · Confidential: about a child`,
    author: 'Whereabouts',
    made: new Date(at),
    parts: [
      heading('The ground'),
      facts(rows('Ground for deletion', 'Citation of the ground')),
      heading('The school'),
      facts(rows('School', 'DfE number')),
      heading('The pupil'),
      facts(rows('Full name of the pupil', 'Address of the pupil')),
      heading('Parents and telephone numbers'),
      facts(rows('Parents with whom the pupil normally lives, with their addresses', 'Emergency telephone numbers')),
      ...(order.notKnown.trim() ? [facts({ 'Said of what is not known': order.notKnown.trim() })] : []),
      paragraph('A parent for whom no other address is written lives at the pupil’s address.'),
      heading('Where the pupil goes, as far as the school knows'),
      facts(rows('Future address', 'First day at the new school')),
      heading('About this paper'),
      paragraph(
        `It holds what regulation 13(4) of SI 2024/208 asks a school to tell the authority when a name is deleted, as recorded on case ${reference}. ` +
          'It deletes no name: that is done in the admission register, on the day on which it is decided and never backdated.',
      ),
    ],
  };
}

/** One row under one heading, for whoever collects returns in a spreadsheet. */
export function deletionReturnCsv(view: CaseView, order: DeletionOrder): Made {
  const reasons = reasonsAgainstReturn(view, order);
  if (reasons.length > 0) return { made: false, reasons };
  const row = { Reference: view.case.reference, ...returnFields(view, order) };
  // A cell that begins like a formula is text all the same, and Excel takes UTF-8 for what it is only with its mark.
  const csv = stringify([row], { header: true, bom: true, escape_formulas: true, record_delimiter: 'windows' });
  const fileName = `${view.case.reference}-deletion-return.csv`;
  return {
    made: true,
    file: { kind: 'deletion-return-csv', fileName, mediaType: 'text/csv; charset=utf-8', bytes: Buffer.from(csv) },
  };
}

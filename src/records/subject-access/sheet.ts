import type { Draft } from '../../casework/draft-store';
import { birthInWords, yearInWords } from '../../domain/pupil/in-words';
import { fullName } from '../../domain/pupil/pupil';
import { PAPER_NAMES } from '../paper';
import { facts, heading, paragraph, type Part, type Sheet } from '../pdf/sheet';
import { count, momentInWords, sexInWords, upnInWords } from '../words';
import { mayBeAnother } from './find-child';
import type { HeldCase } from './held';
import type { Mark } from './marks';
import { paperFile } from './paper-file';
import type { SubjectAccess } from './subject-access';

const HOW_TO = [
  'This is everything that Whereabouts holds on one child. It is not ready to be handed over.',
  'What stands in [third party: …] is about somebody else, or about another child. What stands in [may name others: …] was typed freely, and somebody has to read it. A mark decides nothing: whoever answers the request weighs each one, and takes out what may not be told.',
  'Papers lie in a folder of their own as they were made, with no marks in them. Cards that were sent stand in Teams, and are searched for there.',
];

/** That it is not everything, and what to do about it. */
export const notWhole = (leftOut: readonly string[]): string =>
  `This is not everything: ${leftOut.join(', ')} ${leftOut.length === 1 ? 'is' : 'are'} not here, since the rules that held ` +
  'there are not among the policy packs any more. Put the packs back, and make all of this anew.';

/** Everything that is held on a child, as it is read. */
export function subjectAccessSheet(access: SubjectAccess): Sheet {
  const { cases, leftOut, unfinished, elsewhere, marks, madeAt } = access;
  return {
    title: 'Everything held on a child',
    subtitle: `Made on ${momentInWords(madeAt)} by the operator, of ${count(cases.length, 'case')}.`,
    footer: 'Subject access · Confidential: about a child · Not redacted',
    author: 'Whereabouts',
    made: new Date(madeAt),
    parts: [
      ...HOW_TO.map(paragraph),
      ...(leftOut.length > 0 ? [paragraph(notWhole(leftOut))] : []),
      ...cases.flatMap(caseParts),
      heading('Unfinished reports that name the child'),
      ...listed(unfinished.flatMap((report) => [draftInWords(report), ...report.trail])),
      heading('Cases of other children'),
      paragraph(
        elsewhere.length === 0
          ? 'None is linked with a case of this child, and in none is it named among brothers and sisters.'
          : `They may speak of this child, and are looked through by hand: ${elsewhere.join(', ')}.`,
      ),
      heading('What was marked'),
      ...markParts(marks),
    ],
  };
}

function caseParts(held: HeldCase): Part[] {
  const { view, foundBy, history, drafts, papers, alerts, agendas, uploads, passing, trail } = held;
  const { reference, openedAt } = view.case;
  return [
    heading(`Case ${reference}`),
    facts({
      Authority: view.authority.name,
      School: view.school?.name ?? 'On no school’s roll',
      Opened: momentInWords(openedAt),
      'Taken to be of this child by': foundBy,
      ...pupilRows(held),
      'As it stands': view.assessment.open ? 'Open' : 'Closed',
      'Risk as weighed': view.assessment.tier?.tier.title ?? '',
    }),
    heading(`${reference}: the history`),
    {
      kind: 'table',
      columns: [
        { title: 'When', share: 0.18 },
        { title: 'Who', share: 0.24 },
        { title: 'What', share: 0.58 },
      ],
      rows: history.map(({ at, by, says, rest }) => [momentInWords(at), by, [says, ...rest].join('\n')]),
    },
    heading(`${reference}: drafts`),
    ...listed(drafts.map(draftInWords)),
    heading(`${reference}: papers`),
    ...listed(
      papers.map(
        (paper) =>
          `${PAPER_NAMES[paper.kind]}, ${paperFile(paper)}: made on ${momentInWords(paper.madeAt)} by ${paper.madeBy}`,
      ),
    ),
    heading(`${reference}: alerts about the child`),
    ...listed(alerts),
    heading(`${reference}: agendas of the panel`),
    ...listed(agendas),
    heading(`${reference}: uploads to Capita One`),
    ...listed(uploads),
    heading(`${reference}: links to papers, and answers of the last minutes`),
    ...listed(passing),
    heading(`${reference}: who recorded and who looked`),
    ...listed(trail),
  ];
}

function pupilRows({ view: { pupil }, address, foundBy }: HeldCase): Record<string, string> {
  if (!pupil || mayBeAnother(foundBy)) return {}; // it stands in the history, in marks
  return {
    Name: fullName(pupil),
    'Other names': pupil.otherNames,
    'Date of birth': birthInWords(pupil.dateOfBirth),
    Sex: sexInWords(pupil),
    'Year group': yearInWords(pupil.yearGroup),
    UPN: upnInWords(pupil),
    'Last known address': address,
  };
}

const draftInWords = ({ savedAt, savedBy, values }: Draft): string =>
  [`Saved on ${momentInWords(savedAt)} by ${savedBy}`, ...valuesOf(values)].join('\n');

const valuesOf = (values: Readonly<Record<string, string>>): string[] =>
  Object.entries(values).flatMap(([name, text]) => (text.trim() === '' ? [] : [`${name}: ${text}`]));

const listed = (lines: readonly string[]): Part[] =>
  lines.length === 0 ? [paragraph('None.')] : lines.map((line) => paragraph(line));

function markParts(marks: readonly Mark[]): Part[] {
  const [others, typed] = (['third-party', 'may-name-others'] as const).map((kind) =>
    marks.filter((one) => one.kind === kind),
  );
  return [
    paragraph(
      `${count(others!.length, 'place')} of third parties, ${count(typed!.length, 'place')} to be read. Where they stand:`,
    ),
    facts(
      Object.fromEntries(
        [...new Set(marks.map(({ where }) => where))].map((where) => {
          const here = (all: readonly Mark[]) => all.filter((one) => one.where === where).length;
          return [where, `${here(others!)} of third parties, ${here(typed!)} to be read`];
        }),
      ),
    ),
  ];
}

import { ROLE_NAMES } from '../../domain/access/roles';
import { inWords, type LocalDate } from '../../domain/calendar/date';
import { momentInWords } from '../../domain/calendar/london';
import type { MinutedCase, MinutedDecision, Minutes, OwedBy } from '../../domain/panel/minutes';
import { renderPdf } from '../pdf/render';
import { facts, heading, paragraph, type Entry, type Part, type Sheet } from '../pdf/sheet';

/** What stood before the panel and what it decided, case by case, by references. */
export const minutesPdf = (minutes: Minutes, made: Date): Promise<Buffer> => renderPdf(minutesSheet(minutes, made));

export function minutesSheet(minutes: Minutes, made: Date): Sheet {
  const { panel, meeting, isExtra, cases } = minutes;
  const decided = cases.filter((one) => one.decided.length > 0);
  const carried = cases.filter((one) => one.carried.length > 0);
  const neither = cases.filter((one) => one.decided.length === 0);
  return {
    title: `Minutes: ${panel}`,
    subtitle: `${isExtra ? 'Extra meeting' : 'Meeting'} of ${whenOf(minutes)}`,
    footer: `${panel}, minutes of ${inWords(meeting)}`,
    author: 'Whereabouts',
    made,
    parts: [
      facts(standing(minutes)),
      paragraph(OF_RECORD),
      ...leftOut(minutes).map(paragraph),
      heading('On the agenda'),
      ...agendaParts(minutes),
      heading('What was decided'),
      ...entriesOr('No decision has been recorded.', decided, (one) => one.decided, decisionEntry(meeting)),
      heading('Carried forward from earlier meetings'),
      ...entriesOr('Nothing was carried forward.', carried, (one) => one.carried, carriedEntry),
      heading('Without a decision of this meeting'),
      paragraph(neither.length === 0 ? 'None.' : referencesOf(neither)),
    ],
  };
}

const OF_RECORD =
  'Drawn from what is on record, and not typed. No child is named here but where a reason or a dissent was typed so. Whoever may see a case opens it by its reference. What was withdrawn since is left out.';

const whenOf = ({ meeting, time }: Minutes): string => inWords(meeting) + (time === null ? '' : `, ${time}`);

const standing = (minutes: Minutes) => ({
  Panel: minutes.panel,
  Meeting: whenOf(minutes),
  'Agenda closed': minutes.closedAt === null ? 'Nobody closed it' : momentInWords(minutes.closedAt),
  'As recorded by': inWords(minutes.asOf),
  'Decisions recorded': String(minutes.cases.reduce((sum, { decided }) => sum + decided.length, 0)),
});

/** What these minutes do not tell. */
const leftOut = ({ withheld, unread, cases }: Minutes): string[] => [
  ...(cases.some(({ decided }) => decided.some(({ reason }) => reason === null)) ? [NO_REASONS] : []),
  ...(withheld > 0 ? [`${casesInWords(withheld)} left out, since your role does not open them any more.`] : []),
  ...(unread > 0 ? [`${casesInWords(unread)} left out, since nobody can read them.`] : []),
];

const NO_REASONS =
  'Why something was decided, and who saw it otherwise, is on record for the authority’s own people and is left out here.';

const casesInWords = (number: number): string => (number === 1 ? '1 case is' : `${number} cases are`);

function agendaParts({ closedAt, sections, late }: Minutes): Part[] {
  if (closedAt === null) return [paragraph('The agenda was not closed, so nobody can say what stood on it.')];
  const rows = [
    ...sections.map(({ title, references }) => [title, references.join(', ')]),
    ...(late.length > 0 ? [['Added after it was closed', late.join(', ')]] : []),
  ];
  return [rows.length === 0 ? paragraph('Nothing stood on it.') : { kind: 'table', columns: COLUMNS, rows }];
}

const COLUMNS = [
  { title: 'Section', share: 0.3 },
  { title: 'Cases', share: 0.7 },
];

const referencesOf = (cases: readonly MinutedCase[]): string => cases.map(({ reference }) => reference).join(', ');

function entriesOr(
  nothing: string,
  cases: readonly MinutedCase[],
  of: (one: MinutedCase) => readonly MinutedDecision[],
  entry: (reference: string, decision: MinutedDecision) => Entry,
): Part[] {
  const entries = cases.flatMap((one) => of(one).map((decision) => entry(one.reference, decision)));
  return [entries.length === 0 ? paragraph(nothing) : { kind: 'entries', entries }];
}

const decisionEntry =
  (meeting: LocalDate) =>
  (reference: string, decision: MinutedDecision): Entry => {
    const { title, owed, reason, dissent, decidedOn } = decision;
    return {
      title: `${reference}: ${title}`,
      state: dayOf(owed),
      lines: [
        ...(decidedOn === meeting
          ? []
          : [{ text: `Recorded of ${inWords(decidedOn)}, on which there was no meeting.` }]),
        ...(owed ? [{ text: doneBy(owed) }] : []),
        ...(reason === null || reason === '' ? [] : [{ text: `${owed ? 'Why' : 'Said'}: ${reason}` }]),
        ...(dissent === null ? [] : [{ text: otherwiseInWords(dissent) }]),
      ],
    };
  };

const otherwiseInWords = (dissent: string): string =>
  dissent === '' ? 'Nobody is on record as seeing it otherwise.' : `Seen otherwise: ${dissent}`;

const carriedEntry = (reference: string, { title, owed, decidedOn }: MinutedDecision): Entry => ({
  title: `${reference}: ${title}`,
  state: dayOf(owed),
  lines: [{ text: [`Decided on ${inWords(decidedOn)}`, ...(owed ? [doneBy(owed)] : [])].join('. ') }],
});

const dayOf = (owed: OwedBy | null): string => (owed ? `by ${inWords(owed.due)}` : 'nothing to be done');

const doneBy = ({ role, name }: OwedBy): string =>
  `To be done by: ${[ROLE_NAMES[role], ...(name === null ? [] : [name])].join(', ')}`;

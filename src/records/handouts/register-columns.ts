import { ROLE_NAMES } from '../../domain/access/roles';
import { inWords } from '../../domain/calendar/date';
import { yearInWords } from '../../domain/pupil/in-words';
import type { RegisterRow } from '../../domain/register/row';
import type { RegisterLook, RegisterPage } from '../../panel/register';
import {
  agendaInWords,
  decidedInWords,
  endedInWords,
  leadInWords,
  partInWords,
  planInWords,
  socialCareInWords,
} from './register-words';

/** One column of the register, as the meeting has it on paper and in a spreadsheet. None of them names a child. */
export interface RegisterColumn {
  readonly title: string;
  /** Days are text as people read them, and numbers are numbers. Null: there is nothing to say. */
  readonly of: (row: RegisterRow, page: RegisterPage) => string | number | null;
  /** Of a spreadsheet, in characters. */
  readonly width: number;
}

export const REGISTER_COLUMNS: readonly RegisterColumn[] = [
  { title: 'Reference', width: 14, of: ({ reference }) => reference },
  { title: 'Why', width: 34, of: ({ reason }, page) => reasonOf(reason, page) },
  { title: 'Stage', width: 30, of: ({ stage }) => stage },
  { title: 'School day', width: 11, of: ({ day }) => day },
  { title: 'Out since', width: 18, of: ({ since }) => since && inWords(since) },
  { title: 'School days out', width: 15, of: ({ out }) => out && out.schoolDays },
  { title: 'Weeks out', width: 11, of: ({ out }) => out && out.weeks },
  { title: 'How long (DfE)', width: 18, of: ({ band }) => band },
  { title: 'On record since', width: 18, of: ({ entered }) => inWords(entered) },
  { title: 'Lead', width: 30, of: ({ lead }) => leadInWords(lead) },
  { title: 'School', width: 32, of: ({ school }, { schools }) => (school ? (schools.get(school) ?? school) : 'None') },
  { title: 'Year group', width: 12, of: ({ yearGroup }) => yearGroup && yearInWords(yearGroup) },
  { title: 'High risk', width: 10, of: ({ highRisk }) => (highRisk ? 'Yes' : 'No') },
  { title: 'Risk', width: 22, of: ({ tier }) => tier },
  { title: 'Social care, as told', width: 14, of: socialCareInWords },
  { title: 'EHC plan', width: 14, of: planInWords },
  { title: 'Reason (DfE)', width: 34, of: ({ dfeReason }) => dfeReason },
  { title: 'Next', width: 44, of: ({ next }) => next && next.asks },
  { title: 'By whom', width: 26, of: ({ next }) => next && ROLE_NAMES[next.owner] },
  { title: 'Due', width: 18, of: ({ next }) => (next?.due?.known ? inWords(next.due.date) : null) },
  { title: 'Overdue', width: 10, of: ({ next }) => next && (next.overdue ? 'Yes' : 'No') },
  { title: 'Done last', width: 40, of: ({ lastDone }) => lastDone },
  { title: 'Last recorded', width: 18, of: ({ lastRecorded }) => inWords(lastRecorded) },
  { title: 'Panel decided', width: 40, of: decidedInWords },
  { title: 'At its meeting on', width: 18, of: ({ panel }) => panel && inWords(panel.met) },
  { title: 'Found', width: 34, of: ({ found }) => endedInWords(found) },
  { title: 'Closed before', width: 34, of: ({ endedBefore }) => endedInWords(endedBefore) },
  { title: 'The same child', width: 22, of: ({ also }) => (also.length > 0 ? also.join(', ') : null) },
];

export const reasonOf = (reason: RegisterRow['reason'], { reasons }: RegisterPage): string =>
  reasons.find((one) => one.reason === reason)?.title ?? reason;

/** What has to be said before anybody reads a line of it. */
export function registerSays(page: RegisterPage, look: RegisterLook): string {
  const { asOf, today, total, unread } = page;
  const day = asOf === today ? `As of ${inWords(asOf)}` : `As it was known at the end of ${inWords(asOf)}`;
  const left = unread > 0 ? ` ${unread} could not be read and are left out.` : '';
  const part = partInWords(page, look);
  return `${agendaInWords(page)}${day}: ${total} ${total === 1 ? 'child' : 'children'}${part === '' ? '' : ` (${part})`}.${left}`;
}

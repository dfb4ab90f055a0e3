import { ROLE_NAMES } from '../../domain/access/roles';
import { inWords } from '../../domain/calendar/date';
import { yearInWords } from '../../domain/pupil/in-words';
import type { RegisterRow } from '../../domain/register/row';
import type { RegisterPage } from '../../panel/register';
import { renderPdf } from '../pdf/render';
import { facts, heading, paragraph, type Sheet } from '../pdf/sheet';
import { reasonOf, registerSays } from './register-columns';

/** For the meeting: how many for each reason, then child by child. Headings and tables are known as such to who listens. */
export const registerPdf = (page: RegisterPage, made: Date): Promise<Buffer> => renderPdf(registerSheet(page, made));

export function registerSheet(page: RegisterPage, made: Date): Sheet {
  return {
    title: page.title,
    subtitle: registerSays(page),
    footer: `${page.title}, ${inWords(page.asOf)}`,
    author: 'Whereabouts',
    made,
    parts: [
      facts(Object.fromEntries(page.reasons.map(({ title, children }) => [title, String(children)]))),
      paragraph('No child is named here. Whoever may see a case opens it by its reference.'),
      heading('Child by child'),
      page.rows.length === 0
        ? paragraph('Nobody is on it.')
        : { kind: 'table', columns: COLUMNS, rows: page.rows.map((row) => cellsOf(row, page)) },
    ],
  };
}

const COLUMNS = [
  { title: 'Reference', share: 0.15 },
  { title: 'Why, and stage', share: 0.25 },
  { title: 'Out of provision', share: 0.2 },
  { title: 'About the child', share: 0.19 },
  { title: 'Next', share: 0.21 },
];

function cellsOf(row: RegisterRow, page: RegisterPage): string[] {
  const { reference, highRisk, also, day, stage, next } = row;
  const owed = next && [
    next.asks,
    ROLE_NAMES[next.owner],
    ...(next.due?.known ? [`${next.overdue ? 'was due' : 'due'} ${inWords(next.due.date)}`] : []),
  ];
  return [
    [reference, ...(highRisk ? ['High risk'] : []), ...also.map((other) => `also ${other}`)].join('\n'),
    [reasonOf(row.reason, page), day === null ? stage : `School day ${day}: ${stage}`].join('\n'),
    outOf(row).join('\n'),
    aboutOf(row, page).join('\n'),
    owed ? owed.join('\n') : 'Nothing is owed',
  ];
}

const outOf = ({ since, out, band, entered }: RegisterRow): string[] => [
  ...(since && out ? [`since ${inWords(since)}`, `${out.schoolDays} school days, ${out.weeks} weeks`] : []),
  band,
  `on record since ${inWords(entered)}`,
];

const aboutOf = ({ school, yearGroup, tier, dfeReason }: RegisterRow, { schools }: RegisterPage): string[] => [
  school === null ? 'No school' : (schools.get(school) ?? school),
  ...(yearGroup === null ? [] : [yearInWords(yearGroup)]),
  ...(tier === null ? [] : [tier]),
  ...(dfeReason === null ? [] : [`DfE: ${dfeReason}`]),
];

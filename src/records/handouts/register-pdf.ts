import { ROLE_NAMES } from '../../domain/access/roles';
import { inWords } from '../../domain/calendar/date';
import { yearInWords } from '../../domain/pupil/in-words';
import type { RegisterRow } from '../../domain/register/row';
import type { RegisterLook, RegisterPage } from '../../panel/register';
import { counted, lower } from '../../letters';
import { renderPdf } from '../pdf/render';
import { facts, heading, paragraph, type Sheet } from '../pdf/sheet';
import { reasonOf, registerSays } from './register-columns';
import {
  decidedInWords,
  endedInWords,
  leadInWords,
  nobodyInWords,
  socialCareInWords,
  titleInWords,
} from './register-words';

/** For the meeting: how many for each reason, then child by child. Headings and tables are known as such to who listens. */
export const registerPdf = (page: RegisterPage, look: RegisterLook, made: Date): Promise<Buffer> =>
  renderPdf(registerSheet(page, look, made));

export function registerSheet(page: RegisterPage, look: RegisterLook, made: Date): Sheet {
  const title = titleInWords(page);
  return {
    title,
    subtitle: registerSays(page, look),
    footer: `${title}, ${inWords(page.asOf)}`,
    author: 'Whereabouts',
    made,
    landscape: true,
    parts: [
      facts(Object.fromEntries(page.reasons.map(({ title, children }) => [title, String(children)]))),
      paragraph('No child is named here. Whoever may see a case opens it by its reference.'),
      paragraph(
        'An education, health and care plan (EHC plan) is named where one is on record; where none is named, nobody has recorded whether there is one.',
      ),
      heading('Child by child'),
      page.rows.length === 0
        ? paragraph(nobodyInWords(page, look))
        : { kind: 'table', columns: COLUMNS, rows: page.rows.map((row) => cellsOf(row, page)) },
    ],
  };
}

const COLUMNS = [
  { title: 'Reference', share: 0.11 },
  { title: 'Why, and stage', share: 0.15 },
  { title: 'Out of provision', share: 0.16 },
  { title: 'About the child', share: 0.16 },
  { title: 'Panel, and outcome', share: 0.14 },
  { title: 'Lead, and done last', share: 0.14 },
  { title: 'Next', share: 0.14 },
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
    panelOf(row).join('\n') || 'No decision yet',
    [leadInWords(row.lead), row.lastDone, inWords(row.lastRecorded)].join('\n'),
    owed ? owed.join('\n') : 'Nothing is owed',
  ];
}

const outOf = ({ since, out, band, entered }: RegisterRow): string[] => [
  ...(since && out
    ? [
        `since ${inWords(since)}`,
        `${counted(out.schoolDays, 'school day', 'school days')}, ${counted(out.weeks, 'week', 'weeks')}`,
      ]
    : []),
  band,
  `on record since ${inWords(entered)}`,
];

const panelOf = ({ panel, found, endedBefore }: RegisterRow): string[] => [
  ...(panel ? [`Panel of ${inWords(panel.met)}: ${decidedInWords({ panel })}`] : []),
  ...(found ? [`Found: ${endedInWords(found)}`] : []),
  ...(endedBefore ? [`Closed before: ${endedInWords(endedBefore)}`] : []),
];

const aboutOf = (row: RegisterRow, { schools }: RegisterPage): string[] => {
  const { school, yearGroup, tier, dfeReason } = row;
  return [
    school === null ? 'No school' : (schools.get(school) ?? school),
    ...(yearGroup === null ? [] : [yearInWords(yearGroup)]),
    ...(tier === null ? [] : [tier]),
    `Social care: ${lower(socialCareInWords(row))}`,
    ...(row.plan ? ['EHC plan: yes'] : []),
    ...(dfeReason === null ? [] : [`DfE: ${dfeReason}`]),
  ];
};

import { ROLE_NAMES } from '../../domain/access/roles';
import { inWords } from '../../domain/calendar/date';
import { yearInWords } from '../../domain/pupil/in-words';
import type { RegisterRow } from '../../domain/register/row';
import { lower } from '../../letters';
import type { RegisterLook, RegisterPage } from '../../panel/register';
import {
  agendaInWords,
  decidedInWords,
  leadInWords,
  nobodyInWords,
  partInWords,
  titleInWords,
} from '../../records/handouts/register-words';
import { plain } from '../rendering/escape-markdown';
import type { CardSpec } from '../turn';
import { does, opensCase } from './buttons';
import { choicesOf, lookIds } from './register-choices';
import { unreadInWords } from './unread';
import { allOf, count, dueInWords, short } from './words';

/** So many keep a card under the size that every client shows. */
export const MOST_ON_REGISTER = 10;

/** The register for somebody's own chat: references and what has to be done, and no child's name. */
export function registerCard(page: RegisterPage, look: RegisterLook): CardSpec {
  const { total, from, rows } = page;
  // The day stands in it, so that a link speaks of the day that was looked at.
  const fileIds = lookIds({ ...look, on: page.asOf });
  const turn = (title: string, start: number) =>
    does(title, 'register', { ...lookIds(look), from: String(Math.max(0, start)) });
  return {
    template: 'register',
    summary: `Register${page.ofAgenda ? ', on the panel’s agenda' : ''}: ${count(total, 'child', 'children')}`,
    model: {
      title: titleOf(page, look),
      says: saysOf(page, look),
      counts: page.reasons
        .filter(({ children }) => children > 0)
        .map(({ title, children }) => `${plain(title)}: ${children}`)
        .join(' · '),
      unread: page.unread === 0 ? '' : `${unreadInWords(page.unread)}.`,
      rows: rows.map((row) => rowOf(row, page)),
      choices: page.reasons.some(({ children }) => children > 0) ? [choicesOf(page, look)] : [],
      buttons: [
        ...(from > 0 ? [turn('Earlier ones', from - MOST_ON_REGISTER)] : []),
        ...(from + rows.length < total ? [turn('Show more', from + MOST_ON_REGISTER)] : []),
        does('For the meeting (PDF)', 'handout', { ...fileIds, kind: 'register-pdf' }),
        does('Excel', 'handout', { ...fileIds, kind: 'register-xlsx' }),
      ],
    },
  };
}

function titleOf(page: RegisterPage, look: RegisterLook): string {
  const part = plain(partInWords(page, look));
  return `${plain(titleInWords(page))}: ${page.total}${part === '' ? '' : ` (${part})`}`;
}

function saysOf(page: RegisterPage, look: RegisterLook): string {
  const { asOf, today, total, from, rows } = page;
  const day =
    asOf === today
      ? `As of today, ${inWords(asOf)}`
      : `As it was known at the end of ${inWords(asOf)}. What was recorded later is left out; a case opens as it is now`;
  const part = total > rows.length ? `. Shown here: ${from + 1} to ${from + rows.length} of ${total}` : '';
  const nobody = total === 0 ? ` ${nobodyInWords(page, look)}` : '';
  return `${agendaInWords(page)}${day}${part}.${nobody}`;
}

function rowOf(row: RegisterRow, { reasons, schools, asOf }: RegisterPage) {
  const { reference, highRisk, next } = row;
  return {
    name: highRisk ? `${reference} · High risk` : reference,
    colour: highRisk ? 'attention' : 'default',
    stands: [plain(reasons.find(({ reason }) => reason === row.reason)?.title ?? row.reason), ...stageOf(row)].join(
      ' · ',
    ),
    out: outInWords(row),
    about: aboutOf(row, schools).join(' · '),
    known: knownOf(row).join(' · '),
    asks: next ? `${plain(next.asks)} · ${ROLE_NAMES[next.owner]} · ${dueInWords(next.due, asOf)}` : 'Nothing is owed',
    askColour: next?.overdue ? 'attention' : 'default',
    open: opensCase('Open', reference),
  };
}

const stageOf = ({ day, stage }: RegisterRow): string[] => [
  ...(day === null ? [] : [`School day ${day}`]),
  plain(stage),
];

function outInWords({ since, out, band, entered }: RegisterRow): string {
  const known = `On record since ${inWords(entered)}`;
  if (!since || !out) return `Nobody knows since when the child is out of provision. ${known}`;
  return `Out since ${inWords(since)}: ${count(out.schoolDays, 'school day')} (${lower(band)}). ${known}`;
}

const NOT_OF_AGE = { 'not-yet': 'Not of school age yet', past: 'Over school age' } as const;

const aboutOf = (row: RegisterRow, schools: ReadonlyMap<string, string>): string[] => [
  row.school === null ? 'No school' : plain(schools.get(row.school) ?? row.school),
  row.yearGroup === null ? 'Year group not known' : yearInWords(row.yearGroup),
  row.tier === null ? 'Nobody has weighed the risk yet' : `Risk: ${plain(row.tier)}`,
  ...(row.notOfAge ? [NOT_OF_AGE[row.notOfAge]] : []),
  ...(row.dfeReason ? [`DfE: ${plain(row.dfeReason)}`] : []),
  ...(row.also.length > 0 ? [`The same child: ${allOf(row.also)}`] : []),
];

/** What matters most of the rest; the files have all of it. */
const knownOf = (row: RegisterRow): string[] => [
  `Lead: ${leadInWords(row.lead)}`,
  ...(row.socialCare ? ['Social care: yes'] : []),
  ...(row.plan ? ['EHC plan: yes'] : []),
  ...(row.panel ? [`Panel of ${inWords(row.panel.met)}: ${short(decidedInWords(row)!, 90)}`] : []),
  `Last: ${short(row.lastDone, 60)}, ${inWords(row.lastRecorded)}`,
];

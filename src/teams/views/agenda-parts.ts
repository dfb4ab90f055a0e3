import { inWords } from '../../domain/calendar/date';
import { momentInWords } from '../../domain/calendar/london';
import type { Agenda, AgendaItem, AgendaSection, CarriedForward } from '../../domain/panel/agenda';
import type { SectionId } from '../../domain/panel/frozen';
import { plain } from '../rendering/escape-markdown';
import { ASKED_OF_PANEL } from './asked-of-panel';
import { openInWords } from './agenda-figures';
import { opens, opensCase, type Button } from './buttons';
import { meetingInWords, meetingNamed, whatBecameOf } from './meetings';
import { unreadInWords } from './unread';
import { count, roleInWords } from './words';

/**
 * So many lines keep a card under the size that every client shows, and on a screen; fewer where each has a button more.
 */
export const MOST_LINES = 18;
export const MOST_TO_DECIDE = 14;

/** One section alone, from its nth case on, counted from 0. */
export interface Excerpt {
  readonly section: SectionId;
  readonly from: number;
}

/** What a card shows of a section. */
export interface Part {
  readonly section: AgendaSection;
  readonly items: readonly AgendaItem[];
  readonly from: number;
  /** Cases after these. */
  readonly left: number;
}

export function alone({ sections }: Agenda, { section: id, from }: Excerpt, most: number): Part[] {
  const section = sections.find((one) => one.id === id);
  return section ? [partOf(section, from, most)] : [];
}

/** The lines of the card are dealt out one by one, so that a long section takes none from a short one. */
export function together({ sections }: Agenda, most: number): Part[] {
  const shown = sections.filter(({ items }) => items.length > 0);
  const lines = new Map(shown.map(({ id }) => [id, 0]));
  let left = most;
  for (let row = 0; left > 0 && shown.some(({ items }) => items.length > row); row += 1) {
    for (const { id, items } of shown) {
      if (left === 0 || items.length <= row) continue;
      lines.set(id, row + 1);
      left -= 1;
    }
  }
  return shown.map((section) => partOf(section, 0, lines.get(section.id) ?? 0));
}

const partOf = (section: AgendaSection, from: number, most: number): Part => ({
  section,
  items: section.items.slice(from, from + most),
  from,
  left: Math.max(0, section.items.length - from - most),
});

export const titleOf = ({ title, items }: AgendaSection): string => `${title} (${items.length})`;

export const titleFor = ({ meeting: on, time }: Agenda): string => `Agenda for ${meetingInWords({ on, time })}`;

export const heading = (agenda: Agenda) => ({
  panel: plain(agenda.panel),
  title: titleFor(agenda),
  became: whatBecameOf(agenda),
  says: saysOf(agenda),
});

function saysOf(agenda: Agenda): string {
  const { isExtra, instead, unread, closedAt, outcome } = agenda;
  if (outcome) return `This ${meetingNamed(agenda)} has been`;
  if (instead !== null) return `This ${meetingNamed(agenda)} does not take place`;
  return [
    ...(isExtra ? ['Extra meeting'] : []),
    ...(closedAt === null ? [] : [`Closed on ${momentInWords(closedAt)}: since then only children at risk are added`]),
    openInWords(agenda),
    ...(unread === 0 ? [] : [unreadInWords(unread)]),
  ].join('. ');
}

/** What is asked of the panel ends the one text: another block would take the place of cases. */
export function rowOf(item: AgendaItem) {
  const { reference, stage, day, weeksOut, highRisk, unansweredSince, late, changed, asked } = item;
  return {
    name: [reference, ...(highRisk ? ['High risk'] : []), ...(late ? ['Late'] : [])].join(' · '),
    colour: highRisk ? 'attention' : 'default',
    stands: [
      ...(late ? ['Added after the agenda was closed'] : []),
      ...(changed ? ['Changed since the agenda was closed'] : []),
      ...(unansweredSince === null ? [] : [`No answer to an alert since ${inWords(unansweredSince)}`]),
      ...(day === null ? [] : [`School day ${day}`]),
      stage,
      ...(weeksOut === null ? [] : [`${count(weeksOut, 'week')} out of education`]),
      ASKED_OF_PANEL[asked],
    ].join(' · '),
  };
}

/** So many of a case keep the card small. */
const MOST_DECIDED = 2;

/**
 * What was decided before and is not done, in the policy's words: nobody's name and nothing typed is among them. Told
 * once, in the section that is about it, however many others the case stands in.
 */
export function decidedOf(
  section: AgendaSection,
  { carried }: AgendaItem,
  nameOf: (one: CarriedForward) => string,
): string {
  if (section.id !== 'carried-forward') return '';
  const left = carried.length - MOST_DECIDED;
  return [
    ...carried.slice(0, MOST_DECIDED).map((one) => {
      const due = `${one.overdue ? 'was due' : 'due'} ${inWords(one.due)}`;
      return `Carried forward: ${plain(nameOf(one))} · ${roleInWords(one.owner)} · ${due}`;
    }),
    ...(left > 0 ? [`and ${count(left, 'more decision')}`] : []),
  ].join('. ');
}

/** Beside a case: opens it, and records what the panel decides on it for whoever may, also that it agrees to how it ended. */
export const buttonsFor = ({ reference, open, asked }: AgendaItem, decides: boolean): Button[] => [
  opensCase('Open', reference),
  ...(decides && (open || asked === 'ratify') ? [opens('Decided', 'panel-decision', { case: reference })] : []),
];

export function nothingUnder({ sections }: Agenda): string {
  const empty = sections.filter(({ items }) => items.length === 0).map(({ title }) => title);
  return empty.length === 0 ? '' : `Nothing under: ${empty.join(', ')}.`;
}

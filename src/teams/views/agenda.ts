import { ROLE_NAMES } from '../../domain/access/roles';
import { inWords, type LocalDate } from '../../domain/calendar/date';
import { momentInWords } from '../../domain/calendar/london';
import type { Agenda, AgendaItem, AgendaSection, CarriedForward } from '../../domain/panel/agenda';
import type { SectionId } from '../../domain/panel/frozen';
import { plain } from '../rendering/escape-markdown';
import type { CardSpec } from '../turn';
import { chartsOf, countRows, NO_CHARTS, openInWords } from './agenda-figures';
import { does, opens, opensCase } from './buttons';
import { meetingInWords, whatBecameOf } from './meetings';
import { outcomeInWords } from './outcome';
import { unreadInWords } from './unread';
import { count, dueInWords, roleInWords } from './words';

/**
 * So many lines keep a card under the size that every client shows, and on a screen; fewer where each has a button more.
 */
const MOST_LINES = 18;
const MOST_TO_DECIDE = 15;

/** One section alone, from its nth case on, counted from 0. */
export interface Excerpt {
  readonly section: SectionId;
  readonly from: number;
}

interface Options {
  readonly excerpt?: Excerpt;
  /** Whoever reads it may record what the panel decides: offered beside every open case. */
  readonly decides?: boolean;
}

/** For the personal chat of somebody who may see the agenda: what is asked of whom, and the rest behind a button. */
export function agendaView(agenda: Agenda, { excerpt, decides = false }: Options = {}): CardSpec {
  const most = decides ? MOST_TO_DECIDE : MOST_LINES;
  const parts = excerpt ? alone(agenda, excerpt, most) : together(agenda, most);
  return {
    template: 'agenda',
    summary: titleFor(agenda),
    model: {
      ...heading(agenda),
      counts: excerpt ? [] : countRows(agenda),
      sections: parts.map((part) => ({
        title: titleOf(part.section),
        rows: part.items.map((item) => ({
          ...rowOf(item),
          asks: asked(item, agenda.asOf),
          askColour: item.next?.overdue ? 'attention' : 'default',
          decided: decidedOf(part.section, item, ({ title }) => title),
          buttons: [opensCase('Open', item.reference), ...(decides && item.open ? [decidesOn(item)] : [])],
        })),
        more: moreButtons(part, excerpt !== undefined, most),
      })),
      nothing: excerpt ? '' : nothingUnder(agenda),
    },
  };
}

/**
 * For the panel's channel: references, stages, days and roles, and nothing else. `possibleRepeat`: an earlier try may
 * have come there, and is edited no more.
 */
export const agendaDigestView = (agenda: Agenda, possibleRepeat = false): CardSpec => ({
  template: 'agenda-digest',
  summary: titleFor(agenda),
  model: {
    ...heading(agenda),
    repeat: possibleRepeat ? REPEAT : '',
    ...(agenda.outcome || agenda.instead !== null ? NOTHING_LISTED : listed(agenda)),
    outcome: agenda.outcome ? outcomeInWords(agenda.outcome) : [],
  },
});

const listed = (agenda: Agenda) => ({
  counts: countRows(agenda),
  ...chartsOf(agenda),
  sections: together(agenda, MOST_LINES).map(({ section, items, left }) => ({
    title: titleOf(section),
    rows: items.map((item) => ({
      ...rowOf(item),
      owner: item.next ? `Next: ${roleInWords(item.next.owner)}` : 'Nothing is owed',
      decided: decidedOf(section, item, ({ openTitle }) => openTitle ?? NOT_NAMED),
      open: opensCase('Open', item.reference),
    })),
    more: left > 0 ? `and ${left} more` : '',
  })),
  nothing: nothingUnder(agenda),
  opens: 'Open shows a case in your own chat, if your role allows it.',
});

const REPEAT = 'This agenda may stand here twice: an earlier try may have come through. This one is kept up to date.';

/** The meeting has been, or does not take place: what stood before it comes before the next one. */
const NOTHING_LISTED = { counts: [], ...NO_CHARTS, sections: [], nothing: '', opens: '' };

/** What a card shows of a section. */
interface Part {
  readonly section: AgendaSection;
  readonly items: readonly AgendaItem[];
  readonly from: number;
  /** Cases after these. */
  readonly left: number;
}

function alone({ sections }: Agenda, { section: id, from }: Excerpt, most: number): Part[] {
  const section = sections.find((one) => one.id === id);
  return section ? [partOf(section, from, most)] : [];
}

/** The lines of the card are dealt out one by one, so that a long section takes none from a short one. */
function together({ sections }: Agenda, most: number): Part[] {
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

const titleOf = ({ title, items }: AgendaSection): string => `${title} (${items.length})`;

const titleFor = ({ meeting: on, time }: Agenda): string => `Agenda for ${meetingInWords({ on, time })}`;

const heading = (agenda: Agenda) => ({
  panel: plain(agenda.panel),
  title: titleFor(agenda),
  became: whatBecameOf(agenda),
  says: saysOf(agenda),
});

function saysOf(agenda: Agenda): string {
  const { instead, unread, closedAt, outcome } = agenda;
  if (outcome) return 'This meeting has been';
  if (instead !== null) return 'This meeting does not take place';
  return [
    ...(closedAt === null ? [] : [`Closed on ${momentInWords(closedAt)}: since then only children at risk are added`]),
    openInWords(agenda),
    ...(unread === 0 ? [] : [unreadInWords(unread)]),
  ].join('. ');
}

const rowOf = ({ reference, stage, day, weeksOut, highRisk, unansweredSince, late, changed }: AgendaItem) => ({
  name: [reference, ...(highRisk ? ['High risk'] : []), ...(late ? ['Late'] : [])].join(' · '),
  colour: highRisk ? 'attention' : 'default',
  stands: [
    ...(late ? ['Added after the agenda was closed'] : []),
    ...(changed ? ['Changed since the agenda was closed'] : []),
    ...(unansweredSince === null ? [] : [`No answer to an alert since ${inWords(unansweredSince)}`]),
    ...(day === null ? [] : [`School day ${day}`]),
    stage,
    ...(weeksOut === null ? [] : [`${count(weeksOut, 'week')} out of education`]),
  ].join(' · '),
});

/** Where the title itself would tell of the child: it stands on the case. */
const NOT_NAMED = 'A decision that stands on the case';

/** So many of a case keep the card small. */
const MOST_DECIDED = 2;

/**
 * What was decided before and is not done, in the policy's words: nobody's name and nothing typed is among them. Told
 * once, in the section that is about it, however many others the case stands in.
 */
function decidedOf(section: AgendaSection, { carried }: AgendaItem, nameOf: (one: CarriedForward) => string): string {
  if (section.id !== 'carried-forward') return '';
  const left = carried.length - MOST_DECIDED;
  return [
    ...carried.slice(0, MOST_DECIDED).map((one) => {
      const due = `${one.overdue ? 'was due' : 'due'} ${inWords(one.due)}`;
      return `Carried forward: ${plain(nameOf(one))} · ${roleInWords(one.owner)} · ${due}`;
    }),
    ...(left > 0 ? [`and ${count(left, 'more decision')}`] : []),
  ].join('\n\n');
}

const decidesOn = ({ reference }: AgendaItem) => opens('Decided', 'panel-decision', { case: reference });

function asked({ next }: AgendaItem, asOf: LocalDate): string {
  if (!next) return 'Nothing is owed';
  return `${next.asks} · ${ROLE_NAMES[next.owner]} · ${dueInWords(next.due, asOf)}`;
}

function moreButtons({ section, items, from, left }: Part, isAlone: boolean, most: number) {
  const show = (title: string, start: number) =>
    does(title, 'agenda-section', { section: section.id, from: String(start) });
  if (!isAlone) return left > 0 ? [show(`Show all ${section.items.length}`, 0)] : [];
  return [
    ...(from > 0 ? [show('Earlier ones', Math.max(0, from - most))] : []),
    ...(left > 0 ? [show(`${left} more`, from + items.length)] : []),
  ];
}

function nothingUnder({ sections }: Agenda): string {
  const empty = sections.filter(({ items }) => items.length === 0).map(({ title }) => title);
  return empty.length === 0 ? '' : `Nothing under: ${empty.join(', ')}.`;
}

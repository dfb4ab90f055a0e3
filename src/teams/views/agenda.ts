import { ROLE_NAMES } from '../../domain/access/roles';
import type { LocalDate } from '../../domain/calendar/date';
import type { Agenda, AgendaItem } from '../../domain/panel/agenda';
import type { CardSpec } from '../turn';
import { countRows } from './agenda-figures';
import {
  alone,
  buttonsFor,
  decidedOf,
  heading,
  MOST_LINES,
  MOST_TO_DECIDE,
  nothingUnder,
  rowOf,
  titleFor,
  titleOf,
  together,
  type Excerpt,
  type Part,
} from './agenda-parts';
import { does } from './buttons';
import { minutesButton } from './meetings';
import { dueInWords } from './words';

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
          buttons: buttonsFor(item, decides),
        })),
        more: moreButtons(part, excerpt !== undefined, most),
      })),
      nothing: excerpt ? '' : nothingUnder(agenda),
      buttons: isOnItsDay(agenda) ? [minutesButton(agenda.meeting)] : [],
    },
  };
}

/** What is decided can be read from then on, as it is recorded. */
const isOnItsDay = ({ meeting, asOf, closedAt, instead }: Agenda): boolean =>
  meeting === asOf && closedAt !== null && instead === null;

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

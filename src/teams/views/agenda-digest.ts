import type { Agenda } from '../../domain/panel/agenda';
import type { ChildOnAgenda } from '../../panel/panel';
import type { CardSpec, Refresh } from '../turn';
import { chartsOf, countRows, figuresOn, NO_CHARTS } from './agenda-figures';
import {
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
} from './agenda-parts';
import { outcomeInWords } from './outcome';
import { standsTwiceAndIsKept } from './repeat';
import { roleInWords, short } from './words';

interface Options {
  /** An earlier try may have come there, and is edited no more. */
  readonly possibleRepeat?: boolean;
  /** Platform ids of those whom Teams shows their own view of it in its place. */
  readonly ownViewFor?: readonly string[];
}

/** What one person sees where the others see references. */
export interface OwnView {
  readonly children: ReadonlyMap<string, ChildOnAgenda>;
  /** Whoever reads it may record what the panel decides. */
  readonly decides: boolean;
}

/** For the panel's channel: references, stages, days, roles and what is asked of the panel, and nothing else. */
export const agendaDigestView = (agenda: Agenda, { possibleRepeat = false, ownViewFor = [] }: Options = {}): CardSpec =>
  cardOf(agenda, NO_CHILD, possibleRepeat, ownViewFor);

/** The same for one person alone, with what their role may see: Teams shows it in place of what stands in the channel. */
export const ownAgendaView = (agenda: Agenda, own: OwnView, userId: string): CardSpec =>
  cardOf(agenda, own, false, [userId]);

/** References of the cases that stand on it. */
export const referencesOn = (agenda: Agenda, decides: boolean): string[] =>
  isListed(agenda) ? partsOf(agenda, decides).flatMap(({ items }) => items.map(({ reference }) => reference)) : [];

const NO_CHILD: OwnView = { children: new Map(), decides: false };

function cardOf(agenda: Agenda, own: OwnView, possibleRepeat: boolean, ownViewFor: readonly string[]): CardSpec {
  const shown = isListed(agenda);
  return {
    template: 'agenda-digest',
    summary: titleFor(agenda),
    ...(shown && ownViewFor.length > 0 && { refresh: refreshOf(agenda, ownViewFor) }),
    model: {
      ...heading(agenda),
      repeat: possibleRepeat ? REPEAT : '',
      ...(shown ? listed(agenda, own, ownViewFor) : NOTHING_LISTED),
      outcome: agenda.outcome ? outcomeInWords(agenda.outcome) : [],
    },
  };
}

const refreshOf = ({ planned }: Agenda, userIds: readonly string[]): Refresh => ({
  ...{ verb: OWN_AGENDA, ids: { meeting: planned }, userIds },
});

/** The button that nobody presses: Teams asks by it for somebody's own view. */
export const OWN_AGENDA = 'own-agenda';

const isListed = ({ outcome, instead }: Agenda): boolean => !outcome && instead === null;

const partsOf = (agenda: Agenda, decides: boolean, ownViewFor: readonly string[] = []) =>
  together(agenda, linesOn(agenda, decides) - linesOf(ownViewFor));

/** What the charts and the tables in their place take, the list has not. */
const linesOn = (agenda: Agenda, decides: boolean): number =>
  (decides ? MOST_TO_DECIDE : MOST_LINES) - Math.ceil(figuresOn(agenda) / 3);

/** Nor what the ids take of those whom Teams shows their own view; somebody's own view has one, which takes none. */
const linesOf = (ids: readonly string[]): number => Math.floor(JSON.stringify(ids).length / BYTES_OF_LINE);
const BYTES_OF_LINE = 800;

const listed = (agenda: Agenda, { children, decides }: OwnView, ownViewFor: readonly string[]) => ({
  counts: countRows(agenda),
  ...chartsOf(agenda),
  sections: partsOf(agenda, decides, ownViewFor).map(({ section, items, left }) => ({
    title: titleOf(section),
    rows: items.map((item) => ({
      ...rowOf(item),
      child: childInWords(children.get(item.reference)),
      owner: item.next ? `Next: ${roleInWords(item.next.owner)}` : 'Nothing is owed',
      decided: decidedOf(section, item, ({ openTitle }) => openTitle ?? NOT_NAMED),
      buttons: buttonsFor(item, decides),
    })),
    more: left > 0 ? `and ${left} more` : '',
  })),
  nothing: nothingUnder(agenda),
  opens: children.size > 0 ? ONLY_YOU : OPENS,
});

/** As much of a name as a line of a card has room for. */
const MOST_OF_NAME = 60;

const childInWords = (child: ChildOnAgenda | undefined): string =>
  child
    ? [child.name, ...(child.school === null ? [] : [child.school])].map((one) => short(one, MOST_OF_NAME)).join(' · ')
    : '';

/** Where the title itself would tell of the child: it stands on the case. */
const NOT_NAMED = 'A decision that stands on the case';
const OPENS = 'Open shows a case in your own chat, if your role allows it.';
const ONLY_YOU = 'Only you see these names: the others see references. Open shows a case in your own chat.';
const REPEAT = standsTwiceAndIsKept('This agenda');

/** The meeting has been, or does not take place: what stood before it comes before the next one. */
const NOTHING_LISTED = { counts: [], ...NO_CHARTS, sections: [], nothing: '', opens: '' };

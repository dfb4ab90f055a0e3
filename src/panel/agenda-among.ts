import type { OnRegister } from '../casework/register-index';
import type { Instant } from '../domain/calendar/date';
import type { SchoolCalendar } from '../domain/calendar/school-calendar';
import type { Case } from '../domain/case/case';
import { calendarsOf } from './calendars';
import type { PanelDeps } from './create-panel';
import { eachPart } from './each-part';
import { atPanel, type AtPanel } from './on-agenda';

/** Cases that stand before the panel, by their ids, and those of which nobody can say so. */
export interface Among {
  readonly onAgenda: ReadonlySet<string>;
  readonly unread: readonly string[];
}

/** `goesOn`: asked before each part; where it no longer does, what was found by then is remembered, and the rest not looked at. */
export type AgendaAmong = (
  authority: string,
  some: readonly OnRegister[],
  now: Instant,
  goesOn?: () => boolean,
) => Promise<Among>;

/** What was found of a case by itself, as long as it and its calendar are the same. */
interface Found {
  readonly stands: boolean;
  readonly version: number;
  readonly calendar: SchoolCalendar;
  /** When something was recorded last. */
  readonly recordedAt: Instant;
}

/**
 * Says which of many cases stand before the panel. To know it of a case its facts have to be gone through, which takes
 * seconds for two thousand: so it is remembered for the day, by the id, and looked at anew where something was recorded,
 * its calendar is another one, or an alert waits for an answer that may bring it there. Nothing of a child is kept.
 */
export function createAgendaAmong({ storage, policies }: Pick<PanelDeps, 'storage' | 'policies'>): AgendaAmong {
  const days = new Map<string, { readonly key: string; readonly found: Map<string, Found> }>();

  function rememberedOf(authority: string, { key }: AtPanel): Map<string, Found> {
    const known = days.get(authority);
    if (known?.key === key) return known.found;
    const found = new Map<string, Found>();
    days.set(authority, { key, found });
    return found;
  }

  return async (authority, some, now, goesOn) => {
    const panel = await atPanel(authority, now, storage, policies);
    if (!panel) return { onAgenda: new Set(), unread: [] };
    const remembered = rememberedOf(authority, panel);
    const notListed = some.filter(({ caseId }) => !panel.listed.has(caseId));
    const ids = notListed.map(({ caseId }) => caseId);
    const versions = new Map((await storage.cases.versionsOf(ids)).map(({ id, version }) => [id, version]));
    const heads = notListed.map(({ caseId, school }) => ({ caseId, school, authority }));
    const calendarOf = await calendarsOf(heads, storage.directory);
    const isKnown = ({ caseId, ...head }: (typeof heads)[number]): boolean => {
      const one = remembered.get(caseId);
      if (!one || one.recordedAt > now || (!one.stands && panel.waits(caseId))) return false;
      return one.version === versions.get(caseId) && one.calendar === calendarOf(head);
    };
    const known = heads.filter(isKnown).map(({ caseId }) => caseId);
    const stand = new Set([...panel.listed, ...known.filter((id) => remembered.get(id)?.stands)]);
    const toOpen = heads.filter((head) => !isKnown(head)).map(({ caseId }) => caseId);
    const lookAt: Parameters<typeof eachPart>[2] = (cases, calendarNow) => {
      for (const one of cases) {
        const found = foundOf(one, calendarNow(one), panel);
        remembered.set(one.id, found);
        if (found.stands || (panel.waits(one.id) && panel.stands(one, found.calendar))) stand.add(one.id);
      }
      return [];
    };
    const unread = await eachPart(toOpen, storage, lookAt, goesOn);
    return { onAgenda: stand, unread };
  };
}

const foundOf = (one: Case, calendar: SchoolCalendar, panel: AtPanel): Found => ({
  ...{ calendar, version: one.version, stands: panel.standsByItself(one, calendar) },
  recordedAt: one.facts.reduce((last, { recordedAt }) => (recordedAt > last ? recordedAt : last), one.openedAt),
});

import { listNote, readNote } from '../casework/deed';
import { ifAllowed } from '../casework/refusing';
import { may } from '../domain/access/table';
import type { Instant, LocalDate } from '../domain/calendar/date';
import { londonDate } from '../domain/calendar/london';
import { published } from '../domain/census/published';
import { schoolYearBefore, schoolYearOf } from '../domain/census/school-year';
import { figureOf, figuresOf } from '../domain/census/table';
import type { Person } from '../people/directory';
import { authorityOf } from './authority-of';
import { countedInPeriod, countedOn } from './census-counts';
import type { BehindFigure, Census, CensusPage, FigureId } from './census';
import type { PanelDeps } from './create-panel';
import { dayGoneBy } from './day-gone-by';

export function createCensus(deps: PanelDeps): Census {
  const { storage, policies, clock, log } = deps;

  function told(unread: readonly string[]): void {
    for (const id of unread) log.error({ case: id }, 'a case cannot be read, and the termly count leaves it out');
  }

  /** Who is counted on the day that somebody asks about, with the rules by which it is told. */
  async function countFor(person: Person, wanted: LocalDate | null, now: Instant) {
    const today = londonDate(now);
    const on = dayGoneBy(wanted, today, 'census');
    const { policy } = await authorityOf(person.authority, storage);
    return { today, pack: policies.inForce(policy, on), counted: await countedOn(person.authority, on, deps) };
  }

  async function look(person: Person, wanted: LocalDate | null): Promise<CensusPage> {
    const now = clock.now();
    const { today, pack, counted } = await countFor(person, wanted, now);
    const { on } = counted;
    const exact = may(person, 'see-census-children', null);
    const said = (count: number) => (exact ? String(count) : published(count, pack));
    const years = [
      await countedInPeriod(person.authority, { from: schoolYearOf(on).from, to: on }, deps),
      await countedInPeriod(person.authority, schoolYearBefore(on), deps),
    ];
    const unread = [...new Set([counted, ...years].flatMap((one) => one.unread))];
    told(unread);
    storage.audit.later(readNote({ person, action: 'see-census' }, [], now));
    return {
      ...{ on, today, exact, authority: person.authority, unread: unread.length },
      figures: figuresOf(counted.children, pack).map(({ children, ...figure }) => ({
        ...figure,
        count: said(children.length),
      })),
      atSomeTime: years.map(({ within, children }) => ({ within, count: said(children) })),
    };
  }

  async function behind(
    person: Person,
    wanted: LocalDate,
    { topic, id }: FigureId,
    start: number,
    most: number,
  ): Promise<BehindFigure | null> {
    const now = clock.now();
    const { today, pack, counted } = await countFor(person, wanted, now);
    const { on } = counted;
    told(counted.unread);
    const figure = figureOf(figuresOf(counted.children, pack), topic, id);
    if (!figure) return null;
    const total = figure.children.length;
    const from = start < total ? start : 0;
    const children = figure.children.slice(from, from + most);
    const shown = children.map(({ caseId }) => caseId);
    storage.audit.later(listNote({ person, action: 'see-census-children' }, shown, now));
    const reasons = new Map(pack.dfe.reasons.map((reason) => [reason.id, reason.label]));
    return { on, today, label: figure.label, children, from, total, reasons };
  }

  return {
    look: (person, on) => ifAllowed(person, 'see-census', deps, () => look(person, on)),
    behind: (person, on, figure, from, most) =>
      ifAllowed(person, 'see-census-children', deps, () => behind(person, on, figure, from, most)),
  };
}

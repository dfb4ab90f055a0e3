import { listNote, readNote } from '../casework/deed';
import { refusing } from '../casework/refusing';
import { may, type Action } from '../domain/access/table';
import type { LocalDate } from '../domain/calendar/date';
import { londonDate } from '../domain/calendar/london';
import { published } from '../domain/census/published';
import { schoolYearBefore, schoolYearOf } from '../domain/census/school-year';
import { figureOf, figuresOf } from '../domain/census/table';
import type { PolicyPack } from '../domain/policy/pack';
import { notAllowed } from '../people/allow';
import type { Person } from '../people/directory';
import { countedInPeriod, countedOn } from './census-counts';
import type { BehindFigure, Census, CensusPage, FigureId } from './census';
import type { PanelDeps } from './create-panel';
import { dayGoneBy } from './day-gone-by';

export function createCensus(deps: PanelDeps): Census {
  const { storage, policies, clock, log } = deps;

  const allowed = <T>(person: Person, action: Action, work: () => Promise<T>): Promise<T> =>
    refusing(person, action, deps, async () => {
      if (!may(person, action, null)) throw notAllowed(action);
      return work();
    });

  async function packOf({ authority: code }: Person, on: LocalDate): Promise<PolicyPack> {
    const authority = await storage.directory.authority(code);
    if (!authority) throw new Error(`authority ${code} is not in the directory`);
    return policies.inForce(authority.policy, on);
  }

  function told(unread: readonly string[]): void {
    for (const id of unread) log.error({ case: id }, 'a case cannot be read, and the termly count leaves it out');
  }

  async function look(person: Person, wanted: LocalDate | null): Promise<CensusPage> {
    const now = clock.now();
    const today = londonDate(now);
    const on = dayGoneBy(wanted, today, 'census');
    const pack = await packOf(person, on);
    const counted = await countedOn(person.authority, on, deps);
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
    const today = londonDate(now);
    const on = dayGoneBy(wanted, today, 'census');
    const pack = await packOf(person, on);
    const counted = await countedOn(person.authority, on, deps);
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
    look: (person, on) => allowed(person, 'see-census', () => look(person, on)),
    behind: (person, on, figure, from, most) =>
      allowed(person, 'see-census-children', () => behind(person, on, figure, from, most)),
  };
}

import { listNote, readNote } from '../casework/deed';
import { refusing } from '../casework/refusing';
import { may, type Action } from '../domain/access/table';
import { earlierOf, type DateRange, type LocalDate } from '../domain/calendar/date';
import { londonDate, londonInstant } from '../domain/calendar/london';
import type { Case } from '../domain/case/case';
import { censusOn, type Census as Counted } from '../domain/census/counted';
import { published } from '../domain/census/published';
import { countedWithin, schoolYearBefore, schoolYearOf } from '../domain/census/school-year';
import { figureOf, figuresOf } from '../domain/census/table';
import type { PolicyPack } from '../domain/policy/pack';
import type { CalendarOf } from '../domain/register/register';
import { notAllowed } from '../people/allow';
import type { Person } from '../people/directory';
import { calendarsOf } from './calendars';
import type { BehindFigure, Census, CensusPage } from './census';
import type { PanelDeps } from './create-panel';
import { dayGoneBy } from './day-gone-by';

export function createCensus(deps: PanelDeps): Census {
  const { storage, policies, clock, log } = deps;

  const allowed = <T>(person: Person, action: Action, work: () => Promise<T>): Promise<T> =>
    refusing(person, action, deps, async () => {
      if (!may(person, action, null)) throw notAllowed(action);
      return work();
    });

  /** All that were open at some time of these two school years: of no other can anything be said of them. */
  async function casesSince(authority: string, day: LocalDate): Promise<[readonly Case[], CalendarOf]> {
    const since = londonInstant(day, '00:00');
    const cases = [
      ...(await storage.cases.openCases(authority, null)),
      ...(await storage.cases.closedSince(authority, since)),
    ];
    return [cases, await calendarsOf(cases, storage.directory)];
  }

  async function packOf({ authority: code }: Person, on: LocalDate): Promise<PolicyPack> {
    const authority = await storage.directory.authority(code);
    if (!authority) throw new Error(`authority ${code} is not in the directory`);
    return policies.inForce(authority.policy, on);
  }

  const told = (unread: readonly string[]) =>
    unread.forEach((id) => log.error({ case: id }, 'a case cannot be read, and the termly count leaves it out'));

  async function look(person: Person, wanted: LocalDate | null): Promise<CensusPage> {
    const now = clock.now();
    const today = londonDate(now);
    const on = dayGoneBy(wanted, today, 'census');
    const pack = await packOf(person, on);
    const before = schoolYearBefore(on);
    const [cases, calendarOf] = await casesSince(person.authority, before.from);
    const counted = censusOn(cases, calendarOf, policies, on);
    const exact = may(person, 'see-census-children', null);
    const said = (count: number) => (exact ? String(count) : published(count, pack));
    const within = (period: DateRange) => countedWithin(cases, calendarOf, policies, period);
    const years = [
      within({ from: schoolYearOf(on).from, to: on }),
      within({ ...before, to: earlierOf(before.to, on) }),
    ];
    const unread = new Set([counted, ...years].flatMap((one) => one.unread));
    told([...unread]);
    storage.audit.later(readNote({ person, action: 'see-census' }, [], now));
    return {
      ...{ on, today, exact, authority: person.authority, unread: unread.size },
      figures: figuresOf(counted.children, pack).map(({ children, ...figure }) => ({
        ...figure,
        count: said(children.length),
      })),
      atSomeTime: years.map(({ within: period, children }) => ({ within: period, count: said(children.length) })),
    };
  }

  async function behind(
    person: Person,
    wanted: LocalDate,
    { topic, id }: Parameters<Census['behind']>[2],
    start: number,
    most: number,
  ): Promise<BehindFigure | null> {
    const now = clock.now();
    const today = londonDate(now);
    const on = dayGoneBy(wanted, today, 'census');
    const pack = await packOf(person, on);
    const [cases, calendarOf] = await casesSince(person.authority, on);
    const counted: Counted = censusOn(cases, calendarOf, policies, on);
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

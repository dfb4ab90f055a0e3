import { listNote, readNote } from '../casework/deed';
import { ifAllowed } from '../casework/refusing';
import { may } from '../domain/access/table';
import { inWords, type DateRange, type Instant, type LocalDate } from '../domain/calendar/date';
import { londonDate } from '../domain/calendar/london';
import { isOfFew, published } from '../domain/census/published';
import { isToldRounded, lastToldRounded } from '../domain/census/told-days';
import { schoolYearBefore, schoolYearOf } from '../domain/census/school-year';
import { figureOf, figuresOf } from '../domain/census/table';
import type { PolicyPack } from '../domain/policy/pack';
import { Refusal } from '../errors';
import type { Person } from '../people/directory';
import { authorityOf } from './authority-of';
import { countedInPeriod, countedOn } from './census-counts';
import { AT_SOME_TIME, type BehindAll, type BehindFigure, type Census, type CensusPage, type FigureId } from './census';
import type { PanelDeps } from './create-panel';
import { dayGoneBy } from './day-gone-by';

export function createCensus(deps: PanelDeps): Census {
  const { storage, policies, clock, log } = deps;

  function told(unread: readonly string[]): void {
    for (const id of unread) log.error({ case: id }, 'a case cannot be read, and the termly count leaves it out');
  }

  /** Who is counted on the day that somebody asks about, with the rules by which it is told. */
  async function countFor(person: Person, wanted: LocalDate | null, now: Instant) {
    const { on, today, pack } = await dayFor(person, wanted, now);
    return { today, pack, counted: await countedOn(person.authority, on, deps) };
  }

  /** The day that somebody asks about; whose figures are rounded has certain days alone, and where they name none the last of these. */
  async function dayFor(person: Person, wanted: LocalDate | null, now: Instant) {
    const today = londonDate(now);
    const { policy } = await authorityOf(person.authority, storage);
    const last = lastToldRounded(today, policies.inForce(policy, today));
    const on = dayGoneBy(seesExact(person) ? wanted : (wanted ?? last), today, 'census');
    const pack = policies.inForce(policy, on);
    if (!seesExact(person)) refuseOddDay(on, today, last, pack);
    return { on, today, pack };
  }

  async function look(person: Person, wanted: LocalDate | null): Promise<CensusPage> {
    const now = clock.now();
    const { today, pack, counted } = await countFor(person, wanted, now);
    const { on } = counted;
    const exact = seesExact(person);
    const said = (count: number) => (exact ? String(count) : published(count, pack));
    // Of so few no figure says more than that: each of them would tell of one child's sex, year and reason.
    const isTold = exact || !isOfFew(counted.children.length, pack);
    const years = await yearsFor(person, on);
    const unread = [...new Set([counted, ...years].flatMap((one) => one.unread))];
    told(unread);
    storage.audit.later(readNote({ person, action: 'see-census' }, [], now));
    return {
      ...{ on, today, exact, isTold, authority: person.authority, unread: unread.length },
      figures: figuresOf(counted.children, pack).map(({ children, ...figure }) => ({
        ...figure,
        count: isTold ? said(children.length) : pack.dfe.published.low,
      })),
      atSomeTime: years.map(({ id, within, children }) => ({
        ...{ topic: AT_SOME_TIME, id, within, label: labelOf(within), count: said(children.length) },
      })),
    };
  }

  /** Of the school year up to that day and of the one before, by what was known on that day. */
  async function yearsFor({ authority }: Person, on: LocalDate) {
    const years = [];
    for (const [id, within] of Object.entries(yearsOn(on)))
      years.push({ id, ...(await countedInPeriod(authority, within, on, deps)) });
    return years;
  }

  /** The figure of a day or of a period, with who is behind it. */
  async function found(person: Person, wanted: LocalDate, { topic, id }: FigureId, now: Instant) {
    if (topic !== AT_SOME_TIME) {
      const { today, pack, counted } = await countFor(person, wanted, now);
      return { ...counted, today, pack, figure: figureOf(figuresOf(counted.children, pack), topic, id) };
    }
    const today = londonDate(now);
    const on = dayGoneBy(wanted, today, 'census');
    const { policy } = await authorityOf(person.authority, storage);
    const year = (await yearsFor(person, on)).find((one) => one.id === id);
    const figure = year ? { label: labelOf(year.within), children: year.children } : null;
    return { on, unread: year?.unread ?? [], today, pack: policies.inForce(policy, on), figure };
  }

  async function behind(
    person: Person,
    day: LocalDate,
    wanted: FigureId,
    start: number,
    most: number,
  ): Promise<BehindFigure | null> {
    const now = clock.now();
    const { on, today, pack, unread, figure } = await found(person, day, wanted, now);
    told(unread);
    if (!figure) return null;
    const total = figure.children.length;
    const from = start < total ? start : 0;
    const children = figure.children.slice(from, from + most);
    const shown = children.map(({ caseId }) => caseId);
    storage.audit.later(listNote({ person, action: 'see-census-children' }, shown, now));
    return { on, today, label: figure.label, children, from, total, reasons: reasonsOf(pack) };
  }

  async function behindAll(person: Person, day: LocalDate): Promise<BehindAll> {
    const now = clock.now();
    const { pack, counted } = await countFor(person, day, now);
    const { on, children } = counted;
    const years = await yearsFor(person, on);
    told([...new Set([counted, ...years].flatMap((one) => one.unread))]);
    const shown = [children, ...years.map((year) => year.children)].flat().map(({ caseId }) => caseId);
    storage.audit.later(listNote({ person, action: 'see-census-children' }, [...new Set(shown)], now));
    return { on, children, years, reasons: reasonsOf(pack) };
  }

  return {
    async check(person, on) {
      await dayFor(person, on, clock.now());
    },
    look: (person, on) => ifAllowed(person, 'see-census', deps, () => look(person, on)),
    behind: (person, on, figure, from, most) =>
      ifAllowed(person, 'see-census-children', deps, () => behind(person, on, figure, from, most)),
    behindAll: (person, on) => ifAllowed(person, 'see-census-children', deps, () => behindAll(person, on)),
  };
}

const yearsOn = (on: LocalDate): Readonly<Record<string, DateRange>> => ({
  'this-school-year': { from: schoolYearOf(on).from, to: on },
  'school-year-before': schoolYearBefore(on),
});

const labelOf = ({ from, to }: DateRange): string => `At some time from ${inWords(from)} to ${inWords(to)}`;

const reasonsOf = ({ dfe }: PolicyPack) => new Map(dfe.reasons.map(({ id, label }) => [id, label]));

const seesExact = (person: Person): boolean => may(person, 'see-census-children', null);

/** Who compares the counts of two days would find by the difference who came or went between them. */
function refuseOddDay(on: LocalDate, today: LocalDate, last: LocalDate, pack: PolicyPack): void {
  if (isToldRounded(on, today, pack)) return;
  throw new Refusal(
    'no-such-day',
    `A rounded count is given for the DfE’s census dates and for the last day of a month, so that no child is known by it. Say “census ${last}” for ${inWords(last)}.`,
  );
}

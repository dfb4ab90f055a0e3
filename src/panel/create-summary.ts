import { readNote } from '../casework/deed';
import { ifAllowed } from '../casework/refusing';
import { may } from '../domain/access/table';
import { addYears, earlierOf, inWords, type DateRange, type LocalDate } from '../domain/calendar/date';
import { londonDate } from '../domain/calendar/london';
import { periodInWords } from '../domain/summary/in-words';
import { isMonth, isToldRounded, monthBefore, monthOf } from '../domain/summary/period';
import { Refusal } from '../errors';
import { holdersOf } from '../notices/recipients';
import type { Authority, Person } from '../people/directory';
import { authorityOf } from './authority-of';
import type { PanelDeps } from './create-panel';
import type { Summaries, SummaryPage } from './summary';
import { countedSummary } from './summary-counts';
import { shownFigures } from './summary-shown';
import { deliveriesOfMonth } from './tell-summary';

export function createSummaries(deps: PanelDeps): Summaries {
  const { storage, policies, clock, log } = deps;

  const seesExact = (person: Person, toHandOn: boolean): boolean =>
    !toHandOn && may(person, 'see-census-children', null);

  function check(person: Person, period: DateRange, toHandOn: boolean): void {
    const today = londonDate(clock.now());
    refuseImpossible(period, today);
    if (!seesExact(person, toHandOn)) refuseOddDays(period, today);
  }

  async function look(person: Person, wanted: DateRange | null, toHandOn: boolean): Promise<SummaryPage> {
    const now = clock.now();
    const today = londonDate(now);
    const period = wanted ?? monthBefore(today);
    check(person, period, toHandOn);
    const asOf = earlierOf(period.to, today);
    const authority = await authorityOf(person.authority, storage);
    const schools = await storage.directory.schools(authority.code);
    const urns = schools.map(({ urn }) => urn);
    const counted = await countedSummary(authority, { from: period.from, to: asOf }, urns, deps);
    for (const id of counted.unread) log.error({ case: id }, 'a case cannot be read, and the summary leaves it out');
    const exact = seesExact(person, toHandOn);
    storage.audit.later(readNote({ person, action: 'see-summary' }, [], now, [`${period.from} to ${period.to}`]));
    const first = await storage.cases.firstOpened(authority.code);
    const names = new Map(schools.map(({ urn, name }) => [urn, name]));
    return {
      ...{ period, asOf, exact, authority: authority.name, schools: schools.length },
      canBeRounded: isToldRounded(period, today),
      recordsSince: first && monthOf(londonDate(first)),
      ...shownFigures(counted.summary, exact, policies.inForce(authority.policy, asOf), (urn) => names.get(urn) ?? urn),
      told: exact ? await toldOf(authority, period, today) : null,
      unread: counted.unread.length,
    };
  }

  /** As the rules of this day have it. */
  async function toldOf(
    { code, policy }: Authority,
    period: DateRange,
    today: LocalDate,
  ): Promise<SummaryPage['told']> {
    const { summary } = policies.inForce(policy, today);
    if (summary.to.length === 0) return null;
    const readers = await holdersOf(summary.to, { authority: code, school: null }, storage.directory);
    const sent = isMonth(period) ? await deliveriesOfMonth(code, period, storage) : [];
    const deliveries = [];
    for (const delivery of sent) {
      const reader = await storage.directory.person(delivery.recipient);
      deliveries.push({ name: reader?.name ?? 'somebody who has left', delivery });
    }
    return { to: summary.to, isAnybody: readers.length > 0, deliveries };
  }

  return {
    check,
    look: (person, period, toHandOn = false) =>
      ifAllowed(person, 'see-summary', deps, () => look(person, period, toHandOn)),
  };
}

/** Of more than a year every case that was ever closed would have to be read. Throws `Refusal`. */
function refuseImpossible({ from, to }: DateRange, today: LocalDate): void {
  if (from > today)
    throw new Refusal('not-yet', `${inWords(from)} has not come yet. Say “summary” for the last whole month.`);
  if (to < from)
    throw new Refusal('no-such-period', 'The last day comes before the first one. Give the first day first.');
  if (to > addYears(from, 1)) throw new Refusal('no-such-period', 'Give a period of a year at the most.');
}

/** Who compares two periods that differ by some days would find by the difference who came or went on these. */
function refuseOddDays(period: DateRange, today: LocalDate): void {
  if (isToldRounded(period, today)) return;
  const month = earlierOf(monthOf(period.from).from, monthBefore(today).from);
  throw new Refusal(
    'no-such-period',
    `Rounded figures are given for whole months that are over, so that no child is known by them. Say “summary ${periodInWords(monthOf(month))}”.`,
  );
}

import { readNote } from '../casework/deed';
import { ifAllowed } from '../casework/refusing';
import { may } from '../domain/access/table';
import { addYears, earlierOf, inWords, type DateRange, type LocalDate } from '../domain/calendar/date';
import { londonDate } from '../domain/calendar/london';
import { published } from '../domain/census/published';
import type { PolicyPack } from '../domain/policy/pack';
import { monthBefore } from '../domain/summary/period';
import type { Summary } from '../domain/summary/summary';
import { Refusal } from '../errors';
import type { Person } from '../people/directory';
import { authorityOf } from './authority-of';
import type { PanelDeps } from './create-panel';
import type { ShownCount, ShownLocated, Summaries, SummaryPage } from './summary';
import { countedSummary } from './summary-counts';

export function createSummaries(deps: PanelDeps): Summaries {
  const { storage, policies, clock, log } = deps;

  async function look(person: Person, wanted: DateRange | null, toHandOn: boolean): Promise<SummaryPage> {
    const now = clock.now();
    const today = londonDate(now);
    const period = wanted ?? monthBefore(today);
    refuseImpossible(period, today);
    const asOf = earlierOf(period.to, today);
    const authority = await authorityOf(person.authority, storage);
    const schools = await storage.directory.schools(authority.code);
    const urns = schools.map(({ urn }) => urn);
    const counted = await countedSummary(authority, { from: period.from, to: asOf }, urns, deps);
    for (const id of counted.unread) log.error({ case: id }, 'a case cannot be read, and the summary leaves it out');
    const exact = !toHandOn && may(person, 'see-census-children', null);
    storage.audit.later(readNote({ person, action: 'see-summary' }, [], now, [`${period.from} to ${period.to}`]));
    const names = new Map(schools.map(({ urn, name }) => [urn, name]));
    return {
      ...{ period, asOf, exact, authority: authority.name, schools: schools.length },
      ...shown(counted.summary, exact, policies.inForce(authority.policy, asOf), (urn) => names.get(urn) ?? urn),
      unread: counted.unread.length,
    };
  }

  return {
    look: (person, period, toHandOn = false) =>
      ifAllowed(person, 'see-summary', deps, () => look(person, period, toHandOn)),
  };
}

/** Of more than a year every case that was ever closed would have to be read. */
function refuseImpossible({ from, to }: DateRange, today: LocalDate): void {
  if (from > today)
    throw new Refusal('not-yet', `${inWords(from)} has not come yet. Say “summary” for the last whole month.`);
  if (to < from)
    throw new Refusal('no-such-period', 'The last day comes before the first one. Give the first day first.');
  if (to > addYears(from, 1)) throw new Refusal('no-such-period', 'Give a period of a year at the most.');
}

function shown(summary: Summary, exact: boolean, policy: PolicyPack, nameOf: (urn: string) => string) {
  const said = (label: string, count: number): ShownCount => ({
    label,
    ...(exact ? { count: String(count), number: count } : { count: published(count, policy), number: null }),
  });
  const all = (tallies: readonly { label: string; count: number }[]) =>
    tallies.map(({ label, count }) => said(label, count));
  return {
    moved: [
      said('Open at the start', summary.openAtStart),
      said('New', summary.opened),
      said('Of these, the child had a case before', summary.repeats),
      said('Opened again', summary.openedAgain),
      said('Closed', summary.closed),
      said('Open at the end', summary.openAtEnd),
    ],
    closedBy: all(summary.closedBy),
    byStage: all(summary.byStage),
    located: locatedOf(summary, exact, policy),
    overdue: all(
      summary.overdue.map(({ school, count }) => ({
        label: school === null ? 'The authority itself' : nameOf(school),
        count,
      })),
    ),
    neverReferred: summary.neverReferred.map(nameOf).toSorted((a, b) => a.localeCompare(b)),
  };
}

/** Of so few that their number is not told, nothing else is either. */
function locatedOf({ located: { children, days } }: Summary, exact: boolean, policy: PolicyPack): ShownLocated {
  const isTold = exact || published(children, policy) !== policy.dfe.published.low;
  return {
    children: exact ? String(children) : published(children, policy),
    median: isTold && days ? days.median : null,
    range: exact && days ? { least: days.least, most: days.most } : null,
  };
}

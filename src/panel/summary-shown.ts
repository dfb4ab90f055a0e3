import { isOfFew, publishedFigure, type Figure } from '../domain/census/published';
import type { PolicyPack } from '../domain/policy/pack';
import type { Summary, Tally } from '../domain/summary/summary';
import type { ShownCount, ShownLocated, ShownPart, SummaryPage } from './summary';

type Shown = Pick<SummaryPage, 'moved' | 'closedBy' | 'byStage' | 'located' | 'overdue' | 'neverReferred' | 'few'>;

/** The figures as somebody may see them. `exact` false: rounded, and of so few nothing is broken down and no school named. */
export function shownFigures(
  summary: Summary,
  exact: boolean,
  policy: PolicyPack,
  nameOf: (urn: string) => string,
): Shown {
  const said = (label: string, figure: Figure): ShownCount => ({
    label,
    ...(exact
      ? { count: String(figure.count), number: figure.count }
      : { count: publishedFigure(figure, policy), number: null }),
  });
  const isFew = ({ children }: Figure) => !exact && isOfFew(children, policy);
  const { low } = policy.dfe.published;
  const partOf = (all: Figure, tallies: readonly Tally[]): ShownPart => {
    const withheld = isFew(all);
    return { counts: withheld ? [] : tallies.map((one) => said(one.label, one)), withheld };
  };
  const named = summary.overdue.filter((one) => one.school === null || !isFew(one));
  const repeats = said('Of these, the child had a case before', summary.repeats);
  return {
    few: low,
    moved: [
      said('Open at the start', summary.openAtStart),
      said('New', summary.opened),
      isFew(summary.opened) ? { ...repeats, count: low } : repeats,
      said('Opened again', summary.openedAgain),
      said('Closed', summary.closed),
      said('Open at the end', summary.openAtEnd),
    ],
    closedBy: partOf(summary.closed, summary.closedBy),
    byStage: partOf(summary.openAtEnd, summary.byStage),
    located: locatedOf(summary, exact, policy),
    overdue: {
      counts: named.map((one) => said(one.school === null ? 'The authority itself' : nameOf(one.school), one)),
      withheld: named.length < summary.overdue.length,
    },
    neverReferred: summary.neverReferred?.map(nameOf).toSorted((a, b) => a.localeCompare(b)) ?? null,
  };
}

/** Of so few that their number is not told, nothing else is either; the days of some may not be known. */
function locatedOf({ located: { found, days } }: Summary, exact: boolean, policy: PolicyPack): ShownLocated {
  const isTold = exact || (!isOfFew(found.children, policy) && !isOfFew(days?.children ?? 0, policy));
  return {
    children: exact ? String(found.count) : publishedFigure(found, policy),
    median: isTold && days ? days.median : null,
    range: exact && days ? { least: days.least, most: days.most } : null,
  };
}

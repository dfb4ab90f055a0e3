import type { LocalDate } from '../calendar/date';
import { londonDate } from '../calendar/london';
import { OFFICE_DAYS } from '../calendar/office-days';
import { nthSchoolDay } from '../calendar/school-days';
import type { PolicyPack } from '../policy/pack';
import type { Obligation } from './assessment';
import type { Fact } from './fact';
import type { FactOf } from './reading';

/** What the panel decided on a case, and what became of it. */
export interface PanelDecision {
  readonly decided: FactOf<'panel-decided'>;
  /**
   * Null while it is neither done nor withdrawn: it is carried forward from meeting to meeting until then. What was
   * decided about the end of a case is done once the case is closed so, and what is recorded after its end is owed by
   * nobody: that end is the end of it too, also where the case is opened again.
   */
  readonly ended: End | null;
}

type End = FactOf<'panel-decision-done'> | FactOf<'panel-decision-withdrawn'> | FactOf<'closed'>;

/** Oldest first. The first word that one is done or withdrawn stands. */
export const panelDecisionsOf = (facts: readonly Fact[], policy: PolicyPack): PanelDecision[] =>
  facts.flatMap((decided, at) =>
    decided.kind === 'panel-decided'
      ? [{ decided, ended: closedAt(facts, at) ?? endOf(decided, facts.slice(at + 1), policy) }]
      : [],
  );

/** The end of the case that stood when a fact was recorded. */
function closedAt(facts: readonly Fact[], at: number): FactOf<'closed'> | null {
  const last = facts.slice(0, at).findLast(({ kind }) => kind === 'closed' || kind === 'reopened');
  return last?.kind === 'closed' ? last : null;
}

const endOf = (decided: FactOf<'panel-decided'>, later: readonly Fact[], policy: PolicyPack): End | null =>
  later.find((fact): fact is End => ends(fact, decided, policy)) ?? null;

/** How a case that is closed has ended. */
export interface Closure {
  readonly by: FactOf<'closed'>;
  /** The panel has agreed to this end; to one before it, after which the case was opened again, says nothing. */
  readonly isRatified: boolean;
}

export const closureOf = (facts: readonly Fact[], by: FactOf<'closed'> | null): Closure | null =>
  by && { by, isRatified: facts.slice(facts.indexOf(by) + 1).some(({ kind }) => kind === 'panel-ratified') };

/** What the panel has agreed to, oldest first. */
export const ratificationsOf = (facts: readonly Fact[]): FactOf<'panel-ratified'>[] =>
  facts.filter((fact) => fact.kind === 'panel-ratified');

function ends(later: Fact, { id, decision }: FactOf<'panel-decided'>, { panel }: PolicyPack): boolean {
  if (later.kind === 'closed') return closesAs(decision, panel) === later.reason;
  return (later.kind === 'panel-decision-done' || later.kind === 'panel-decision-withdrawn') && later.decided === id;
}

const closesAs = (decision: string, { decisions }: PolicyPack['panel']): string | null =>
  decisions.list.find(({ id }) => id === decision)?.closesAs ?? null;

/** What is still to be done beside closing the case. */
export const leftByAnEnd = (decisions: readonly PanelDecision[], { panel }: PolicyPack): PanelDecision[] =>
  carriedForward(decisions).filter(({ decided }) => closesAs(decided.decision, panel) === null);

/** The soonest due first, and of those due on one day the one that was decided first. */
export const carriedForward = (decisions: readonly PanelDecision[]): PanelDecision[] =>
  decisions.filter(({ ended }) => ended === null).sort((a, b) => a.decided.due.localeCompare(b.decided.due));

/** Id of what is owed by a decision: each has an owner and a day of its own. */
export const owedBy = (decided: string): string => `panel-decision:${decided}`;

/** Every decision that is carried forward is owed by its own role on its own day. */
export const decisionsOwed = (
  decisions: readonly PanelDecision[],
  { panel: { decisions: rules } }: PolicyPack,
  asOf: LocalDate,
): Obligation[] =>
  carriedForward(decisions).map(({ decided: { id, decision, title, owner, due, recordedAt } }) => ({
    id: owedBy(id),
    title: `Panel’s decision: ${title}`,
    owner,
    due: { known: true, date: due },
    state: asOf > due ? 'overdue' : londonDate(recordedAt) <= asOf ? 'due' : 'later',
    why: rules.why,
    citation: rules.list.find((one) => one.id === decision)?.citation ?? rules.citation,
  }));

/** The day on which the owner is reminded: that of the decision, or the next one on which an office works. */
export function reminderDay(due: LocalDate): LocalDate {
  const on = nthSchoolDay(OFFICE_DAYS, due, 1);
  return on.known ? on.date : due;
}

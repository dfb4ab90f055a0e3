import type { Role } from '../access/roles';
import type { LocalDate } from '../calendar/date';
import { londonDate } from '../calendar/london';
import type { Assessment, Found } from '../case/assessment';
import { titleOfClosing } from '../case/closing';
import type { Fact } from '../case/fact';
import type { PanelDecision } from '../case/panel-decisions';
import type { PolicyPack } from '../policy/pack';
import { lastDone } from './last-done';

/**
 * The roles of somebody who works for the authority, by our own id; none where they have left. Null for a day gone by: no
 * fact keeps the role that somebody had then.
 */
export type RolesOf = ((person: string) => readonly Role[]) | null;

/** Who leads on the case: the school while the name stands on its roll, and the authority otherwise. */
export interface Lead {
  readonly agency: 'school' | 'authority';
  /**
   * Role of whoever it was given to; the tracking officer where the authority leads and it was given to nobody. Null: none,
   * and of a day gone by.
   */
  readonly officer: Role | null;
}

/** What stands on record of a case beside its clocks. */
export interface ToldColumns {
  readonly lead: Lead;
  /** What was done last. */
  readonly lastDone: string;
  /** What was decided at the last meeting from which a decision stands; null where there is none. */
  readonly panel: { readonly met: LocalDate; readonly decisions: readonly Decided[] } | null;
  /** Where the child was found, or that it was seen; null while nobody says so. */
  readonly found: Ended | null;
  /** How the case ended before it was opened again; null where it never ended. */
  readonly endedBefore: Ended | null;
}

export interface Decided {
  /** As it was called when it was decided. */
  readonly title: string;
  /** Done, or closed as it was decided. */
  readonly done: boolean;
}

export interface Ended {
  readonly as: string;
  readonly on: LocalDate;
}

/** `facts`: of the case as it stood, in order. */
export function toldColumns(
  facts: readonly Fact[],
  assessment: Assessment,
  pack: PolicyPack,
  rolesOf: RolesOf,
): ToldColumns {
  return {
    lead: leadOf(assessment, pack, rolesOf),
    lastDone: lastDone(facts.at(-1)!, pack),
    panel: panelOf(assessment.decisions),
    found: assessment.found && foundInWords(assessment.found, pack),
    endedBefore: endOf(facts, pack),
  };
}

function leadOf({ onRoll, assigned }: Assessment, { assignment }: PolicyPack, rolesOf: RolesOf): Lead {
  const agency = onRoll ? 'school' : 'authority';
  if (!rolesOf) return { agency, officer: null };
  if (!assigned) return { agency, officer: onRoll ? null : LEADS };
  const roles = rolesOf(assigned.to);
  return { agency, officer: assignment.to.find((role) => roles.includes(role)) ?? null };
}

const LEADS: Role = 'tracking-officer';

function panelOf(decisions: readonly PanelDecision[]): ToldColumns['panel'] {
  const standing = decisions.filter(({ ended }) => ended?.kind !== 'panel-decision-withdrawn');
  const met = standing
    .map(({ decided }) => decided.meeting)
    .toSorted()
    .at(-1);
  if (!met) return null;
  const last = standing.filter(({ decided }) => decided.meeting === met);
  return { met, decisions: last.map(({ decided: { title }, ended }) => ({ title, done: ended !== null })) };
}

function foundInWords(found: Found, pack: PolicyPack): Ended {
  if (found.how === 'located') {
    const place = pack.found.places.find(({ id }) => id === found.where);
    return { as: place?.title ?? found.where, on: found.on };
  }
  return { as: found.how === 'seen' ? 'Seen, and not back' : 'Back at school', on: found.on };
}

function endOf(facts: readonly Fact[], pack: PolicyPack): Ended | null {
  const closed = facts.findLast((fact) => fact.kind === 'closed');
  return closed?.kind === 'closed'
    ? { as: titleOfClosing(closed.reason, pack), on: londonDate(closed.recordedAt) }
    : null;
}

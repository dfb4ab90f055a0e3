import type { Role } from '../access/roles';
import type { Instant, LocalDate } from '../calendar/date';
import type { LocalTime } from '../calendar/london';
import { endOf } from '../case/as-it-stood';
import type { PanelDecision } from '../case/panel-decisions';
import type { PolicyPack } from '../policy/pack';
import type { Meeting } from './cycle';
import type { FrozenAgenda } from './frozen';

/**
 * What is on record of a meeting that has been: what stood before the panel, and what was recorded of it. It names no
 * child, but a reason and a dissent are as somebody typed them.
 */
export interface Minutes {
  /** What the panel is called here. */
  readonly panel: string;
  readonly meeting: LocalDate;
  readonly time: LocalTime | null;
  /** It was added to those that the cycle gives. */
  readonly isExtra: boolean;
  readonly asOf: LocalDate;
  /** When the agenda was closed; null where nobody has closed it, so that nobody can say what stood on it. */
  readonly closedAt: Instant | null;
  /** References by the sections of the agenda, as it was read; sections without a case are left out. */
  readonly sections: readonly { readonly title: string; readonly references: readonly string[] }[];
  /** References of cases at risk that were added after it was closed. */
  readonly late: readonly string[];
  /** Every case that stood on the agenda, or on which something was decided; in the order of the agenda. */
  readonly cases: readonly MinutedCase[];
  /** Cases that are left out since whoever reads may not see them. */
  readonly withheld: number;
  /** Cases that are left out since nobody can read them any more. */
  readonly unread: number;
}

export interface MinutedCase {
  readonly caseId: string;
  readonly reference: string;
  /** In the order in which they were recorded. What was withdrawn since was recorded in error, and is left out. */
  readonly decided: readonly MinutedDecision[];
  /** What an earlier meeting had decided and was not done when the day of this one was over, and could still be. */
  readonly carried: readonly MinutedDecision[];
}

export interface MinutedDecision {
  /** As it was called when it was decided. */
  readonly title: string;
  readonly owner: Role;
  readonly due: LocalDate;
  /** Typed, and so for the authority's own people alone: null for whoever else reads. */
  readonly reason: string | null;
  /** The same; empty where nobody saw it otherwise. */
  readonly dissent: string | null;
  /** The day on which the panel decided it, as it was recorded: that of a meeting, but in older records. */
  readonly decidedOn: LocalDate;
}

/** A case as minutes look at it. */
export interface BeforeMeeting {
  readonly id: string;
  readonly reference: string;
  /** As they stand now: what is recorded after the meeting belongs to it too. */
  readonly decisions: readonly PanelDecision[];
  /** It was open and at risk at some time between the closing of the agenda and the end of the meeting’s day, and did not stand on it. */
  readonly late: boolean;
  /** It was known by then that the child had died: the panel was asked nothing. */
  readonly diedBy: boolean;
  /** It was closed by then. */
  readonly closedBy: boolean;
}

/**
 * A meeting, and the day of the one before it: what was recorded of a day in between, on which there was none, stands
 * with it, since it would stand nowhere else.
 */
export interface Sitting {
  readonly on: LocalDate;
  readonly since: LocalDate;
}

export interface MinutesOf {
  readonly meeting: Meeting;
  /** The day of the meeting before it. */
  readonly since: LocalDate;
  readonly frozen: FrozenAgenda | null;
  /** Those whom whoever reads may see. */
  readonly cases: readonly BeforeMeeting[];
  readonly policy: PolicyPack;
  readonly asOf: LocalDate;
  readonly withheld: number;
  readonly unread: number;
}

/** Whether a case has any place in the minutes. */
export const isMinuted = (one: BeforeMeeting, sitting: Sitting, frozen: FrozenAgenda | null): boolean =>
  decidedAt(one, sitting).length > 0 || (!one.diedBy && (one.late || isListed(one, frozen)));

export function minutesOf({ meeting, since, frozen, cases, policy, asOf, withheld, unread }: MinutesOf): Minutes {
  const { on, time, isExtra } = meeting;
  const sitting = { on, since };
  const inOrder = inOrderOfAgenda(
    cases.filter((one) => isMinuted(one, sitting, frozen)),
    frozen,
  );
  return {
    ...{ panel: policy.panel.title, meeting: on, time, isExtra, asOf, withheld, unread },
    closedAt: frozen?.takenAt ?? null,
    sections: sectionsOf(inOrder, frozen, policy),
    late: inOrder.filter(({ late, diedBy }) => late && !diedBy).map(({ reference }) => reference),
    cases: inOrder.map((one) => ({
      ...{ caseId: one.id, reference: one.reference },
      decided: decidedAt(one, sitting).map(minuted),
      carried: carriedAt(one, sitting).map(minuted),
    })),
  };
}

function sectionsOf(cases: readonly BeforeMeeting[], frozen: FrozenAgenda | null, { panel }: PolicyPack) {
  const items = new Map(frozen?.items.map(({ caseId, sections }) => [caseId, sections]));
  return panel.sections
    .map(({ id, title }) => ({
      title,
      references: cases
        .filter(({ id: caseId, diedBy }) => !diedBy && items.get(caseId)?.includes(id))
        .map(({ reference }) => reference),
    }))
    .filter(({ references }) => references.length > 0);
}

const isListed = ({ id }: BeforeMeeting, frozen: FrozenAgenda | null): boolean =>
  frozen?.items.some(({ caseId }) => caseId === id) ?? false;

/** As it was read; what came later after it, by reference. */
function inOrderOfAgenda(cases: readonly BeforeMeeting[], frozen: FrozenAgenda | null): BeforeMeeting[] {
  const places = new Map(frozen?.items.map(({ caseId }, at) => [caseId, at]));
  const placeOf = ({ id }: BeforeMeeting) => places.get(id) ?? places.size;
  return cases.toSorted((a, b) => placeOf(a) - placeOf(b) || a.reference.localeCompare(b.reference));
}

/** What was withdrawn was recorded in error or decided otherwise since, and counts no more. */
export const isDecidedAt = ({ decided: { meeting }, ended }: PanelDecision, { on, since }: Sitting): boolean =>
  meeting > since && meeting <= on && ended?.kind !== 'panel-decision-withdrawn';

const decidedAt = ({ decisions }: BeforeMeeting, sitting: Sitting): PanelDecision[] =>
  decisions.filter((one) => isDecidedAt(one, sitting));

/** On a case that was closed, or of a child who had died, nobody does it any more. */
function carriedAt({ decisions, closedBy, diedBy }: BeforeMeeting, { on, since }: Sitting): PanelDecision[] {
  if (closedBy || diedBy) return [];
  const over = endOf(on);
  return decisions
    .filter(({ decided }) => decided.meeting <= since && decided.recordedAt < over)
    .filter(({ ended }) => ended === null || ended.recordedAt >= over);
}

const minuted = ({ decided }: PanelDecision): MinutedDecision => {
  const { title, owner, due, reason, dissent, meeting } = decided;
  return { title, owner, due, reason, dissent, decidedOn: meeting };
};

import type { Role } from '../access/roles';
import type { Instant, LocalDate } from '../calendar/date';
import type { LocalTime } from '../calendar/london';
import { endOf } from '../case/as-it-stood';
import type { PanelDecision } from '../case/panel-decisions';
import type { FactOf } from '../case/reading';
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
  /** Null where nothing is to be done by it, since the panel agreed to how the case had ended. */
  readonly owed: OwedBy | null;
  /** Typed, and so for the authority's own people alone: null for whoever else reads. Empty where nobody gave one. */
  readonly reason: string | null;
  /** The same; empty where nobody saw it otherwise. */
  readonly dissent: string | null;
  /** The day on which the panel decided it, as it was recorded: that of a meeting, but in older records. */
  readonly decidedOn: LocalDate;
}

export interface OwedBy {
  readonly role: Role;
  /** Of the one who was named to do it; null where the role as a whole was. */
  readonly name: string | null;
  readonly due: LocalDate;
}

/** A case as minutes look at it. */
export interface BeforeMeeting {
  readonly id: string;
  readonly reference: string;
  /** As they stand now: what is recorded after the meeting belongs to it too. */
  readonly decisions: readonly PanelDecision[];
  readonly ratifications: readonly FactOf<'panel-ratified'>[];
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
  /** Of those who were named to do something, by our own id. */
  readonly names: ReadonlyMap<string, string>;
  readonly policy: PolicyPack;
  readonly asOf: LocalDate;
  readonly withheld: number;
  readonly unread: number;
}

/** Whether a case has any place in the minutes. */
export const isMinuted = (one: BeforeMeeting, sitting: Sitting, frozen: FrozenAgenda | null): boolean =>
  decidedAt(one, sitting).length > 0 || (!one.diedBy && (one.late || isListed(one, frozen)));

export function minutesOf(of: MinutesOf): Minutes {
  const { meeting, since, frozen, cases, names, policy, asOf, withheld, unread } = of;
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
      decided: decidedAt(one, sitting).map((made) => minuted(made, names)),
      carried: carriedAt(one, sitting).map(({ decided }) => minuted(decided, names)),
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
export const isDecidedAt = ({ decided, ended }: PanelDecision, sitting: Sitting): boolean =>
  isAt(decided, sitting) && ended?.kind !== 'panel-decision-withdrawn';

export const isAt = ({ meeting }: { readonly meeting: LocalDate }, { on, since }: Sitting): boolean =>
  meeting > since && meeting <= on;

type Made = FactOf<'panel-decided'> | FactOf<'panel-ratified'>;

const decidedAt = ({ decisions, ratifications }: BeforeMeeting, sitting: Sitting): Made[] =>
  [
    ...decisions.filter((one) => isDecidedAt(one, sitting)).map(({ decided }) => decided),
    ...ratifications.filter((one) => isAt(one, sitting)),
  ].sort((a, b) => a.recordedAt.localeCompare(b.recordedAt));

/** On a case that was closed, or of a child who had died, nobody does it any more. */
function carriedAt({ decisions, closedBy, diedBy }: BeforeMeeting, { on, since }: Sitting): PanelDecision[] {
  if (closedBy || diedBy) return [];
  const over = endOf(on);
  return decisions
    .filter(({ decided }) => decided.meeting <= since && decided.recordedAt < over)
    .filter(({ ended }) => ended === null || ended.recordedAt >= over);
}

function minuted(made: Made, names: MinutesOf['names']): MinutedDecision {
  const { title, dissent, meeting: decidedOn } = made;
  if (made.kind === 'panel-ratified') return { title, owed: null, reason: made.note, dissent, decidedOn };
  const { owner: role, person, due, reason } = made;
  const name = person === null ? null : (names.get(person) ?? null);
  return { title, owed: { role, name, due }, reason, dissent, decidedOn };
}

import type { Role } from '../access/roles';
import type { Instant, LocalDate } from '../calendar/date';
import type { Reach } from '../calendar/school-calendar';
import type { AlertRule, ChecklistItem, Stage } from '../policy/pack';
import type { Assigned } from './assigned';
import type { Enquiries } from './enquiries';
import type { DfeCount } from './dfe';
import type { Fact } from './fact';
import type { ReturnState } from './returns';
import type { Removal } from './removal/removal';
import type { Hold } from './hold';
import type { Nowhere } from './nowhere';
import type { QuestionState } from './questions';
import type { OffRoll } from './off-roll';
import type { Closure, PanelDecision } from './panel-decisions';
import type { FactOf } from './reading';
import type { Place } from './place';
import type { TierStanding } from './tier';
import type { Way } from './way';

/** What a case comes to on a day. Every view (card, alert, agenda, export) reads this and counts nothing itself. */
export interface Assessment {
  readonly asOf: LocalDate;
  readonly open: boolean;
  /** How the case began. */
  readonly way: Way;
  /** The child's name stands in a school's admission register. */
  readonly onRoll: boolean;
  /** Null for a pupil on roll, and once the case is closed. */
  readonly offRoll: OffRoll | null;
  /** Pupil and absence have both been described. */
  readonly reportComplete: boolean;
  /** By the safeguarding questions alone: whether their answers are told. What may not wait asks `inDanger`. */
  readonly atRisk: boolean;
  /** By the safeguarding questions, or by the tier somebody weighed the risk to be. Nothing is put off then. */
  readonly inDanger: boolean;
  /** How great somebody weighed the risk to be, or the safeguarding questions imply; null while neither says anything. */
  readonly tier: TierStanding | null;
  /** School day of the absence that runs now, counted from its Day 1; null while the pupil is not absent. */
  readonly day: number | null;
  readonly stage: Stage | null;
  readonly counts: Counts;
  readonly milestones: readonly Milestone[];
  readonly checklist: readonly ItemState[];
  /** What has to be done, soonest first; what is settled stands last. */
  readonly obligations: readonly Obligation[];
  readonly next: Obligation | null;
  readonly found: Found | null;
  /** The fact by which the child has died: nobody is asked to look for it any more. Null where nobody says so, and once closed. */
  readonly died: Fact | null;
  /** The child is on no roll and not where it was said to be. Null where it is not so, of a child who has died, and once closed. */
  readonly nowhere: Nowhere | null;
  /** The child is on no roll, and provided for there, where it was found: it stands on no register of those who are not. */
  readonly provided: boolean;
  /** The returns of regulation 13 to the authority. */
  readonly returns: readonly ReturnState[];
  /** How the DfE's termly return counts the child. */
  readonly dfe: DfeCount;
  readonly earliest: readonly EarliestDate[];
  /** The joint enquiry, the grounds and what stands in their way, the decision and what followed. */
  readonly removal: Removal;
  readonly notices: readonly NoticeDue[];
  /** Facts by which a risk was less or the child found, and after which somebody said the opposite; see `takenBack`. */
  readonly takenBack: readonly string[];
  /**
   * When to look again though nobody writes and nothing is due: while no run of absence is counted, the register may
   * begin to count one by the mere passing of days. Null where that cannot be.
   */
  readonly lookAgainAt: Instant | null;
  readonly warnings: readonly string[];
  /** The authority's own checks. */
  readonly enquiries: Enquiries;
  readonly assigned: Assigned | null;
  /** In force now: what the authority owes itself is not chased. */
  readonly hold: Hold | null;
  /** What the authority has asked the school, oldest first. */
  readonly questions: readonly QuestionState[];
  /** What the panel has decided, oldest first. */
  readonly decisions: readonly PanelDecision[];
  /** The ends of the case to which it has agreed, oldest first. */
  readonly ratifications: readonly FactOf<'panel-ratified'>[];
  /** Null while the case is open. */
  readonly closure: Closure | null;
}

/** Three clocks that are never mixed. */
export interface Counts {
  /** Runs from the first missed day until the case is closed, whatever is seen in between. */
  readonly safeguarding: {
    readonly since: LocalDate;
    readonly schoolDays: number;
    readonly calendarDays: number;
  } | null;
  /** Consecutive school days coded G, N, O or U. */
  readonly tenDayReturn: Run | null;
  /** Consecutive school days coded G, N or O. */
  readonly groundI: Run | null;
}

/** Consecutive school days up to and including the day of the assessment. */
export interface Run {
  readonly since: LocalDate;
  /** The school day that ended the run before this one; null where this is the first. */
  readonly after: LocalDate | null;
  readonly days: number;
  /** Up to here somebody said so; after it the last code is carried forward. */
  readonly confirmedTo: LocalDate;
}

/** A day at which the policy alerts (`Day 10`), on this school's own calendar. */
export interface Milestone {
  readonly day: number;
  readonly on: Reach;
}

export interface ItemState {
  readonly item: ChecklistItem;
  readonly state: 'done' | 'skipped' | 'overdue' | 'due' | 'later' | 'not-needed';
  readonly due: Reach | null;
  /** The facts recorded on this item, oldest first; the last one stands. */
  readonly facts: readonly Fact[];
}

export interface Obligation {
  readonly id: string;
  readonly title: string;
  readonly owner: Role;
  readonly due: Reach;
  readonly state: 'overdue' | 'due' | 'later' | 'settled';
  readonly why: string;
  readonly citation: string;
}

export type Found =
  | { readonly how: 'returned' | 'seen'; readonly on: LocalDate }
  | { readonly how: 'located'; readonly on: LocalDate; readonly where: Place };

/** A floor, never a countdown. */
export interface EarliestDate {
  readonly what: string;
  readonly on: Reach;
  readonly condition: string;
  readonly citation: string;
}

/** An alert that falls due at a moment. Past ones stay listed as long as their reason holds. */
export interface NoticeDue {
  readonly rule: AlertRule;
  /** With case and recipient: sent once. */
  readonly obligation: string;
  /** Which absence run or which fact it is about; a second run alerts anew. */
  readonly occurrence: string;
  readonly dueAt: Instant;
  /** This person in place of the rule's roles, which are told only where the person is no longer there. */
  readonly person?: string;
  /** Whoever put it off is told again, although they know of it. */
  readonly again?: boolean;
}

import type { Instant, LocalDate } from '../calendar/date';
import type { LocalTime } from '../calendar/london';
import type { Pupil } from '../pupil/pupil';
import type { DeathFact } from './facts/death-facts';
import type { OutcomeFact } from './facts/outcome-facts';
import type { ReturnsFact } from './facts/returns-facts';
import type { RemovalFact } from './facts/removal';
import type { EnquiryFactBody } from './facts/enquiries';
import type { OfficerFactBody } from './facts/officer';
import type { PanelFactBody } from './facts/panel-facts';
import type { SnoozeFact } from './facts/snooze-facts';
import type { TierFactBody } from './facts/tier-facts';
import type { PolicyFactBody } from './facts/policy-facts';
import type { Beginning, WayFact } from './facts/ways';
import type { FamilyFact } from './facts/family';
import type { JoiningFact, Moved } from './facts/joining';
import type { Way } from './way';

/**
 * What is known of a case: who said what, when, about which day. A fact is never edited or deleted;
 * a later fact of the same kind (and item) supersedes it.
 */
export type Fact = FactBody & FactStamp;

export interface FactStamp {
  readonly id: string;
  readonly recordedAt: Instant;
  /** Our own id of the person, never a name. */
  readonly recordedBy: string;
  /** Left out where it was said on this case first. */
  readonly moved?: Moved;
}

export type FactBody =
  | { readonly kind: 'opened'; readonly way: Way }
  | WayFact
  | FamilyFact
  | JoiningFact
  /** `correctedBecause`: why what stood on record of the pupil was put right. */
  | { readonly kind: 'pupil-described'; readonly pupil: Pupil; readonly correctedBecause?: string }
  /** `correctedBecause`: why days that stood on the register otherwise are told as missing. */
  | { readonly kind: 'absence-described'; readonly absence: Absence; readonly correctedBecause?: string }
  /**
   * What was typed in another report of the pupil and is not on record so, or of days of which no register speaks. It takes
   * the place of nothing.
   */
  | { readonly kind: 'also-told'; readonly pupil: Partial<Pupil>; readonly absence: Absence | null }
  /** `again`: of a pupil who was taken to be found or back, and was reported missing anew; `undated`: not yet since when. */
  | { readonly kind: 'triaged'; readonly triage: Triage; readonly again?: 'dated' | 'undated' }
  | { readonly kind: 'safeguarding-contacted'; readonly contact: SafeguardingContact }
  | { readonly kind: 'check-recorded'; readonly item: string; readonly check: CheckRecord }
  | { readonly kind: 'check-skipped'; readonly item: string; readonly reason: string }
  | { readonly kind: 'attendance'; readonly mark: AttendanceMark; readonly correctedBecause?: string }
  | { readonly kind: 'seen'; readonly sighting: Sighting }
  | { readonly kind: 'acknowledged'; readonly obligation: string; readonly occurrence: string }
  | OutcomeFact
  | DeathFact
  | ReturnsFact
  /** `reason`: id of a way to close in the policy pack, or one from before there were such. */
  | {
      readonly kind: 'closed';
      readonly reason: string;
      readonly note: string;
      readonly duplicateOf?: string;
      /** Returns of the register that had not gone, by their titles as they were told, and why the case ended all the same. */
      readonly unsent?: { readonly returns: readonly string[]; readonly why: string };
    }
  | PolicyFactBody
  | RemovalFact
  | EnquiryFactBody
  | OfficerFactBody
  | PanelFactBody
  | SnoozeFact
  | TierFactBody;

export type FactKind = FactBody['kind'];

/** How the absence began, as the school tells it. */
export interface Absence {
  readonly lastAttended: LocalDate | null;
  /** Day 1: the first school day on which both sessions were missed. */
  readonly firstDayMissed: LocalDate;
  /** Attendance code in use since then: G, N, O, U, ... */
  readonly code: string;
  /** Last day of a leave of absence that was granted, when there was one (ground 9(1)(h)). */
  readonly leaveEnded: LocalDate | null;
  readonly note: string;
  /** Left out where nothing more is told than that the pupil has stopped coming. */
  readonly began?: Beginning;
}

/** Asked before everything else. Ids of questions and groups come from the policy pack. */
export interface Triage {
  /** Questions answered with yes. */
  readonly yes: readonly string[];
  /** At-risk groups that the child belongs to. */
  readonly groups: readonly string[];
  readonly note: string;
}

export interface SafeguardingContact {
  /** Id of an urgent contact in the authority's settings: social care, police, social worker. */
  readonly agency: string;
  readonly reference: string;
  readonly on: LocalDate;
  readonly at: LocalTime;
  readonly note: string;
}

/** One check of the statutory checklist, done. */
export interface CheckRecord {
  /** Id of an outcome in the policy pack. */
  readonly outcome: string;
  readonly on: LocalDate;
  readonly at: LocalTime | null;
  readonly method: string;
  readonly spokeTo: string;
  readonly note: string;
  readonly nextAction: string;
  /** The item's own evidence fields, by id. */
  readonly evidence: Readonly<Record<string, string>>;
  /** The question in the words in which it was asked. */
  readonly asked: string;
}

/** Register codes over days. `to` null: until something later is said. */
export interface AttendanceMark {
  /** An attendance code, or `/` for present. */
  readonly code: string;
  readonly from: LocalDate;
  readonly to: LocalDate | null;
  readonly note: string;
}

/** The child was seen or heard from, but is not back in school. */
export interface Sighting {
  readonly on: LocalDate;
  readonly where: 'at-school' | 'elsewhere';
  readonly by: string;
  readonly note: string;
}

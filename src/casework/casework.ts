import type { Assessment } from '../domain/case/assessment';
import type { Case } from '../domain/case/case';
import type {
  Absence,
  AttendanceMark,
  CheckRecord,
  Fact,
  SafeguardingContact,
  Sighting,
  Triage,
} from '../domain/case/fact';
import type { LinkedProcedure, OutOfEducation, Referral } from '../domain/case/facts/ways';
import type { OnRollWay } from '../domain/case/way';
import type { PolicyPack } from '../domain/policy/pack';
import type { Pupil } from '../domain/pupil/pupil';
import type { Instant } from '../domain/calendar/date';
import type { SchoolCalendar } from '../domain/calendar/school-calendar';
import type { Acknowledged } from './acknowledge';
import type { DeliveryWork } from './delivery-work';
import type { AlertWork } from './alert-work';
import type { DeathWork } from './death-work';
import type { TierWork } from './tier-work';
import type { ActionOn } from './record';
import type { RulesWork } from './rules-work';
import type { DuplicateWork } from './duplicate-work';
import type { FindingWork } from './finding-work';
import type { SharedCheck } from './shared-check';
import type { SiblingWork } from './sibling-work';
import type { Authority, Person, School } from '../people/directory';
import type { EnquiryWork } from './enquiry-work';
import type { OfficerWork } from './officer-work';
import type { PanelWork } from './panel-work';
import type { WaysWork } from './ways-work';

/** A pack, and the moment from which it held for a case. */
export interface PackPeriod {
  readonly from: Instant;
  readonly policy: PolicyPack;
}
import type { OutcomesWork } from './outcomes-work';
import type { RemovalWork } from './removal-work';
import type { ReturnsWork } from './returns-work';

/** A case with what it comes to now and all that a card needs to speak of it. */
export interface CaseView {
  readonly case: Case;
  readonly assessment: Assessment;
  readonly pupil: Pupil | null;
  readonly absence: Absence | null;
  /** Of a child on no roll: how word came, and what is known. */
  readonly referral: Referral | null;
  readonly out: OutOfEducation | null;
  /** Null for a child on no school's roll. */
  readonly school: School | null;
  /** The school's own; the authority's term dates where there is no school. */
  readonly calendar: SchoolCalendar;
  /** The rules that hold for the case now. */
  readonly policy: PolicyPack;
  /** The rules under which it has been, oldest first; the last are those of now. */
  readonly packs: readonly PackPeriod[];
  /** The authority has rules that have begun and are not those of the case. */
  readonly otherRules: boolean;
  readonly authority: Authority;
  /** To whom the case was given; null where it was given to nobody. */
  readonly assignee: Assignee | null;
}

export interface Assignee {
  readonly person: Person;
  /** No longer in the directory, or without a role that sees the case: the tracking officer has it again. */
  readonly hasLeft: boolean;
}

/** A report as it stands; the draft's id becomes the case's id, so a repeated submit opens nothing twice. */
export interface Report {
  readonly draftId: string;
  readonly triage: Triage;
  /** Left out: the pupil has stopped coming and cannot be found. */
  readonly way?: OnRollWay;
  /** At triage only the names may be known. */
  readonly pupil: Pupil;
  /** Null when triage was urgent and the alert went out before the absence was described. */
  readonly absence: Absence | null;
  /** Reference of the case that is of this child, where somebody has said so though its details do not. */
  readonly sameAs?: string;
  /** Another procedure that runs beside the case, and stands on it from the beginning; left out where none was named. */
  readonly beside?: LinkedProcedure;
}

export interface Reported {
  readonly view: CaseView;
  /** The pupil had an open case at this school already: that one is shown, nothing was opened. */
  readonly existing: boolean;
  /** The pupil was taken to be found or back there, and is missing again. */
  readonly again?: true;
  /** Something that was typed was not on record there yet, and is now. */
  readonly added?: boolean;
}

/** Somebody else has written on this item since the page was shown. */
export class ChangedSince extends Error {
  constructor(
    readonly view: CaseView,
    readonly facts: readonly Fact[],
  ) {
    super('changed-since');
    this.name = 'ChangedSince';
  }
}

/**
 * What people do to cases. Every method checks access, loads, decides, and records facts and the notices that follow
 * in one transaction. Throws `Refusal` with words for the person; a case that may not be seen and one that does not
 * exist give the same refusal.
 */
export interface Casework {
  readonly removal: RemovalWork;
  /** `action`: what they want to do to it, so that whose it is not sees nothing. */
  see(person: Person, reference: string, action?: ActionOn): Promise<CaseView>;
  /** These stand on a list before them. */
  shown(person: Person, views: readonly CaseView[]): void;
  /** Open cases that this person works on, by what is due first. */
  mine(person: Person): Promise<CaseView[]>;
  readonly finding: FindingWork;
  readonly rules: RulesWork;
  readonly siblings: SiblingWork;
  readonly tier: TierWork;
  readonly death: DeathWork;
  readonly duplicates: DuplicateWork;
  /** An open case at the person's school for this pupil, if there is one. */
  existing(person: Person, pupil: Pupil): Promise<CaseView | null>;
  /** Whether a report of this pupil says something new: the pupil is taken to be found, or nobody has said since when. */
  asksSinceWhen(view: CaseView): boolean;
  report(person: Person, report: Report): Promise<Reported>;
  readonly ways: WaysWork;

  /**
   * `same`: the reference of a case that somebody says to be of the same child. `because`: why what is on record is put
   * right. Throws `AnotherChild`.
   */
  describePupil(person: Person, reference: string, pupil: Pupil, same?: string, because?: string): Promise<Reported>;
  describeAbsence(person: Person, reference: string, absence: Absence, because?: string): Promise<CaseView>;
  triage(person: Person, reference: string, triage: Triage): Promise<CaseView>;
  recordSafeguardingContact(person: Person, reference: string, contact: SafeguardingContact): Promise<CaseView>;
  /** `seen`: id of the last fact on the item when the page was shown, null for none. Throws `ChangedSince`. */
  recordCheck(
    person: Person,
    reference: string,
    item: string,
    check: CheckRecord,
    seen: string | null,
  ): Promise<CaseView>;
  /** The same check on this case and on those of brothers and sisters. Throws `ChangedSince`. */
  recordSharedCheck(person: Person, reference: string, shared: SharedCheck): Promise<CaseView>;
  skipCheck(person: Person, reference: string, item: string, reason: string, seen: string | null): Promise<CaseView>;
  /** `because`: why days that are on record otherwise are told as missing; refused without it. */
  markAttendance(person: Person, reference: string, mark: AttendanceMark, because?: string): Promise<CaseView>;
  recordSighting(person: Person, reference: string, sighting: Sighting): Promise<CaseView>;
  readonly enquiries: EnquiryWork;
  readonly officer: OfficerWork;
  readonly panel: PanelWork;
  /**
   * `reason`: id of a way to close in the policy pack; refused while what it asks for is not on record. `unsentWhy`: why
   * returns that are still owed have not gone; refused without it where there are any.
   */
  close(person: Person, reference: string, reason: string, note: string, unsentWhy?: string): Promise<CaseView>;
  /** Answers an alert. Doing it twice is fine; `first` tells who did it first. */
  acknowledge(person: Person, deliveryId: string): Promise<Acknowledged>;
  readonly alerts: AlertWork;
  readonly deliveries: DeliveryWork;
  readonly outcomes: OutcomesWork;
  readonly returns: ReturnsWork;
  /** For the delivery of an alert: the case as it stands, whoever may see it having been decided by the rule. */
  forDelivery(caseId: string): Promise<CaseView | null>;
}

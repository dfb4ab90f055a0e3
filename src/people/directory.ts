import type { Role } from '../domain/access/roles';
import type { Instant, LocalDate } from '../domain/calendar/date';
import type { ClosureKind, SchoolCalendar } from '../domain/calendar/school-calendar';

/** A person who may use the bot, known by tenant and Entra object id, never by name or e-mail. */
export interface Person {
  readonly id: string;
  readonly tenantId: string;
  readonly entraId: string;
  readonly name: string;
  readonly authority: string;
  /** URN for roles at a school; null for roles at the authority. */
  readonly school: string | null;
  readonly roles: readonly Role[];
  /** The last time that they said they were away; left out where they never did. */
  readonly away?: Away;
}

/** A person as they stand, also one who has left, with a digest of that: of all that an import says, and nothing else. */
export interface KeptPerson extends Omit<Person, 'away'> {
  readonly left: boolean;
  readonly digest: string;
}

/** Since when somebody was away, and the day on which they are back. */
export interface Away {
  readonly since: Instant;
  readonly until: LocalDate;
  /** When they were told what there was meanwhile; null as long as they have not been. */
  readonly backAt: Instant | null;
}

export interface School {
  readonly urn: string;
  readonly authority: string;
  readonly name: string;
  /** Three-digit LA and four-digit establishment number, e.g. `3419999`. */
  readonly dfeNumber: string;
}

export interface UrgentContact {
  readonly id: string;
  readonly name: string;
  readonly telephone: string;
  readonly hours: string;
}

/** One local authority: its policy pack, urgent contacts and the panel's anchor. Configuration, not code. */
export interface Authority {
  readonly code: string;
  readonly name: string;
  readonly policy: string;
  readonly urgentContacts: readonly UrgentContact[];
  /** A day on which the panel met or will meet. */
  readonly panelAnchor: LocalDate;
  /** The panel does not meet in a week in which the schools are closed by the authority's own term dates; left out: it does. */
  readonly panelSkipsClosedWeeks?: true;
  /** Address of the mailbox whose calendar has the panel's meetings; left out: none has. */
  readonly panelCalendar?: string;
}

/** A row of the calendar import. `school` null: the authority's default. */
export interface CalendarEntry {
  readonly authority: string;
  readonly school: string | null;
  readonly kind: 'term' | ClosureKind;
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly note: string;
}

export interface Directory {
  personByEntraId(tenantId: string, entraId: string): Promise<Person | null>;
  /** Null also for somebody who has left. */
  person(id: string): Promise<Person | null>;
  /** Those of them who have not left; for many at once. */
  peopleHere(ids: readonly string[]): Promise<Person[]>;
  /** Also those who have left, since they stay named where they acted. */
  people(ids: readonly string[]): Promise<Person[]>;
  /** Of the authority and its schools, whoever has not left. */
  everybody(authority: string): Promise<Person[]>;
  /** Everybody of the authority, and these wherever they are; also those who have left. */
  asKept(authority: string, others: readonly Pick<Person, 'tenantId' | 'entraId'>[]): Promise<KeptPerson[]>;
  /** Everybody with one of the roles: at the school for school roles, in the authority for the others. */
  withRoles(authority: string, school: string | null, roles: readonly Role[]): Promise<Person[]>;
  /** No import changes it. */
  setAway(id: string, away: Away): Promise<void>;
  /** Everybody who said that they would be back by this day, and has not been told yet what there was meanwhile. */
  backBy(today: LocalDate): Promise<Person[]>;
  school(urn: string): Promise<School | null>;
  schools(authority: string): Promise<School[]>;
  authority(code: string): Promise<Authority | null>;
  authorities(): Promise<Authority[]>;
  /** The school's own calendar over the authority's defaults. */
  calendar(urn: string): Promise<SchoolCalendar>;
  /** The authority's term dates with no school's own days: for children on no school's roll. */
  defaultCalendar(authority: string): Promise<SchoolCalendar>;
  /** Every row of the authority and its schools, as imported; the import checks new rows against the ones that stay. */
  calendarEntries(authority: string): Promise<CalendarEntry[]>;
  /**
   * Within a transaction: from here on everything read is the latest, and until the transaction ends every import waits.
   * Call it before working out what falls due when, so that an import marks the case only after that has been written:
   * else what was worked out from the calendar or the people of before would stand for good.
   */
  holdStill(): Promise<void>;
  /** The operator's imports, each all or nothing. */
  saveAuthority(authority: Authority): Promise<void>;
  /** By URN. A school that is not in the list stays: cases speak of it. */
  saveSchools(schools: readonly School[]): Promise<void>;
  /**
   * People are matched by tenant and Entra id; those of the authority not in the list are marked as left. Returns those
   * in the list, as they are known from now on.
   */
  savePeople(authority: string, people: readonly Omit<Person, 'id'>[]): Promise<Person[]>;
  /** Replaces the entries of every (authority, school) that occurs in the list. */
  saveCalendar(entries: readonly CalendarEntry[]): Promise<void>;
}

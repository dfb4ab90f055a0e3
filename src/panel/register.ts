import type { LocalDate } from '../domain/calendar/date';
import type { RegisterReason } from '../domain/policy/register-policy';
import type { countBySchool, RegisterWish } from '../domain/register/order';
import type { RegisterRow } from '../domain/register/row';
import type { Person } from '../people/directory';

export interface RegisterLook extends RegisterWish {
  /** The day whose end is looked at; null for today. */
  readonly on: LocalDate | null;
}

/** A page of the register. */
export interface RegisterPage {
  /** What the register is called here. */
  readonly title: string;
  /** Only the children who stand on the panel’s agenda today, to a member of the panel: how many more there are is not told. */
  readonly ofAgenda: boolean;
  readonly asOf: LocalDate;
  /** The day on which somebody looks: what was known on another one may have changed since. */
  readonly today: LocalDate;
  readonly rows: readonly RegisterRow[];
  /** Children of the part that was asked for, before this page and after it too. */
  readonly total: number;
  /** The place of the first row among them, counted from 0. */
  readonly from: number;
  /** All reasons of the rules of the authority, with those for which there is nobody. */
  readonly reasons: readonly ReasonCount[];
  /** Cases of which nobody can say whether they are on the register, since their rules or their facts cannot be read. */
  readonly unread: number;
  readonly schools: ReadonlyMap<string, string>;
  /** How many children of the register came from each school by its URN, or from none, whatever part of it was asked for. */
  readonly bySchool: readonly SchoolCount[];
}

export type SchoolCount = ReturnType<typeof countBySchool>[number];

export interface ReasonCount {
  readonly reason: RegisterReason;
  readonly title: string;
  readonly children: number;
}

/** The register of children out of provision: derived from what is on record of their cases, and never typed. */
export interface Register {
  /** As it was known at the end of a day, up to today. Throws `Refusal`. */
  look(person: Person, look: RegisterLook, from: number, most: number): Promise<RegisterPage>;
  /** All of it on one page. `taken`: the kind of file that it goes into, for the trail. */
  whole(person: Person, look: RegisterLook, taken: string): Promise<RegisterPage>;
  /** Brings the index up to date by which a page is found quickly; returns how many cases that took. Safe on several instances. */
  reckon(): Promise<number>;
  /** Begins with no further case, and resolves when the last one is done. */
  idle(): Promise<void>;
}

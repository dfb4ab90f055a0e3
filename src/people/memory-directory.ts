import { createHash, randomUUID } from 'node:crypto';
import type { LocalDate } from '../domain/calendar/date';
import type { Role } from '../domain/access/roles';
import type { SchoolCalendar } from '../domain/calendar/school-calendar';
import { calendarOf } from './calendar-of';
import type { Authority, Away, CalendarEntry, Directory, KeptPerson, Person, School } from './directory';
import { holdsRole } from './holds-role';
import { KeptMap } from '../kept-map';

type Row = Person & { readonly left: boolean };

/** People, schools and calendars in memory, for tests that need no database. */
export class MemoryDirectory implements Directory {
  readonly #authorities = new KeptMap<string, Authority>();
  readonly #schools = new KeptMap<string, School>();
  readonly #people = new KeptMap<string, Row>();
  #entries: readonly CalendarEntry[] = [];
  /** Made once, as the database's are kept too: what is worked out of a calendar is kept with it. */
  #calendars = new Map<string, SchoolCalendar>();

  async personByEntraId(tenantId: string, entraId: string): Promise<Person | null> {
    const person = this.#current().find((row) => row.tenantId === tenantId && row.entraId === entraId);
    return person ? { ...person } : null; // read anew each time, as from a database
  }

  async peopleHere(ids: readonly string[]): Promise<Person[]> {
    return this.#current().filter(({ id }) => ids.includes(id));
  }

  async person(id: string): Promise<Person | null> {
    return this.#current().find((row) => row.id === id) ?? null;
  }

  async people(ids: readonly string[]): Promise<Person[]> {
    return [...this.#people.values()].filter(({ id }) => ids.includes(id)).map(asPerson);
  }

  async everybody(authority: string): Promise<Person[]> {
    return this.#current().filter((person) => person.authority === authority);
  }

  async asKept(authority: string, others: readonly Pick<Person, 'tenantId' | 'entraId'>[]): Promise<KeptPerson[]> {
    const isOther = (row: Row) =>
      others.some(({ tenantId, entraId }) => row.tenantId === tenantId && row.entraId === entraId);
    return [...this.#people.values()].filter((row) => row.authority === authority || isOther(row)).map(asKept);
  }

  async withRoles(authority: string, school: string | null, roles: readonly Role[]): Promise<Person[]> {
    return this.#current().filter((person) => person.authority === authority && holdsRole(person, school, roles));
  }

  async setAway(id: string, away: Away): Promise<void> {
    const row = this.#people.get(id);
    if (row) this.#people.set(id, { ...row, away });
  }

  async backBy(today: LocalDate): Promise<Person[]> {
    return this.#current().filter(({ away }) => away && away.backAt === null && away.until <= today);
  }

  async school(urn: string): Promise<School | null> {
    return this.#schools.get(urn) ?? null;
  }

  async schools(authority: string): Promise<School[]> {
    return [...this.#schools.values()].filter((school) => school.authority === authority).sort(byName);
  }

  async authority(code: string): Promise<Authority | null> {
    return this.#authorities.get(code) ?? null;
  }

  async authorities(): Promise<Authority[]> {
    return [...this.#authorities.values()].sort(byName);
  }

  async calendar(urn: string): Promise<SchoolCalendar> {
    return this.#calendarOf(urn, this.#schools.get(urn)?.authority ?? '');
  }

  async defaultCalendar(authority: string): Promise<SchoolCalendar> {
    return this.#calendarOf(null, authority);
  }

  #calendarOf(urn: string | null, authority: string): SchoolCalendar {
    const key = JSON.stringify([urn, authority]);
    const known = this.#calendars.get(key);
    if (known) return known;
    const made = calendarOf(urn, this.#entriesOf(authority));
    this.#calendars.set(key, made);
    return made;
  }

  async calendarEntries(authority: string): Promise<CalendarEntry[]> {
    return this.#entriesOf(authority);
  }

  #entriesOf(authority: string): CalendarEntry[] {
    return this.#entries.filter((entry) => entry.authority === authority);
  }

  /** Nothing to do: in memory transactions come one after the other, and nothing is remembered. */
  async holdStill(): Promise<void> {}

  async saveAuthority(authority: Authority): Promise<void> {
    this.#authorities.set(authority.code, authority);
  }

  async saveSchools(schools: readonly School[]): Promise<void> {
    for (const school of schools) this.#schools.set(school.urn, school);
  }

  async savePeople(authority: string, people: readonly Omit<Person, 'id'>[]): Promise<Person[]> {
    for (const row of this.#people.values()) {
      if (row.authority === authority) this.#people.set(row.id, { ...row, left: true });
    }
    return people.map((person) => {
      const known = [...this.#people.values()].find(
        (row) => row.tenantId === person.tenantId && row.entraId === person.entraId,
      );
      const id = known?.id ?? randomUUID();
      const away = known?.away;
      const saved = { ...person, id, ...(away && { away }) };
      this.#people.set(id, { ...saved, left: false });
      return saved;
    });
  }

  async saveCalendar(entries: readonly CalendarEntry[]): Promise<void> {
    const owner = ({ authority, school }: CalendarEntry) => JSON.stringify([authority, school]);
    const replaced = new Set(entries.map(owner));
    this.#entries = [...this.#entries.filter((entry) => !replaced.has(owner(entry))), ...entries];
    this.#calendars = new Map();
  }

  /** What it holds now; calling the answer brings that back. */
  snapshot(): () => void {
    const [authorities, schools, people, entries] = [
      this.#authorities.snapshot(),
      this.#schools.snapshot(),
      this.#people.snapshot(),
      this.#entries,
    ];
    return () => {
      authorities();
      schools();
      people();
      this.#entries = entries;
      this.#calendars = new Map();
    };
  }

  #current(): Person[] {
    return [...this.#people.values()]
      .filter(({ left }) => !left)
      .map(asPerson)
      .sort(byName);
  }
}

const asKept = ({ away: _, ...row }: Row): KeptPerson => {
  const { id, tenantId, entraId, name, authority, school, roles, left } = row;
  const stands = JSON.stringify([id, tenantId, entraId, name, authority, school, [...roles].sort(), left]);
  return { ...row, digest: createHash('sha256').update(stands).digest('hex') };
};
const asPerson = ({ left: _, ...person }: Row): Person => person;
const byName = (a: { name: string }, b: { name: string }): number => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);

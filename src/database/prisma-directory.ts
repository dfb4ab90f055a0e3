import { randomUUID } from 'node:crypto';
import type { Person as PersonRow } from '../generated/prisma/client';
import type { LocalDate } from '../domain/calendar/date';
import type { Role } from '../domain/access/roles';
import type { SchoolCalendar } from '../domain/calendar/school-calendar';
import { calendarOf } from '../people/calendar-of';
import type { Authority, Away, CalendarEntry, Directory, KeptPerson, Person, School } from '../people/directory';
import { holdsRole } from '../people/holds-role';
import { fromDay, toJson, type Client } from './columns';
import type { DirectoryCache } from './directory-cache';
import { fromEntry, toAuthority, toEntry, toPerson } from './directory-rows';

const VERSION = 'directory-version';
const BY_NAME = { name: 'asc' } as const;

/** Runs in the transaction that is open, or in one of its own. */
export type Atomically = <T>(work: (client: Client) => Promise<T>) => Promise<T>;

export class PrismaDirectory implements Directory {
  constructor(
    private readonly client: Client,
    private cache: DirectoryCache,
    private readonly atomically: Atomically,
    /** Called once an import is written; answers with the cache to use from then on. */
    private readonly imported: () => DirectoryCache,
  ) {}

  async personByEntraId(tenantId: string, entraId: string): Promise<Person | null> {
    // Asked with every message, so in plain SQL, which costs a third of a query that Prisma has to work out.
    const [row] = await this.client.$queryRaw<PersonRow[]>`
      select id, tenant_id as "tenantId", entra_id as "entraId", name, authority, school, roles, "left",
        away_since as "awaySince", away_until as "awayUntil", back_at as "backAt"
      from people where tenant_id = ${tenantId} and entra_id = ${entraId}`;
    return this.#current(row ?? null);
  }

  async person(id: string): Promise<Person | null> {
    return this.#current(await this.client.person.findUnique({ where: { id } }));
  }

  async peopleHere(ids: readonly string[]): Promise<Person[]> {
    const rows = await this.client.$queryRaw<PersonRow[]>`
      select id, tenant_id as "tenantId", entra_id as "entraId", name, authority, school, roles, "left"
      from people where id = any(${ids}::text[]) and not "left"`;
    return rows.map(toPerson);
  }

  async people(ids: readonly string[]): Promise<Person[]> {
    const rows = await this.#cached(`people ${[...ids].sort().join(' ')}`, () =>
      this.client.person.findMany({ where: { id: { in: [...ids] } } }),
    );
    return rows.map(toPerson);
  }

  async everybody(authority: string): Promise<Person[]> {
    const rows = await this.#cached(`everybody ${authority}`, () =>
      this.client.person.findMany({ where: { authority, left: false }, orderBy: BY_NAME }),
    );
    return rows.map(toPerson);
  }

  asKept(authority: string, others: readonly Pick<Person, 'tenantId' | 'entraId'>[]): Promise<KeptPerson[]> {
    const [tenants, ids] = [others.map(({ tenantId }) => tenantId), others.map(({ entraId }) => entraId)];
    return this.client.$queryRaw<KeptPerson[]>`
      select id, tenant_id as "tenantId", entra_id as "entraId", name, authority, school, roles, "left",
        person_digest(id) as digest
      from people where authority = ${authority}
        or (tenant_id, entra_id) in (select * from unnest(${tenants}::text[], ${ids}::text[])) order by id`;
  }

  async withRoles(authority: string, school: string | null, roles: readonly Role[]): Promise<Person[]> {
    return (await this.everybody(authority)).filter((person) => holdsRole(person, school, roles));
  }

  setAway(id: string, { since, until, backAt }: Away): Promise<void> {
    const data = { awaySince: since, awayUntil: fromDay(until), backAt };
    return this.#import(async (tx) => {
      await tx.person.updateMany({ where: { id }, data });
    });
  }

  async backBy(today: LocalDate): Promise<Person[]> {
    const rows = await this.client.person.findMany({
      where: { awayUntil: { lte: fromDay(today) }, backAt: null, left: false },
    });
    return rows.map(toPerson);
  }

  school(urn: string): Promise<School | null> {
    return this.#cached(`school ${urn}`, () => this.client.school.findUnique({ where: { urn } }));
  }

  schools(authority: string): Promise<School[]> {
    return this.client.school.findMany({ where: { authority }, orderBy: BY_NAME });
  }

  authority(code: string): Promise<Authority | null> {
    return this.#cached(`authority ${code}`, async () => {
      const row = await this.client.authority.findUnique({ where: { code } });
      return row && toAuthority(row);
    });
  }

  async authorities(): Promise<Authority[]> {
    return (await this.client.authority.findMany({ orderBy: BY_NAME })).map(toAuthority);
  }

  async calendar(urn: string): Promise<SchoolCalendar> {
    const school = await this.school(urn);
    return this.#cached(`calendar ${urn}`, async () =>
      calendarOf(urn, school ? await this.calendarEntries(school.authority) : []),
    );
  }

  defaultCalendar(authority: string): Promise<SchoolCalendar> {
    return this.#cached(`default calendar ${authority}`, async () =>
      calendarOf(null, await this.calendarEntries(authority)),
    );
  }

  async calendarEntries(authority: string): Promise<CalendarEntry[]> {
    return (await this.client.calendarEntry.findMany({ where: { authority }, orderBy: { id: 'asc' } })).map(toEntry);
  }

  async holdStill(): Promise<void> {
    // Every import writes this row before it marks cases, see `#import`: it waits for all who share it, and they for it.
    const [row] = await this.client.$queryRaw<{ value: string }[]>`
      select value from settings where name = ${VERSION} for share`;
    this.cache.versionIs(row?.value ?? '');
  }

  saveAuthority({ code, panelSkipsClosedWeeks, ...authority }: Authority): Promise<void> {
    const urgentContacts = toJson(authority.urgentContacts);
    const panel = {
      panelAnchor: fromDay(authority.panelAnchor),
      panelSkipsClosedWeeks: panelSkipsClosedWeeks ?? false,
      panelCalendar: authority.panelCalendar ?? null,
    };
    const data = { ...authority, urgentContacts, ...panel };
    return this.#import(async (tx) => {
      await tx.authority.upsert({ where: { code }, create: { code, ...data }, update: data });
    });
  }

  saveSchools(schools: readonly School[]): Promise<void> {
    return this.#import(async (tx) => {
      for (const { urn, ...data } of schools) {
        await tx.school.upsert({ where: { urn }, create: { urn, ...data }, update: data });
      }
    });
  }

  savePeople(authority: string, people: readonly Omit<Person, 'id'>[]): Promise<Person[]> {
    return this.#import(async (tx) => {
      const saved: PersonRow[] = [];
      await tx.person.updateMany({ where: { authority }, data: { left: true } });
      for (const { tenantId, entraId, roles, away: _, ...person } of people) {
        const data = { ...person, roles: [...roles], left: false };
        const row = await tx.person.upsert({
          where: { tenantId_entraId: { tenantId, entraId } },
          create: { id: randomUUID(), tenantId, entraId, ...data },
          update: data,
        });
        saved.push(row);
      }
      return saved.map(toPerson);
    });
  }

  saveCalendar(entries: readonly CalendarEntry[]): Promise<void> {
    const owners = new Map(entries.map(({ authority, school }) => [`${authority} ${school}`, { authority, school }]));
    return this.#import(async (tx) => {
      await tx.calendarEntry.deleteMany({ where: { OR: [...owners.values()] } });
      await tx.calendarEntry.createMany({ data: entries.map(fromEntry) });
    });
  }

  #current(row: PersonRow | null): Person | null {
    return row && !row.left ? toPerson(row) : null;
  }

  #cached<T>(key: string, read: () => Promise<T>): Promise<T> {
    return this.cache.get(key, () => this.#version(), read);
  }

  async #version(): Promise<string> {
    return (await this.client.setting.findUnique({ where: { name: VERSION } }))?.value ?? '';
  }

  async #import<T>(write: (tx: Client) => Promise<T>): Promise<T> {
    const written = await this.atomically(async (tx) => {
      const answer = await write(tx);
      const value = randomUUID();
      await tx.setting.upsert({ where: { name: VERSION }, create: { name: VERSION, value }, update: { value } });
      return answer;
    });
    this.cache = this.imported();
    return written;
  }
}

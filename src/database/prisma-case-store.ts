import { Prisma } from '../generated/prisma/client';
import {
  ReferenceTaken,
  type CaseKeys,
  type CaseStore,
  type PageOfAwaited,
  type PageOfCases,
  type Sought,
} from '../casework/case-store';
import { readableFacts, UnreadableFact } from '../casework/readable-facts';
import type { OnRegister, OnRegisterWithin, VersionOfCase, Within } from '../casework/register-index';
import type { DateRange, Instant, LocalDate } from '../domain/calendar/date';
import type { Case, CaseHead } from '../domain/case/case';
import type { Fact } from '../domain/case/fact';
import type { DaysInError } from '../domain/census/in-error';
import type { RegisterSpan } from '../domain/register/spans';
import { CASE_COLUMNS, toCase, toFactRows, type CaseRow } from './case-rows';
import { toInstantIfReadable, toInstantOrNull, type Client } from './columns';
import { isUniqueViolation } from './errors';
import { rowsOnRegister, rowsWithin, writeSpans } from './register-rows';
import { FieldKeyMissing } from './sealing/key-ring';
import type { Seals } from './sealing/sealing';

const CASE_WITH_FACTS = Prisma.sql`select ${CASE_COLUMNS} from cases c`;

const HEAD = { id: true, reference: true, school: true, authority: true } as const;

const FACT_COLUMNS = Prisma.sql`case_id, seq, id, kind, recorded_at, recorded_by, data`;
const FACT_FIELDS = Prisma.sql`f(seq int, id text, kind text, recorded_at timestamptz, recorded_by text, data jsonb)`;

export class PrismaCaseStore implements CaseStore {
  /** @param unreadable told of each case that a list leaves out. */
  constructor(
    private readonly client: Client,
    private readonly seals: Seals,
    private readonly unreadable: (caseId: string) => void,
  ) {}

  async open(newCase: Case, keys: CaseKeys, nextDueAt: Instant | null): Promise<boolean> {
    const { id, reference, school, authority, policy, openedAt, version } = newCase;
    const facts = await toFactRows(readableFacts(newCase.facts, id), id, 0, this.seals);
    const opened = this.client.$queryRaw<unknown[]>`
      with opened as (
        insert into cases (id, reference, school, authority, policy, opened_at, version,
          open, upn, name_key, date_of_birth, next_due_at)
        values (${id}, ${reference}, ${school}, ${authority}, ${policy}, ${openedAt}::timestamptz, ${version},
          ${keys.open}, ${this.seals.blind(keys.upn)}, ${keys.nameKey}, ${keys.dateOfBirth}::date, ${nextDueAt}::timestamptz)
        on conflict (id) do nothing returning id
      ), added as (
        insert into facts (${FACT_COLUMNS})
        select opened.id, f.* from opened, jsonb_to_recordset(${facts}::jsonb) as ${FACT_FIELDS}
      ) select id from opened`;
    try {
      return (await opened).length === 1;
    } catch (error) {
      throw isUniqueViolation(error) ? new ReferenceTaken() : error;
    }
  }

  async append(
    caseId: string,
    version: number,
    added: readonly Fact[],
    keys: CaseKeys,
    nextDueAt: Instant | null,
  ): Promise<boolean> {
    const facts = await toFactRows(readableFacts(added, caseId), caseId, version, this.seals);
    const grown = await this.client.$queryRaw<unknown[]>`
      with grown as (
        update cases set version = ${version + added.length}, open = ${keys.open},
          upn = ${this.seals.blind(keys.upn)}, name_key = ${keys.nameKey}, date_of_birth = ${keys.dateOfBirth}::date,
          next_due_at = ${nextDueAt}::timestamptz, to_reckon = true
        where id = ${caseId} and version = ${version} returning id
      ), added as (
        insert into facts (${FACT_COLUMNS})
        select grown.id, f.* from grown, jsonb_to_recordset(${facts}::jsonb) as ${FACT_FIELDS}
      ) select id from grown`;
    return grown.length === 1;
  }

  async setNextDue(caseId: string, version: number, nextDueAt: Instant | null): Promise<boolean> {
    const { count } = await this.client.case.updateMany({ where: { id: caseId, version }, data: { nextDueAt } });
    return count === 1;
  }

  async byId(caseId: string): Promise<Case | null> {
    return this.#case(Prisma.sql`c.id = ${caseId}`);
  }

  async byReference(authority: string, reference: string): Promise<Case | null> {
    return this.#case(Prisma.sql`c.authority = ${authority} and c.reference = ${reference}`);
  }

  headById(id: string): Promise<CaseHead | null> {
    return this.client.case.findUnique({ where: { id }, select: HEAD });
  }

  headByReference(authority: string, reference: string): Promise<CaseHead | null> {
    return this.client.case.findUnique({ where: { authority_reference: { authority, reference } }, select: HEAD });
  }

  openCases(authority: string, school: string | null): Promise<Case[]> {
    const atSchool = school === null ? Prisma.empty : Prisma.sql`and c.school = ${school}`;
    return this.#cases(Prisma.sql`c.open and c.authority = ${authority} ${atSchool}`);
  }

  async find(authority: string, school: string | null, sought: Sought, most: number): Promise<Case[]> {
    const atSchool = school === null ? Prisma.empty : Prisma.sql`and c.school = ${school}`;
    const rows = await this.client.$queryRaw<CaseRow[]>`${CASE_WITH_FACTS}
      where c.authority = ${authority} ${atSchool} and ${isSought(sought, this.seals)}
      order by c.open desc, c.opened_at desc, c.id desc limit ${most}`;
    return this.#readable(rows);
  }

  alike(authority: string, keys: Omit<CaseKeys, 'open'>): Promise<Case[]> {
    return this.#cases(Prisma.sql`c.authority = ${authority} and ${isAlike(keys, this.seals)}`);
  }

  async firstOpened(authority: string): Promise<Instant | null> {
    const { _min } = await this.client.case.aggregate({ where: { authority }, _min: { openedAt: true } });
    return toInstantOrNull(_min.openedAt);
  }

  async schoolsWithCases(authority: string, from: Instant, to: Instant): Promise<string[]> {
    const rows = await this.client.case.findMany({
      where: { authority, school: { not: null }, openedAt: { gte: from, lt: to } },
      distinct: ['school'],
      select: { school: true },
    });
    return rows.flatMap(({ school }) => school ?? []);
  }

  closedSince(authority: string, since: Instant): Promise<Case[]> {
    return this.#cases(Prisma.sql`c.authority = ${authority} and not c.open and exists (
      select 1 from facts f where f.case_id = c.id and f.kind = 'closed' and f.recorded_at >= ${since}::timestamptz)`);
  }

  closed(authority: string, after: string, most: number): Promise<PageOfCases> {
    return this.#page(Prisma.sql`not c.open and c.authority = ${authority} and c.id > ${after}`, most);
  }

  async awaited(authority: string, after: string, most: number): Promise<PageOfAwaited> {
    const rows = await this.client.$queryRaw<(CaseRow & { readonly next_due_at: Date | null })[]>`
      select ${CASE_COLUMNS}, c.next_due_at from cases c
      where c.open and c.authority = ${authority} and c.id > ${after} order by c.id limit ${most}`;
    const moments = new Map(rows.map(({ id, next_due_at }) => [id, next_due_at && toInstantIfReadable(next_due_at)]));
    const readable = await this.#readable(rows.map(({ next_due_at: _, ...row }) => row));
    const cases = readable.map((theCase) => ({ theCase, nextDueAt: moments.get(theCase.id) ?? null }));
    return { cases, last: rows.length < most ? null : rows.at(-1)!.id };
  }

  openDuplicates(school: string, keys: Omit<CaseKeys, 'open'>): Promise<Case[]> {
    return this.#duplicates(`at ${school}`, Prisma.sql`c.school = ${school}`, keys);
  }

  openDuplicatesIn(authority: string, keys: Omit<CaseKeys, 'open'>): Promise<Case[]> {
    return this.#duplicates(`in ${authority}`, Prisma.sql`c.authority = ${authority}`, keys);
  }

  async #duplicates(where: string, within: Prisma.Sql, keys: Omit<CaseKeys, 'open'>): Promise<Case[]> {
    // Held until the transaction ends; a statement of its own, so that the search sees what the one before it did.
    await this.client.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`duplicates ${where}`}, 0))`;
    return this.#cases(Prisma.sql`${within} and c.open and ${isAlike(keys, this.seals)}`);
  }

  async due(now: Instant, limit: number): Promise<string[]> {
    const due = await this.client.case.findMany({
      where: { nextDueAt: { lte: now } },
      orderBy: { nextDueAt: 'asc' },
      take: limit,
      select: { id: true },
    });
    return due.map(({ id }) => id);
  }

  async earliestDue(after: Instant): Promise<Instant | null> {
    const where = { nextDueAt: { gt: after } };
    const { _min } = await this.client.case.aggregate({ where, _min: { nextDueAt: true } });
    return toInstantOrNull(_min.nextDueAt);
  }

  makeDue(authority: string, school: string | null, now: Instant): Promise<number> {
    const atSchool = school === null ? Prisma.empty : Prisma.sql`and school = ${school}`;
    return this.client.$executeRaw`
      update cases set next_due_at = least(next_due_at, ${now}::timestamptz)
      where open and authority = ${authority} ${atSchool}`;
  }

  onRegister(authority: string, day: LocalDate): Promise<OnRegister[]> {
    return rowsOnRegister(authority, day, this.client);
  }

  onRegisterWithin(authority: string, within: DateRange, knownOn: LocalDate): Promise<OnRegisterWithin[]> {
    return rowsWithin(authority, within, knownOn, this.client);
  }

  versionsOf(caseIds: readonly string[]): Promise<readonly VersionOfCase[]> {
    return this.client.$queryRaw<VersionOfCase[]>`
      select id, version from cases where id = any(${[...caseIds]}::text[])`;
  }

  versionsIn(authority: string): Promise<readonly VersionOfCase[]> {
    return this.client.case.findMany({ where: { authority }, select: { id: true, version: true } });
  }

  byIds(caseIds: readonly string[]): Promise<Case[]> {
    return this.#cases(Prisma.sql`c.id = any(${[...caseIds]}::text[])`);
  }

  async toReckon(authority: string, after: string, most: number): Promise<PageOfCases> {
    return this.#page(Prisma.sql`c.to_reckon and c.authority = ${authority} and c.id > ${after}`, most);
  }

  async reckoned(
    caseId: string,
    version: number,
    spans: readonly RegisterSpan[],
    inError: readonly DaysInError[],
  ): Promise<boolean> {
    const { count } = await this.client.case.updateMany({ where: { id: caseId, version }, data: { toReckon: false } });
    if (count === 1) await writeSpans(caseId, spans, inError, this.client);
    return count === 1;
  }

  async reckonAnew(within: Within | null = null): Promise<number> {
    if (!within) return this.client.$executeRaw`update cases set to_reckon = true`;
    const { authority, school } = within;
    const atSchool = school === null ? Prisma.empty : Prisma.sql`and school = ${school}`;
    return this.client.$executeRaw`update cases set to_reckon = true where authority = ${authority} ${atSchool}`;
  }

  async #page(where: Prisma.Sql, most: number): Promise<PageOfCases> {
    const rows = await this.client.$queryRaw<CaseRow[]>`${CASE_WITH_FACTS} where ${where} order by c.id limit ${most}`;
    const cases = await this.#readable(rows);
    return { cases, last: rows.length < most ? null : rows.at(-1)!.id };
  }

  async #case(where: Prisma.Sql): Promise<Case | null> {
    const [row] = await this.#rows(where);
    return row ? toCase(row, this.seals) : null;
  }

  async #cases(where: Prisma.Sql): Promise<Case[]> {
    return this.#readable(await this.#rows(where));
  }

  #rows(where: Prisma.Sql): Promise<CaseRow[]> {
    return this.client.$queryRaw<CaseRow[]>`${CASE_WITH_FACTS} where ${where} order by c.opened_at, c.id`;
  }

  /** One case that cannot be read must not take every other one from its school and its authority. */
  async #readable(rows: readonly CaseRow[]): Promise<Case[]> {
    const cases = await Promise.all(rows.map((row) => this.#unlessUnreadable(row)));
    return cases.filter((one) => one !== null);
  }

  async #unlessUnreadable(row: CaseRow): Promise<Case | null> {
    try {
      return await toCase(row, this.seals);
    } catch (error) {
      if (!(error instanceof UnreadableFact || error instanceof FieldKeyMissing)) throw error;
      this.unreadable(row.id);
      return null;
    }
  }
}

function isAlike({ upn, nameKey, dateOfBirth }: Omit<CaseKeys, 'open'>, seals: Seals): Prisma.Sql {
  const sameUpn = Prisma.sql`c.upn = any(${seals.blindly(upn)}::text[])`;
  const sameName = Prisma.sql`(c.name_key = ${nameKey} and c.name_key <> '' and c.date_of_birth = ${dateOfBirth}::date)`;
  return Prisma.sql`(${sameUpn} or ${sameName})`;
}

/** A part of a name may stand anywhere in it: the names of one authority stand together in an index and are gone through. */
function isSought(sought: Sought, seals: Seals): Prisma.Sql {
  switch (sought.by) {
    case 'reference':
      return Prisma.sql`c.reference = ${sought.reference}`;
    case 'upn':
      return Prisma.sql`c.upn = any(${sought.upns.flatMap((upn) => seals.blindly(upn))}::text[])`;
    case 'name': {
      const parts = sought.parts.map((part) => Prisma.sql`strpos(c.name_key, ${part}) > 0`);
      return Prisma.join(parts, ' and ');
    }
  }
}

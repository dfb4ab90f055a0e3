import type { Instant } from '../domain/calendar/date';
import type { AuditStore, FactsFlaw, RowFlaw } from '../records/audit/audit-store';
import { NO_MOMENT, type Anchor, type AuditEntry, type Head } from '../records/audit/entry';
import { TOMBSTONE } from '../records/retention/tombstone';
import { Prisma } from '../generated/prisma/client';
import { toInstantIfReadable, type Client } from './columns';
import { PrismaPaperStore } from './prisma-paper-store';
import { entriesWhere, unsignedAmong } from './audit-rows';
import { caseFlaws } from './row-flaws/case-flaws';
import { atMost } from './in-pages';
import { paperFlaws } from './row-flaws/paper-flaws';
import { personFlaws } from './row-flaws/person-flaws';
import { shutKeys, strayKeys } from './row-flaws/stray-keys';
import type { Seals } from './sealing/sealing';

/** Where notes go: at once, or with the end of the transaction. */
export type Pen = Pick<AuditStore, 'add' | 'later' | 'settled'>;

export class PrismaAuditStore implements AuditStore {
  readonly add: Pen['add'];
  readonly later: Pen['later'];
  readonly settled: Pen['settled'];

  constructor(
    private readonly client: Client,
    private readonly seals: Seals,
    pen: Pen,
  ) {
    ({ add: this.add, later: this.later, settled: this.settled } = pen);
  }

  heads(): Promise<Head[]> {
    return this.client.$queryRaw<Head[]>`select authority, seq, hash from audit_heads order by authority`;
  }

  async count(authority: string): Promise<number> {
    const [row] = await this.client.$queryRaw<{ count: number }[]>`
      select count(*)::int as count from audit_entries where authority = ${authority}`;
    return row!.count;
  }

  page(authority: string, after: number, most: number): Promise<AuditEntry[]> {
    return this.#entries(Prisma.sql`authority = ${authority} and seq > ${after}::int`, most);
  }

  pageOfCase(authority: string, caseId: string, after: number, most: number): Promise<AuditEntry[]> {
    const ofCase = Prisma.sql`cases @> array[${caseId}]::text[]`;
    return this.#entries(Prisma.sql`${ofCase} and authority = ${authority} and seq > ${after}::int`, most);
  }

  async tombstone(authority: string, reference: string): Promise<AuditEntry | null> {
    const isOfIt = Prisma.sql`authority = ${authority} and action = ${TOMBSTONE} and fields[1] = ${reference}`;
    const found = await this.#entries(isOfIt, 1_000);
    return found.at(-1) ?? null;
  }

  answersRead(authority: string, digest: string): Promise<AuditEntry[]> {
    const isOfIt = Prisma.sql`authority = ${authority} and action = 'answers-of-one' and fields[2] = ${digest}`;
    return this.#entries(isOfIt, 1_000);
  }

  anchor(now: Instant, since: Instant, every: number): Promise<Anchor[]> {
    return this.#anchored(Prisma.sql`
      select authority, seq, hash, at from audit_anchor(${now}::timestamptz, ${since}::timestamptz, ${every}::int)`);
  }

  anchors(): Promise<Anchor[]> {
    return this.#anchored(Prisma.sql`select authority, seq, hash, at from audit_anchors order by authority, seq`);
  }

  async #anchored(sql: Prisma.Sql): Promise<Anchor[]> {
    const rows = await this.client.$queryRaw<(Head & { readonly at: Date })[]>`${sql}`;
    return rows.map(({ at, ...head }) => ({ ...head, at: toInstantIfReadable(at) ?? NO_MOMENT }));
  }

  /** The database itself holds the facts against the trail: nothing of them comes out of it. */
  factsFlaws(authority: string, most: number): Promise<FactsFlaw[]> {
    return this.client.$queryRaw<FactsFlaw[]>`
      with deeds as (
        select seq, cases[1] as case_id, facts_before, facts_to, facts_after,
          lag(facts_after) over of_case as last_after, lead(seq) over of_case is null as is_last
        from audit_entries where authority = ${authority} and facts_to is not null
        window of_case as (partition by cases[1] order by seq)
      )
      select d.case_id as "caseId", d.seq from deeds d left join cases c on c.id = d.case_id
      where d.facts_before <> d.last_after
        or d.is_last and (
          -- Of a case that was deleted nothing is left.
          case when d.facts_to = 0 then c.id is not null else c.version is distinct from d.facts_to end
          or (select count(*) from facts f where f.case_id = d.case_id) <> d.facts_to
          or facts_digest(d.case_id, d.facts_to) <> d.facts_after
        )
      order by d.seq limit ${most}::int`;
  }

  missingKeys(): readonly string[] {
    return this.seals.missing;
  }

  unsigned(authority: string, entries: readonly AuditEntry[]): Promise<number[]> {
    return unsignedAmong(authority, entries, this.client, this.seals);
  }

  async rowFlaws(authority: string, of: RowFlaw['of'], most: number): Promise<RowFlaw[]> {
    const { client, seals } = this;
    if (of !== 'person') void seals.areOn; // throws where there are no keys at all: of people nothing is sealed
    const found = {
      case: () => caseFlaws(authority, most, client, seals),
      paper: () => paperFlaws(authority, most, client, new PrismaPaperStore(client, seals)),
      person: () => personFlaws(authority, most, client),
    };
    return atMost(most, found[of]());
  }

  strayKeys(most: number): Promise<string[]> {
    return strayKeys(most, this.client);
  }

  shutKeys(): Promise<string[]> {
    return shutKeys(this.client, this.seals);
  }

  #entries(where: Prisma.Sql, most: number): Promise<AuditEntry[]> {
    return entriesWhere(where, most, this.client);
  }
}

import { isDeepStrictEqual } from 'node:util';
import { Prisma, type Reference as Row } from '../generated/prisma/client';
import { NAMED_BY_APP, strangerFor, type News, type Place, type Reference } from '../notices/references';
import type { ReferenceState, ReferenceStore, Seen } from '../notices/references';
import { toInstantOrNull, type Client } from './columns';

/** So long a person may have been seen without a word of it in the database. */
const SAVED_FOR_MS = 10_000;
const MOST_SAVED = 10_000;

/** Where somebody was seen last takes the place of where they were before; who was greeted there is not greeted again. */
const WHERE_THEY_ARE = Prisma.sql`
        conversation_id = excluded.conversation_id, service_url = excluded.service_url,
        tenant_id = excluded.tenant_id, bot_id = excluded.bot_id,
        channel_id = excluded.channel_id, user_id = excluded.user_id,
        entra_id = excluded.entra_id, team_id = excluded.team_id,
        greeted = excluded.greeted or (old.greeted and old.conversation_id = excluded.conversation_id)`;

const COLUMNS = Prisma.sql`
        recipient, conversation_id as "conversationId", service_url as "serviceUrl", tenant_id as "tenantId",
        bot_id as "botId", channel_id as "channelId", user_id as "userId", entra_id as "entraId", team_id as "teamId",
        greeted, state, since, why, saved_at as "savedAt"`;

/** What this process has saved of late, by recipient. */
export type LatelySaved = Map<string, { readonly seen: Seen; readonly at: number }>;

export class PrismaReferenceStore implements ReferenceStore {
  /** @param remembers false within a transaction, which may be rolled back. */
  constructor(
    private readonly client: Client,
    private readonly lately: LatelySaved,
    private readonly remembers: boolean,
  ) {}

  /**
   * Comes with every message and is nearly always the same as with the one before, so that one is not written again
   * for ten seconds. Should another instance have heard of a newer address meanwhile, that one stands. What is written has
   * its moment: whatever is learnt of a call that was begun before must not hide that the person was seen.
   */
  async save(seen: Seen, anew?: 'anew'): Promise<boolean> {
    const saved = this.lately.get(seen.recipient);
    const now = performance.now();
    if (!anew && saved && now - saved.at < SAVED_FOR_MS && isDeepStrictEqual(saved.seen, seen)) return false;
    this.lately.delete(seen.recipient);
    await this.#write(seen);
    if (!this.remembers) return true;
    if (this.lately.size >= MOST_SAVED) this.lately.clear();
    this.lately.set(seen.recipient, { seen, at: now });
    return true;
  }

  async #write(seen: Seen): Promise<void> {
    const { recipient, conversationId, serviceUrl, tenantId, botId, channelId, userId, greeted } = seen;
    const { entraId = null, teamId = null } = seen;
    await this.client.$executeRaw`
      insert into conversation_references as old
        (recipient, conversation_id, service_url, tenant_id, bot_id, channel_id, user_id, greeted, entra_id, team_id)
      values (${recipient}, ${conversationId}, ${serviceUrl}, ${tenantId}, ${botId}, ${channelId}, ${userId}, ${greeted},
        ${entraId}, ${teamId})
      on conflict (recipient) do update set ${WHERE_THEY_ARE},
        state = 'reachable', since = null, why = null, saved_at = clock_timestamp()`;
  }

  async of(recipient: string): Promise<Reference | null> {
    const row = await this.client.reference.findUnique({ where: { recipient } });
    return row && toReference(row);
  }

  async ofMany(recipients: readonly string[]): Promise<Reference[]> {
    const rows = await this.client.$queryRaw<Row[]>`
      select ${COLUMNS} from conversation_references where recipient = any(${recipients}::text[])`;
    return rows.map(toReference);
  }

  async mark(place: Place, { state, why, at }: News, learntForMs?: number): Promise<string[]> {
    const trouble = state === 'reachable' ? Prisma.sql`null, null` : Prisma.sql`${at}::timestamptz, ${why}`;
    const unseen =
      learntForMs === undefined
        ? Prisma.empty
        : Prisma.sql`and saved_at < clock_timestamp() - ${Math.ceil(learntForMs + SAVED_FOR_MS)} * interval '1 ms'`;
    const changed = await this.client.$queryRaw<{ recipient: string }[]>`
      update conversation_references set state = ${state}, (since, why) = (${trouble})
      where ${isAt(place)} and state <> ${state} ${unseen} returning recipient`;
    for (const { recipient } of changed) this.lately.delete(recipient);
    return changed.map(({ recipient }) => recipient);
  }

  async movedTo(serviceUrl: string, place: Place): Promise<void> {
    const changed = await this.client.$queryRaw<{ recipient: string }[]>`
      update conversation_references set service_url = ${serviceUrl}
      where ${isAt(place)} and service_url <> ${serviceUrl} returning recipient`;
    for (const { recipient } of changed) this.lately.delete(recipient);
  }

  async inTenant(tenantId: string, bot: string | null): Promise<Reference | null> {
    const ofThisBot =
      bot === null
        ? Prisma.empty
        : Prisma.sql`and (lower(bot_id) = ${bot.toLowerCase()} or bot_id !~* ${NAMED_BY_APP})`;
    const [row] = await this.client.$queryRaw<Row[]>`
      select ${COLUMNS} from conversation_references
      where tenant_id = ${tenantId} and user_id <> '' ${ofThisBot} order by saved_at desc limit 1`;
    return row ? toReference(row) : null;
  }

  async adopt(people: Parameters<ReferenceStore['adopt']>[0]): Promise<string[]> {
    const given = people.map((person) => ({ id: person.id, stranger: strangerFor(person) }));
    const adopted = await this.client.$queryRaw<{ recipient: string; state: string }[]>`
      with met as (
        delete from conversation_references r
        using jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as g (id text, stranger text)
        where r.recipient = g.stranger returning g.id, r.*
      )
      insert into conversation_references as old (recipient, conversation_id, service_url, tenant_id, bot_id, channel_id,
        user_id, greeted, entra_id, team_id, state, since, why, saved_at)
      select id, conversation_id, service_url, tenant_id, bot_id, channel_id, user_id, greeted, entra_id, team_id, state,
        since, why, saved_at from met
      on conflict (recipient) do update set ${WHERE_THEY_ARE},
        state = excluded.state, since = excluded.since, why = excluded.why, saved_at = excluded.saved_at
        where old.saved_at < excluded.saved_at
      returning recipient, state`;
    for (const { id, stranger } of given) for (const recipient of [id, stranger]) this.lately.delete(recipient);
    return adopted.filter(({ state }) => state === 'reachable').map(({ recipient }) => recipient);
  }

  async greet(recipient: string): Promise<boolean> {
    const { count } = await this.client.reference.updateMany({
      where: { recipient, greeted: false },
      data: { greeted: true },
    });
    return count === 1;
  }
}

function isAt(place: Place): Prisma.Sql {
  const there =
    'teamId' in place ? Prisma.sql`team_id = ${place.teamId}` : Prisma.sql`conversation_id = ${place.conversationId}`;
  return Prisma.sql`tenant_id = ${place.tenantId} and ${there}`;
}

const toReference = ({ savedAt: _, ...row }: Row): Reference => ({
  ...row,
  state: row.state as ReferenceState,
  since: toInstantOrNull(row.since),
});

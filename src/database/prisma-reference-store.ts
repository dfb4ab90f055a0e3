import { isDeepStrictEqual } from 'node:util';
import type { Reference, ReferenceStore } from '../notices/references';
import type { Client } from './columns';

const SAVED_FOR_MS = 30_000;
const MOST_SAVED = 10_000;

/** What this process has saved of late, by recipient. */
export type LatelySaved = Map<string, { readonly reference: Reference; readonly at: number }>;

export class PrismaReferenceStore implements ReferenceStore {
  /** @param remembers false within a transaction, which may be rolled back. */
  constructor(
    private readonly client: Client,
    private readonly lately: LatelySaved,
    private readonly remembers: boolean,
  ) {}

  /**
   * Comes with every message and is nearly always the same as with the one before, so that one is not written again
   * for half a minute. Should another instance have heard of a newer address meanwhile, that one stands.
   */
  async save(reference: Reference): Promise<boolean> {
    const saved = this.lately.get(reference.recipient);
    const now = performance.now();
    if (saved && now - saved.at < SAVED_FOR_MS && isDeepStrictEqual(saved.reference, reference)) return false;
    this.lately.delete(reference.recipient);
    await this.#write(reference);
    if (!this.remembers) return true;
    if (this.lately.size >= MOST_SAVED) this.lately.clear();
    this.lately.set(reference.recipient, { reference, at: now });
    return true;
  }

  async #write(reference: Reference): Promise<void> {
    const { recipient, conversationId, serviceUrl, tenantId, botId, channelId, userId, greeted } = reference;
    await this.client.$executeRaw`
      insert into conversation_references as old
        (recipient, conversation_id, service_url, tenant_id, bot_id, channel_id, user_id, greeted)
      values (${recipient}, ${conversationId}, ${serviceUrl}, ${tenantId}, ${botId}, ${channelId}, ${userId}, ${greeted})
      on conflict (recipient) do update set
        conversation_id = excluded.conversation_id, service_url = excluded.service_url,
        tenant_id = excluded.tenant_id, bot_id = excluded.bot_id,
        channel_id = excluded.channel_id, user_id = excluded.user_id,
        greeted = excluded.greeted or (old.greeted and old.conversation_id = excluded.conversation_id)
      where (old.conversation_id, old.service_url, old.tenant_id, old.bot_id, old.channel_id, old.user_id)
        is distinct from (excluded.conversation_id, excluded.service_url, excluded.tenant_id, excluded.bot_id,
          excluded.channel_id, excluded.user_id)
        or (excluded.greeted and not old.greeted)`;
  }

  of(recipient: string): Promise<Reference | null> {
    return this.client.reference.findUnique({ where: { recipient } });
  }

  async greet(recipient: string): Promise<boolean> {
    const { count } = await this.client.reference.updateMany({
      where: { recipient, greeted: false },
      data: { greeted: true },
    });
    return count === 1;
  }
}

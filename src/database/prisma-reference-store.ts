import type { Reference, ReferenceStore } from '../notices/references';
import type { Client } from './columns';

export class PrismaReferenceStore implements ReferenceStore {
  constructor(private readonly client: Client) {}

  /** Comes with every message, so it writes only what has changed. */
  async save(reference: Reference): Promise<void> {
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

import type { SettingStore } from '../stores';
import type { Client } from './columns';

export class PrismaSettingStore implements SettingStore {
  constructor(private readonly client: Client) {}

  async get(name: string): Promise<string | null> {
    return (await this.client.setting.findUnique({ where: { name } }))?.value ?? null;
  }

  async set(name: string, value: string): Promise<void> {
    await this.client.setting.upsert({ where: { name }, create: { name, value }, update: { value } });
  }
}

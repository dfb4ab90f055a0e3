import { z } from 'zod';
import type { Draft, DraftStore } from '../casework/draft-store';
import type { Draft as Row } from '../generated/prisma/client';
import { toInstant, toJson, type Client } from './columns';

const Values = z.record(z.string(), z.string());
const NEWEST_FIRST = { savedAt: 'desc' } as const;

export class PrismaDraftStore implements DraftStore {
  constructor(private readonly client: Client) {}

  async save({ id, ...draft }: Draft): Promise<void> {
    const data = { ...draft, values: toJson(draft.values) };
    await this.client.draft.upsert({ where: { id }, create: { id, ...data }, update: data });
  }

  async byId(id: string): Promise<Draft | null> {
    return toDraft(await this.client.draft.findUnique({ where: { id } }));
  }

  async onItem(caseId: string, item: string): Promise<Draft | null> {
    return toDraft(await this.client.draft.findFirst({ where: { caseId, item }, orderBy: NEWEST_FIRST }));
  }

  async ofCase(caseId: string): Promise<Draft[]> {
    const where = { OR: [{ caseId }, { id: caseId }] };
    const rows = await this.client.draft.findMany({ where, orderBy: { savedAt: 'asc' } });
    return rows.map((row) => toDraft(row));
  }

  async reports(school: string): Promise<Draft[]> {
    const rows = await this.client.draft.findMany({ where: { school, kind: 'report' }, orderBy: NEWEST_FIRST });
    return rows.map((row) => toDraft(row));
  }

  async remove(id: string): Promise<void> {
    await this.client.$executeRaw`delete from drafts where id = ${id}`;
  }

  async removeOnItem(caseId: string, item: string): Promise<void> {
    await this.client.$executeRaw`delete from drafts where case_id = ${caseId} and item = ${item}`;
  }
}

function toDraft(row: Row): Draft;
function toDraft(row: Row | null): Draft | null;
function toDraft(row: Row | null): Draft | null {
  return row && { ...row, values: Values.parse(row.values), savedAt: toInstant(row.savedAt) };
}

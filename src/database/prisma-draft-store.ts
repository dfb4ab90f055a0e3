import { z } from 'zod';
import type { Draft, DraftHead, DraftStore } from '../casework/draft-store';
import type { Draft as Row, Prisma } from '../generated/prisma/client';
import { toInstant, toJson, type Client } from './columns';
import { HOUSE } from './sealing/data-keys';
import type { Seals } from './sealing/sealing';

const Values = z.record(z.string(), z.string());
const NEWEST_FIRST = { savedAt: 'desc' } as const;

export class PrismaDraftStore implements DraftStore {
  constructor(
    private readonly client: Client,
    private readonly seals: Seals,
  ) {}

  async save({ id, ...draft }: Draft): Promise<void> {
    const values = await this.seals.seal(HOUSE, placeOfDraft(id), toJson(draft.values));
    const data = { ...draft, values: values as Prisma.InputJsonObject };
    await this.client.draft.upsert({ where: { id }, create: { id, ...data }, update: data });
  }

  async byId(id: string): Promise<Draft | null> {
    return this.#draft(await this.client.draft.findUnique({ where: { id } }));
  }

  async headById(id: string): Promise<DraftHead | null> {
    const row = await this.client.draft.findUnique({ where: { id }, omit: { values: true } });
    return row && { ...row, savedAt: toInstant(row.savedAt) };
  }

  async onItem(caseId: string, item: string): Promise<Draft | null> {
    return this.#draft(await this.client.draft.findFirst({ where: { caseId, item }, orderBy: NEWEST_FIRST }));
  }

  async ofCase(caseId: string): Promise<Draft[]> {
    const where = { OR: [{ caseId }, { id: caseId }] };
    const rows = await this.client.draft.findMany({ where, orderBy: { savedAt: 'asc' } });
    return Promise.all(rows.map((row) => this.#opened(row)));
  }

  async reports(school: string): Promise<Draft[]> {
    const rows = await this.client.draft.findMany({ where: { school, kind: 'report' }, orderBy: NEWEST_FIRST });
    return Promise.all(rows.map((row) => this.#opened(row)));
  }

  async everyReport(): Promise<Draft[]> {
    const rows = await this.client.draft.findMany({ where: { kind: 'report' }, orderBy: { savedAt: 'asc' } });
    return Promise.all(rows.map((row) => this.#opened(row)));
  }

  async remove(id: string): Promise<void> {
    await this.client.$executeRaw`delete from drafts where id = ${id}`;
  }

  async removeOnItem(caseId: string, item: string): Promise<void> {
    await this.client.$executeRaw`delete from drafts where case_id = ${caseId} and item = ${item}`;
  }

  async #draft(row: Row | null): Promise<Draft | null> {
    return row && this.#opened(row);
  }

  async #opened(row: Row): Promise<Draft> {
    const values = await this.seals.open(HOUSE, placeOfDraft(row.id), row.values);
    return { ...row, values: Values.parse(values), savedAt: toInstant(row.savedAt) };
  }
}

export const placeOfDraft = (id: string): string => `drafts/${id}`;

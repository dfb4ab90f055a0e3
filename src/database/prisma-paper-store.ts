import { z } from 'zod';
import type { Instant } from '../domain/calendar/date';
import type { Paper as Row, PaperTicket as TicketRow } from '../generated/prisma/client';
import { PAPER_KINDS, type PaperKind } from '../records/paper';
import type { KeptTicket, Paper, PaperRow, PaperStore, Ticket } from '../records/paper-store';
import { toInstant, toInstantOrNull, type Client } from './columns';
import { isSealed, SealBroken, type Sealed } from './sealing/jwe';
import type { Seals } from './sealing/sealing';

const Kind = z.enum(PAPER_KINDS);

export class PrismaPaperStore implements PaperStore {
  constructor(
    private readonly client: Client,
    private readonly seals: Seals,
  ) {}

  async add({ bytes, ...paper }: Paper): Promise<void> {
    const sealed = this.seals.areOn;
    const stored = sealed ? await sealedPaper(paper, bytes, this.seals) : Uint8Array.from(bytes);
    await this.client.paper.create({ data: { ...paper, sealed, bytes: stored } });
  }

  async byId(id: string): Promise<Paper | null> {
    const row = await this.client.paper.findUnique({ where: { id } });
    if (!row?.sealed) return row && { ...toRow(row), bytes: row.bytes };
    return { ...toRow(row), bytes: await this.seals.openBytes(row.caseId, placeOf(row.id), sealedIn(row)) };
  }

  async rowById(id: string): Promise<PaperRow | null> {
    const row = await this.client.paper.findUnique({ where: { id }, omit: { bytes: true } });
    return row && toRow(row);
  }

  async onCase(caseId: string): Promise<PaperRow[]> {
    const rows = await this.client.paper.findMany({
      where: { caseId },
      orderBy: { seq: 'desc' },
      omit: { bytes: true },
    });
    return rows.map(toRow);
  }

  async lastOf(caseId: string, kind: PaperKind): Promise<PaperRow | null> {
    // Held until the transaction ends; a statement of its own, so that the search sees what the one before it did.
    await this.client.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`paper ${kind} ${caseId}`}, 0))`;
    const row = await this.client.paper.findFirst({
      where: { caseId, kind },
      orderBy: { seq: 'desc' },
      omit: { bytes: true },
    });
    return row && toRow(row);
  }

  async issue(ticket: Ticket): Promise<void> {
    await this.client.paperTicket.create({ data: ticket });
  }

  async ticketsOf(caseId: string): Promise<KeptTicket[]> {
    const papers = await this.client.paper.findMany({ where: { caseId }, select: { id: true } });
    const where = { paperId: { in: papers.map(({ id }) => id) } };
    const rows = await this.client.paperTicket.findMany({ where, orderBy: { expiresAt: 'asc' } });
    return rows.map((row) => ({ ...toTicket(row), usedAt: toInstantOrNull(row.usedAt) }));
  }

  async valid(hash: string, now: Instant): Promise<Ticket | null> {
    const where = { hash, usedAt: null, expiresAt: { gt: now } };
    const row = await this.client.paperTicket.findFirst({ where });
    return row && toTicket(row);
  }

  async use(hash: string, now: Instant): Promise<Ticket | null> {
    const where = { hash, usedAt: null, expiresAt: { gt: now } };
    const [row] = await this.client.paperTicket.updateManyAndReturn({ where, data: { usedAt: now } });
    return row ? toTicket(row) : null;
  }

  async nextNumber(source: string, destination: string): Promise<number> {
    const [row] = await this.client.$queryRaw<{ last: number }[]>`
      insert into paper_numbers (source, destination, last) values (${source}, ${destination}, 1)
      on conflict (source, destination) do update set last = paper_numbers.last + 1
      returning last`;
    return row!.last;
  }
}

const placeOf = (id: string): string => `papers/${id}`;

/** Throws `SealBroken` also where the bytes are nothing that was sealed. */
function sealedIn({ id, bytes }: Pick<Row, 'id' | 'bytes'>): Sealed {
  try {
    const stored: unknown = JSON.parse(Buffer.from(bytes).toString());
    if (isSealed(stored)) return stored;
  } catch {
    // told below
  }
  throw new SealBroken(placeOf(id));
}

/** What is stored of a paper, with the key of its case. */
export const sealedPaper = async (
  { id, caseId }: Pick<Paper, 'id' | 'caseId'>,
  bytes: Uint8Array,
  seals: Seals,
): Promise<Uint8Array<ArrayBuffer>> =>
  Uint8Array.from(Buffer.from(JSON.stringify(await seals.sealBytes(caseId, placeOf(id), bytes))));

const toRow = (row: Omit<Row, 'bytes'>): PaperRow => ({
  id: row.id,
  caseId: row.caseId,
  kind: Kind.parse(row.kind),
  fileName: row.fileName,
  mediaType: row.mediaType,
  sha256: row.sha256,
  madeBy: row.madeBy,
  madeAt: toInstant(row.madeAt),
  inFull: row.inFull,
  ofAuthority: row.ofAuthority,
});

const toTicket = ({ usedAt: _usedAt, expiresAt, ...ticket }: TicketRow): Ticket => ({
  ...ticket,
  expiresAt: toInstant(expiresAt),
});

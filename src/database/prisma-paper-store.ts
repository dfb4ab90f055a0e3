import { z } from 'zod';
import type { Instant } from '../domain/calendar/date';
import type { Paper as Row, PaperTicket as TicketRow } from '../generated/prisma/client';
import { PAPER_KINDS, type PaperKind } from '../records/paper';
import type { Paper, PaperRow, PaperStore, Ticket } from '../records/paper-store';
import { toInstant, type Client } from './columns';

const Kind = z.enum(PAPER_KINDS);

export class PrismaPaperStore implements PaperStore {
  constructor(private readonly client: Client) {}

  async add({ bytes, ...paper }: Paper): Promise<void> {
    await this.client.paper.create({ data: { ...paper, bytes: Uint8Array.from(bytes) } });
  }

  async byId(id: string): Promise<Paper | null> {
    const row = await this.client.paper.findUnique({ where: { id } });
    return row && { ...toRow(row), bytes: row.bytes };
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

import type { Instant } from '../domain/calendar/date';
import type { PaperKind } from './paper';
import type { KeptTicket, Paper, PaperRow, PaperStore, Ticket } from './paper-store';
import { KeptMap } from '../kept-map';

export class MemoryPaperStore implements PaperStore {
  #papers: Paper[] = [];
  readonly #tickets = new KeptMap<string, KeptTicket>();
  readonly #numbers = new KeptMap<string, number>();

  async add(paper: Paper): Promise<void> {
    this.#papers.push({ ...paper, bytes: Uint8Array.from(paper.bytes) });
  }

  async byId(id: string): Promise<Paper | null> {
    return this.#papers.find((paper) => paper.id === id) ?? null;
  }

  async rowById(id: string): Promise<PaperRow | null> {
    const paper = this.#papers.find((one) => one.id === id);
    return paper ? rowOf(paper) : null;
  }

  async onCase(caseId: string): Promise<PaperRow[]> {
    const own = this.#papers.filter((paper) => paper.caseId === caseId).toReversed();
    return own.map(rowOf);
  }

  async lastOf(caseId: string, kind: PaperKind): Promise<PaperRow | null> {
    return (await this.onCase(caseId)).find((paper) => paper.kind === kind) ?? null;
  }

  async issue(ticket: Ticket): Promise<void> {
    this.#tickets.set(ticket.hash, { ...ticket, usedAt: null });
  }

  async ticketsOf(caseId: string): Promise<KeptTicket[]> {
    const ids = new Set((await this.onCase(caseId)).map(({ id }) => id));
    const theirs = [...this.#tickets].flatMap(([, ticket]) => (ids.has(ticket.paperId) ? [ticket] : []));
    return theirs.sort((a, b) => (a.expiresAt < b.expiresAt ? -1 : 1));
  }

  async valid(hash: string, now: Instant): Promise<Ticket | null> {
    const kept = this.#tickets.get(hash);
    if (!kept || kept.usedAt !== null || kept.expiresAt <= now) return null;
    const { usedAt: _usedAt, ...ticket } = kept;
    return ticket;
  }

  async use(hash: string, now: Instant): Promise<Ticket | null> {
    const ticket = await this.valid(hash, now);
    if (ticket) this.#tickets.set(hash, { ...ticket, usedAt: now });
    return ticket;
  }

  async nextNumber(source: string, destination: string): Promise<number> {
    const next = (this.#numbers.get(`${source} ${destination}`) ?? 0) + 1;
    this.#numbers.set(`${source} ${destination}`, next);
    return next;
  }

  forgetCase(caseId: string): void {
    const ids = new Set(this.#papers.filter((paper) => paper.caseId === caseId).map(({ id }) => id));
    this.#papers = this.#papers.filter(({ id }) => !ids.has(id));
    for (const [hash, { paperId }] of this.#tickets) if (ids.has(paperId)) this.#tickets.delete(hash);
  }

  snapshot(): () => void {
    const [papers, tickets, numbers] = [[...this.#papers], this.#tickets.snapshot(), this.#numbers.snapshot()];
    return () => {
      this.#papers = papers;
      tickets();
      numbers();
    };
  }
}

const rowOf = ({ bytes: _bytes, ...row }: Paper): PaperRow => row;

import type { Case } from '../../domain/case/case';
import type { Instant } from '../../domain/calendar/date';
import type { AuditStore, FactsFlaw, RowFlaw } from './audit-store';
import type { Anchor, AuditEntry, AuditNote, Head } from './entry';
import { TOMBSTONE } from '../retention/tombstone';
import { contentHash, GENESIS, sealOf, sha256 } from './hash';
import { KeptMap } from '../../kept-map';

/** The trail in memory, for tests that need no database. Nothing survives the process. */
export class MemoryAuditStore implements AuditStore {
  #anchors: readonly Anchor[] = [];
  #deeds = 0;
  readonly #chains = new KeptMap<string, readonly AuditEntry[]>();

  constructor(private readonly caseOf: (id: string) => Promise<Case | null>) {}

  /** How often `add` was asked for: a transaction in which it grows has put something on record. */
  get deeds(): number {
    return this.#deeds;
  }

  async add(note: AuditNote): Promise<void> {
    this.#deeds += 1;
    await this.#write(note);
  }

  async #write(note: AuditNote): Promise<void> {
    const chain = this.#chain(note.authority);
    const { row, ...said } = note;
    const before = row?.before ?? (await this.#digest(note, note.from));
    const after = row?.after ?? (await this.#digest(note, note.to));
    const place = { seq: chain.length + 1, prev: chain.at(-1)?.hash ?? GENESIS, before, after };
    this.#chains.set(note.authority, [
      ...chain,
      { ...said, ...place, signed: null, hash: sealOf(place, contentHash(note)) },
    ]);
  }

  later(note: AuditNote): void {
    void this.#write(note);
  }

  async settled(): Promise<void> {}

  async heads(): Promise<Head[]> {
    return [...this.#chains.keys()].sort().map((authority) => {
      const { seq, hash } = this.#chain(authority).at(-1)!;
      return { authority, seq, hash };
    });
  }

  async count(authority: string): Promise<number> {
    return this.#chain(authority).length;
  }

  async page(authority: string, after: number, most: number): Promise<AuditEntry[]> {
    return this.#chain(authority).slice(after, after + most);
  }

  async pageOfCase(authority: string, caseId: string, after: number, most: number): Promise<AuditEntry[]> {
    const ofCase = this.#chain(authority).filter(({ seq, cases }) => seq > after && cases.includes(caseId));
    return ofCase.slice(0, most);
  }

  async tombstone(authority: string, reference: string): Promise<AuditEntry | null> {
    const isOfIt = ({ action, fields }: AuditEntry) => action === TOMBSTONE && fields[0] === reference;
    return this.#chain(authority).findLast(isOfIt) ?? null;
  }

  async answersRead(authority: string, digest: string): Promise<AuditEntry[]> {
    return this.#chain(authority).filter(({ action, fields }) => action === 'answers-of-one' && fields[1] === digest);
  }

  async anchor(at: Instant, since: Instant, every: number): Promise<Anchor[]> {
    const added = (await this.heads()).flatMap((head) => {
      const last = this.#anchors.findLast(({ authority }) => authority === head.authority);
      const isDue = !last || (head.seq > last.seq && (last.at < since || head.seq - last.seq >= every));
      return isDue ? [{ ...head, at }] : [];
    });
    this.#anchors = [...this.#anchors, ...added];
    return added;
  }

  async anchors(): Promise<Anchor[]> {
    return this.#anchors.toSorted((a, b) => a.authority.localeCompare(b.authority) || a.seq - b.seq);
  }

  /** Nobody gets at facts in memory behind the store. */
  async factsFlaws(): Promise<FactsFlaw[]> {
    return [];
  }

  missingKeys(): readonly string[] {
    return [];
  }

  async unsigned(): Promise<number[]> {
    return [];
  }

  async rowFlaws(): Promise<RowFlaw[]> {
    return [];
  }

  async strayKeys(): Promise<string[]> {
    return [];
  }

  async shutKeys(): Promise<string[]> {
    return [];
  }

  snapshot(): () => void {
    const [chains, anchors] = [this.#chains.snapshot(), this.#anchors];
    return () => {
      chains();
      this.#anchors = anchors;
    };
  }

  #chain(authority: string): readonly AuditEntry[] {
    return this.#chains.get(authority) ?? [];
  }

  async #digest({ cases: [id] }: AuditNote, upTo: number | null): Promise<string | null> {
    const theCase = upTo === null || id === undefined ? null : await this.caseOf(id);
    return theCase && sha256(JSON.stringify(theCase.facts.slice(0, upTo!)));
  }
}

import type { Reference, ReferenceStore } from './references';

/** Addresses in memory, for tests that need no database. */
export class MemoryReferences implements ReferenceStore {
  #references = new Map<string, Reference>();

  async save(reference: Reference): Promise<boolean> {
    const before = this.#references.get(reference.recipient);
    const greeted =
      reference.greeted || (before?.greeted === true && before.conversationId === reference.conversationId);
    this.#references.set(reference.recipient, { ...reference, greeted });
    return true;
  }

  async of(recipient: string): Promise<Reference | null> {
    return this.#references.get(recipient) ?? null;
  }

  async greet(recipient: string): Promise<boolean> {
    const reference = this.#references.get(recipient);
    if (!reference || reference.greeted) return false;
    this.#references.set(recipient, { ...reference, greeted: true });
    return true;
  }

  /** What it holds now; calling the answer brings that back. */
  snapshot(): () => void {
    const references = new Map(this.#references);
    return () => (this.#references = references);
  }
}

import type { Draft, DraftHead, DraftStore } from './draft-store';
import { KeptMap } from '../kept-map';

/** Drafts in memory, for tests that need no database. */
export class MemoryDraftStore implements DraftStore {
  readonly #drafts = new KeptMap<string, Draft>();

  async save(draft: Draft): Promise<void> {
    this.#drafts.set(draft.id, draft);
  }

  async byId(id: string): Promise<Draft | null> {
    return this.#drafts.get(id) ?? null;
  }

  async headById(id: string): Promise<DraftHead | null> {
    const draft = this.#drafts.get(id);
    if (!draft) return null;
    const { values: _values, ...head } = draft;
    return head;
  }

  async onItem(caseId: string, item: string): Promise<Draft | null> {
    return this.#newestFirst((draft) => draft.caseId === caseId && draft.item === item)[0] ?? null;
  }

  async ofCase(caseId: string): Promise<Draft[]> {
    return this.#newestFirst((draft) => draft.caseId === caseId || draft.id === caseId).toReversed();
  }

  async reports(school: string): Promise<Draft[]> {
    return this.#newestFirst((draft) => draft.kind === 'report' && draft.school === school);
  }

  async everyReport(): Promise<Draft[]> {
    return this.#newestFirst(({ kind }) => kind === 'report').toReversed();
  }

  async remove(id: string): Promise<void> {
    this.#drafts.delete(id);
  }

  async removeOnItem(caseId: string, item: string): Promise<void> {
    for (const { id } of this.#newestFirst((draft) => draft.caseId === caseId && draft.item === item)) {
      this.#drafts.delete(id);
    }
  }

  /** What it holds now; calling the answer brings that back. */
  snapshot(): () => void {
    return this.#drafts.snapshot();
  }

  #newestFirst(wanted: (draft: Draft) => boolean): Draft[] {
    return [...this.#drafts.values()].filter(wanted).sort((a, b) => (a.savedAt > b.savedAt ? -1 : 1));
  }
}

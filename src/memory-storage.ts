import { AsyncLocalStorage } from 'node:async_hooks';
import { claimInHand, nowOnRecord } from './answers/in-hand';
import { MemoryAnswerStore } from './answers/memory-answer-store';
import { MemoryCaseStore } from './casework/memory-case-store';
import { MemoryDraftStore } from './casework/memory-draft-store';
import { MemorySteps } from './notices/chain/memory-steps';
import { MemoryOutbox } from './notices/memory-outbox';
import { MemoryReferences } from './notices/memory-references';
import { MemoryPanelCalendarStore } from './panel/calendar/memory-panel-calendar-store';
import { MemoryPanelStore } from './panel/memory-panel-store';
import { MemoryDirectory } from './people/memory-directory';
import { MemoryAuditStore } from './records/audit/memory-audit-store';
import { MemoryHandoutStore } from './records/handouts/memory-handout-store';
import { MemoryOneStore } from './records/one/memory-one-store';
import { MemoryPaperStore } from './records/memory-paper-store';
import { MemoryRetentionStore } from './records/retention/memory-retention-store';
import type { SettingStore, Storage, Stores } from './stores';
import { KeptMap } from './kept-map';

class MemorySettings implements SettingStore {
  readonly #values = new KeptMap<string, string>();

  async get(name: string): Promise<string | null> {
    return this.#values.get(name) ?? null;
  }

  async set(name: string, value: string): Promise<void> {
    this.#values.set(name, value);
  }

  snapshot(): () => void {
    return this.#values.snapshot();
  }
}

/**
 * Everything in memory, one transaction at a time, as on the embedded database. A call on the outer stores waits for an
 * open transaction; from within that transaction it would wait for itself, and is an error.
 * @param deliveriesDue called after a commit that left something to deliver.
 */
export function memoryStorage(deliveriesDue: () => void = () => {}): Storage {
  let somethingDue = false;
  const directory = new MemoryDirectory();
  const references = new MemoryReferences();
  const tenantOf = async (recipient: string) =>
    ((await directory.person(recipient)) ?? (await references.of(recipient)))?.tenantId ?? '';
  const outbox = new MemoryOutbox(() => (somethingDue = true), tenantOf);
  const cases = new MemoryCaseStore();
  const homes = {
    cases,
    drafts: new MemoryDraftStore(),
    directory,
    outbox,
    references,
    steps: new MemorySteps(() => outbox.everything()),
    panels: new MemoryPanelStore(),
    panelCalendars: new MemoryPanelCalendarStore(),
    papers: new MemoryPaperStore(),
    handouts: new MemoryHandoutStore(),
    one: new MemoryOneStore(),
    settings: new MemorySettings(),
    answers: new MemoryAnswerStore(),
    audit: new MemoryAuditStore((id) => cases.byId(id)),
  };
  const stores = { ...homes, retention: new MemoryRetentionStore(homes) };
  const inside = new AsyncLocalStorage<true>();
  let last: Promise<unknown> = Promise.resolve();

  async function alone<T>(work: () => Promise<T>): Promise<T> {
    if (inside.getStore()) throw new Error('inside a transaction, use the stores that it hands to its work');
    const mine = last.then(() => inside.run(true, () => allOrNothing(work)));
    last = mine.catch(() => {});
    return mine;
  }

  async function allOrNothing<T>(work: () => Promise<T>): Promise<T> {
    const restore = Object.values(stores).map((store) => store.snapshot());
    somethingDue = false;
    try {
      const result = await work();
      if (somethingDue) deliveriesDue();
      return result;
    } catch (error) {
      for (const back of restore) back();
      throw error;
    }
  }

  /** What is recorded in answer to somebody bears the mark of what they asked. */
  async function marked<T>(work: (stores: Stores) => Promise<T>): Promise<T> {
    const before = homes.audit.deeds;
    const result = await work(stores);
    const claim = claimInHand();
    if (homes.audit.deeds === before) return result;
    if (claim) homes.answers.mark(claim);
    nowOnRecord();
    return result;
  }

  const waiting = <T extends object>(store: T): T =>
    new Proxy(store, {
      get: (target, name) => {
        const member: unknown = Reflect.get(target, name, target);
        if (typeof member !== 'function') return member;
        return (...args: unknown[]) => alone(() => Reflect.apply(member, target, args) as Promise<unknown>);
      },
    });

  const outer = Object.fromEntries(Object.entries(stores).map(([name, store]) => [name, waiting(store)]));
  return { ...(outer as unknown as Stores), transaction: (work) => alone(() => marked(work)) };
}

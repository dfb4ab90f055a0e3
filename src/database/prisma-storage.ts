import { claimInHand, nowOnRecord } from '../answers/in-hand';
import type { Storage, Stores } from '../stores';
import type { Client } from './columns';
import { DirectoryCache } from './directory-cache';
import { isConflict } from './errors';
import type { Database } from './open-database';
import type { Seals, Sealing } from './sealing/sealing';
import type { Transact } from './transactions';
import { LateNotes } from '../records/audit/late-notes';
import type { AuditNote } from '../records/audit/entry';
import { PrismaAnswerStore } from './prisma-answer-store';
import { PrismaAuditStore, type Pen } from './prisma-audit-store';
import { PrismaCaseStore } from './prisma-case-store';
import { PrismaDirectory, type Atomically } from './prisma-directory';
import { PrismaDraftStore } from './prisma-draft-store';
import { PrismaOutbox } from './prisma-outbox';
import { PrismaPanelCalendarStore } from './prisma-panel-calendar-store';
import { PrismaPanelStore } from './prisma-panel-store';
import { PrismaHandoutStore } from './prisma-handout-store';
import { PrismaOneStore } from './prisma-one-store';
import { PrismaPaperStore } from './prisma-paper-store';
import { PrismaRetentionStore } from './prisma-retention-store';
import { PrismaReferenceStore, type LatelySaved } from './prisma-reference-store';
import { PrismaSettingStore } from './prisma-setting-store';
import { PrismaStepStore } from './prisma-step-store';
import { writeNotes } from './signed-notes';

/** How what has entered the outbox is carried out of it. */
export interface DeliveryQueue {
  /** Puts the job that delivers into this transaction. */
  enqueue(client: Client): Promise<void>;
  /** The transaction has been committed: no need to wait until the job is found. */
  wake(): void;
}

const NO_QUEUE: DeliveryQueue = { enqueue: async () => {}, wake: () => {} };

const MOST_TRIES = 4;

/**
 * Without a queue (the operator's commands), what enters the outbox waits for the next sweep of the running bot.
 * @param unreadable told of each case that a list leaves out because it cannot be read.
 * @param unwritten told when looks could not be put on the audit trail: how many wait, and how many are lost.
 */
export function openStorage(
  { client, transact, sealing }: Database,
  queue: DeliveryQueue = NO_QUEUE,
  unreadable: (caseId: string) => void = () => {},
  unwritten: (error: unknown, count: number, lost: number) => void = () => {},
): Storage {
  const cache = new DirectoryCache();
  const deliverSoon = async () => {
    await queue.enqueue(client);
    queue.wake();
  };
  const atomically: Atomically = transact;
  const startAnew = () => {
    cache.forget();
    return cache;
  };
  const lately: LatelySaved = new Map();
  const directory = new PrismaDirectory(client, cache, atomically, startAnew);
  const outbox = new PrismaOutbox(client, deliverSoon, atomically);
  const seals = sealing.on(client);
  const late = new LateNotes((notes) => writeNotes(client, seals, notes), unwritten);
  const audit = new PrismaAuditStore(client, seals, {
    add: (note) => writeNotes(client, seals, [note]),
    later: (note) => late.add(note),
    settled: () => late.settled(),
  });
  const references = new PrismaReferenceStore(client, lately, true);
  const outer = storesOn(client, seals, { directory, outbox, references, audit }, unreadable);
  return {
    ...outer,
    transaction: (work) =>
      tryAgainOnConflict(() => transactOn(transact, work, { cache, lately, sealing, unreadable }, queue)),
  };
}

const storesOn = (
  client: Client,
  seals: Seals,
  { directory, outbox, references, audit }: Pick<Stores, 'directory' | 'outbox' | 'references' | 'audit'>,
  unreadable: (caseId: string) => void,
): Stores => ({
  cases: new PrismaCaseStore(client, seals, unreadable),
  drafts: new PrismaDraftStore(client, seals),
  directory,
  outbox,
  references,
  steps: new PrismaStepStore(client),
  panels: new PrismaPanelStore(client, seals),
  panelCalendars: new PrismaPanelCalendarStore(client),
  papers: new PrismaPaperStore(client, seals),
  handouts: new PrismaHandoutStore(client),
  one: new PrismaOneStore(client, seals),
  settings: new PrismaSettingStore(client),
  answers: new PrismaAnswerStore(client, seals),
  audit,
  retention: new PrismaRetentionStore(client, seals),
});

/** What all transactions of one storage have in common. */
interface Shared {
  readonly cache: DirectoryCache;
  readonly lately: LatelySaved;
  readonly sealing: Sealing;
  readonly unreadable: (caseId: string) => void;
}

async function transactOn<T>(
  transact: Transact,
  work: (stores: Stores) => Promise<T>,
  { cache, lately, sealing, unreadable }: Shared,
  queue: DeliveryQueue,
): Promise<T> {
  let toDeliver = false;
  let imported = false;
  let isRecorded = false;
  const result = await transact(async (tx) => {
    // What an open transaction has imported is nobody else's business yet: it must not reach the shared cache.
    const startOwnCache = () => {
      imported = true;
      return new DirectoryCache();
    };
    const here: Atomically = (write) => write(tx);
    const directory = new PrismaDirectory(tx, cache, here, startOwnCache);
    const references = new PrismaReferenceStore(tx, lately, false);
    const deliverAtEnd = async () => {
      toDeliver = true;
    };
    const outbox = new PrismaOutbox(tx, deliverAtEnd, here);
    const notes: AuditNote[] = [];
    const recorded = () => (isRecorded = true);
    const seals = sealing.on(tx);
    const audit = new PrismaAuditStore(tx, seals, gathering(notes, recorded));
    const answer = await work(storesOn(tx, seals, { directory, outbox, references, audit }, unreadable));
    if (toDeliver) await queue.enqueue(tx);
    // Last of all, since whoever adds to the trail of this authority waits from here until the end.
    if (notes.length > 0) await writeNotes(tx, seals, notes, isRecorded ? claimInHand() : null);
    return answer;
  });
  if (isRecorded) nowOnRecord();
  if (imported) cache.forget();
  if (toDeliver) queue.wake();
  return result;
}

/** A deed is told by `add`, and a look, which may be taken again, by `later`. */
const gathering = (notes: AuditNote[], recorded: () => void): Pen => ({
  async add(note) {
    notes.push(note);
    recorded();
  },
  later: (note) => void notes.push(note),
  settled: async () => {},
});

async function tryAgainOnConflict<T>(attempt: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (!isConflict(error) || tries === MOST_TRIES) throw error;
    }
  }
}

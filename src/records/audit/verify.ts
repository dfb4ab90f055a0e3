import type { AuditStore, RowFlaw } from './audit-store';
import { NO_MOMENT, type Anchor, type AuditEntry, type Head } from './entry';
import { contentHash, GENESIS, sealOf } from './hash';

/** Something on the trail, or in the facts, that nobody but a hand on the database can have done. */
export interface Flaw {
  readonly authority: string;
  /** Number of the entry; null where the chain as a whole is meant. */
  readonly seq: number | null;
  readonly kind:
    'changed' | 'missing' | 'moved' | 'unlinked' | 'unsigned' | 'anchor' | 'added' | 'facts' | 'unread' | RowFlaw['of'];
  readonly says: string;
}

const UNSIGNED = 'was written neither by the bot nor by a command of ours: it does not bear their signature';
/** One journey to the database: what is held in memory at once, however long the trail. */
const PAGE = 2_000;
/** An entry that has been moved is looked for so far from where it stands. */
const NEAR = 200;
/** So many are told of facts, and of each kind of row. */
const MOST_OF_A_KIND = 100;

/**
 * Every flaw in the trail of this authority, in order. Reads it page by page. Where keys are missing (`missingKeys`), what
 * only they open is left out: that nothing is said of it does not mean that it is whole.
 * @param kept anchors from elsewhere, held against the trail beside the database's own.
 */
export async function* flawsIn(
  authority: string,
  store: AuditStore,
  kept: readonly Anchor[] = [],
): AsyncGenerator<Flaw> {
  const parts: Readonly<Record<string, AsyncIterable<Flaw>>> = {
    'its entries': flawsInTheChain(authority, store, kept),
    'its facts': flawsInFacts(authority, store),
    ...(isShut(store)
      ? {}
      : {
          'its cases': flawsInRows(authority, 'case', store),
          'its papers': flawsInRows(authority, 'paper', store),
        }),
    'its people': flawsInRows(authority, 'person', store),
  };
  for (const [what, part] of Object.entries(parts)) yield* toTheEnd(authority, what, part);
}

/** What the operator's keys open cannot be checked, nor whether an entry is signed. */
const isShut = (store: AuditStore): boolean => store.missingKeys().length > 0;

/**
 * What cannot be gone through to its end is a flaw, and the rest is looked at all the same: else whoever puts one row there
 * that no program can read would keep everything else from being named.
 */
async function* toTheEnd(authority: string, what: string, part: AsyncIterable<Flaw>): AsyncGenerator<Flaw> {
  try {
    yield* part;
  } catch (error) {
    const { name, code } = error as { readonly name?: string; readonly code?: string };
    if (code === 'field-key-missing') throw error; // without the keys nothing can be said of anything
    const why = [name, code].filter((one) => one !== undefined).join(', ');
    yield { authority, seq: null, kind: 'unread', says: `${what} could not be gone through to the end (${why})` };
  }
}

async function* flawsInTheChain(authority: string, store: AuditStore, kept: readonly Anchor[]): AsyncGenerator<Flaw> {
  const anchors = anchorsOf(authority, [...(await store.anchors()), ...kept]);
  const head = (await store.heads()).find((one) => one.authority === authority) ?? null;
  let last: Pick<AuditEntry, 'seq' | 'hash'> = { seq: 0, hash: GENESIS };
  for (;;) {
    const page = await store.page(authority, last.seq, PAGE);
    for (const entry of page) {
      yield* flawsOf(entry, last);
      yield* heldAgainst(anchors, entry);
      last = entry;
    }
    const unsigned = isShut(store) ? [] : await store.unsigned(authority, page);
    for (const seq of unsigned) yield { authority, seq, kind: 'unsigned', says: UNSIGNED };
    if (page.length < PAGE) break;
  }
  yield* flawsAtTheEnd(authority, last, head);
  for (const seq of anchors.keys()) {
    if (seq > last.seq) yield { authority, seq, kind: 'anchor', says: 'was there once, as its anchor says' };
  }
  if ((await store.count(authority)) > last.seq) {
    yield { authority, seq: null, kind: 'added', says: 'two entries have the same number' };
  }
}

async function* flawsInFacts(authority: string, store: AuditStore): AsyncGenerator<Flaw> {
  for (const { seq, caseId } of await store.factsFlaws(authority, MOST_OF_A_KIND)) {
    const says = `the facts of case ${caseId} are not those that this entry was written with`;
    yield { authority, seq, kind: 'facts', says };
  }
}

async function* flawsInRows(authority: string, rows: RowFlaw['of'], store: AuditStore): AsyncGenerator<Flaw> {
  for (const { of, id, seq, says } of await store.rowFlaws(authority, rows, MOST_OF_A_KIND)) {
    yield {
      authority,
      seq,
      kind: of,
      says:
        seq === null
          ? `the ${of} ${id} ${says}`
          : `tells of the ${of} ${id}, ${of === 'person' ? 'who' : 'which'} ${says}`,
    };
  }
}

/** The hashes with which an entry was anchored, by its number. */
function anchorsOf(authority: string, all: readonly Anchor[]): Map<number, Set<string>> {
  const anchors = new Map<number, Set<string>>();
  for (const { seq, hash } of all.filter((one) => one.authority === authority)) {
    anchors.set(seq, (anchors.get(seq) ?? new Set()).add(hash));
  }
  return anchors;
}

function* heldAgainst(
  anchors: ReadonlyMap<number, Set<string>>,
  { authority, seq, hash }: AuditEntry,
): Generator<Flaw> {
  const known = anchors.get(seq);
  if (!known || (known.size === 1 && known.has(hash))) return;
  const says = 'is not the one that was anchored: it, or something before it, was written anew';
  yield { authority, seq, kind: 'anchor', says };
}

function* flawsOf(entry: AuditEntry, last: Pick<AuditEntry, 'seq' | 'hash'>): Generator<Flaw> {
  const { authority, seq } = entry;
  if (entry.at === NO_MOMENT) yield { authority, seq, kind: 'changed', says: 'has a moment that cannot be read' };
  if (seq > last.seq + 1) yield missing(authority, last.seq + 1, seq - 1);
  if (seq === last.seq) yield { authority, seq, kind: 'added', says: 'there is another entry with this number' };
  const content = contentHash(entry);
  if (sealOf(entry, content) !== entry.hash) {
    const from = placeBefore(entry, content);
    yield from === null
      ? { authority, seq, kind: 'changed', says: 'is not as it was written' }
      : { authority, seq, kind: 'moved', says: `was written as number ${from}` };
  } else if (entry.prev !== last.hash && seq === last.seq + 1) {
    yield { authority, seq, kind: 'unlinked', says: 'does not follow from the one before it' };
  }
}

/** The number under which the entry has the hash that it has. */
function placeBefore(entry: AuditEntry, content: string): number | null {
  for (let by = 1; by <= NEAR; by += 1) {
    for (const seq of [entry.seq + by, entry.seq - by]) {
      if (sealOf({ ...entry, seq }, content) === entry.hash) return seq;
    }
  }
  return null;
}

function* flawsAtTheEnd(authority: string, last: Pick<AuditEntry, 'seq' | 'hash'>, head: Head | null): Generator<Flaw> {
  if ((head?.seq ?? 0) > last.seq) yield missing(authority, last.seq + 1, head!.seq);
  else if ((head?.seq ?? 0) < last.seq) {
    yield { authority, seq: last.seq, kind: 'added', says: 'was not written by the bot: it did not count it' };
  } else if (head && head.hash !== last.hash) {
    yield { authority, seq: last.seq, kind: 'unlinked', says: 'is not the one that was written last' };
  }
}

function missing(authority: string, from: number, to: number): Flaw {
  const says = from === to ? 'is missing' : `to ${to} are missing`;
  return { authority, seq: from, kind: 'missing', says };
}

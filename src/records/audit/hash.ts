import { createHash } from 'node:crypto';
import type { Instant } from '../../domain/calendar/date';
import { NO_MOMENT, type AuditEntry, type AuditNote } from './entry';

/** What stands before the first entry. */
export const GENESIS = '0'.repeat(64);

const NAMES = [
  ...(['action', 'at', 'authority', 'cases', 'fields', 'from'] as const),
  ...(['operator', 'outcome', 'person', 'reason', 'role', 'tenant', 'to'] as const),
];

/**
 * The note as canonical JSON (RFC 8785, which for texts, whole numbers and nulls is `JSON.stringify` with the names in
 * order): the same note has the same text, whoever wrote it down in between. Who typed a command stands in it where that is
 * known, so that entries of before have the text, and the hash, that they had.
 */
export const canonicalJson = (note: AuditNote): string =>
  JSON.stringify(
    Object.fromEntries(
      NAMES.filter((name) => name !== 'operator' || (note.operator ?? null) !== null).map((name) => [
        name,
        name === 'at' ? inFull(note.at) : note[name],
      ]),
    ),
  );

/** As the database gives a moment back. */
const inFull = (at: Instant): string => (at === NO_MOMENT ? at : new Date(at).toISOString());

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

export const contentHash = (note: AuditNote): string => sha256(canonicalJson(note));

type Place = Pick<AuditEntry, 'seq' | 'prev' | 'before' | 'after'>;

/** The hash of an entry: over its place in the chain, the facts before and after, and its content. `audit_append` does the same. */
export const sealOf = ({ seq, prev, before, after }: Place, content: string): string =>
  sha256([seq, prev, before ?? '', after ?? '', content].join('\n'));

import type { AuditEntry, AuditNote, RowChange } from '../records/audit/entry';
import { contentHash } from '../records/audit/hash';
import { toJsonText, type Client } from './columns';
import type { Seals } from './sealing/sealing';

/** One journey to the database for all of them. Always in the order of authorities, so that no two wait for each other. */
export async function writeNotes(client: Client, seals: Seals, notes: readonly AuditNote[]): Promise<void> {
  const sealed = notes
    .map(({ row, ...note }) => ({ ...note, ...row, ...signedContent(note, seals, row) }))
    .sort((a, b) => (a.authority < b.authority ? -1 : a.authority > b.authority ? 1 : 0));
  await client.$executeRaw`select audit_append(${toJsonText(sealed)}::jsonb)`;
}

/** What an entry is signed over: its content, and the digests that it brings. Those that the database takes come later. */
const textOf = (content: string, row?: Pick<AuditEntry, 'before' | 'after'>): string =>
  [content, row?.before ?? '', row?.after ?? ''].join('\n');

/** What a note brings beside its words. Throws `FieldKeyMissing`. */
export function signedContent(note: AuditNote, seals: Seals, row?: RowChange) {
  const content = contentHash(note);
  return { content, signed: seals.sign(textOf(content, row)) };
}

/** Whether it bears our signature, where there is something to sign with. Throws `FieldKeyMissing`. */
export const isOurs = (entry: AuditEntry, seals: Seals): boolean =>
  seals.isSigned(textOf(contentHash(entry), entry.action === 'change-person' ? entry : undefined), entry.signed);

import type { AnswerClaim } from '../answers/answer-store';
import { ClaimLost } from '../answers/in-hand';
import type { AuditEntry, AuditNote, RowChange } from '../records/audit/entry';
import { contentHash } from '../records/audit/hash';
import { toJsonText, type Client } from './columns';
import { marking } from './prisma-answer-store';
import type { Seals } from './sealing/sealing';

/**
 * One journey to the database for all of them, and for the mark of what they tell. Always in the order of authorities, so
 * that no two wait for each other.
 * @param claim of what was asked for, where what they tell is to be recorded once. Throws `ClaimLost`.
 */
export async function writeNotes(
  client: Client,
  seals: Seals,
  notes: readonly AuditNote[],
  claim: AnswerClaim | null = null,
): Promise<void> {
  const sealed = notes
    .map(({ row, ...note }) => inTheNameOf(seals.operator, note, row, seals))
    .sort((a, b) => (a.authority < b.authority ? -1 : a.authority > b.authority ? 1 : 0));
  const json = toJsonText(sealed);
  if (!claim) return void (await client.$executeRaw`select audit_append(${json}::jsonb)`);
  const marked = await client.$queryRaw<unknown[]>`
    with marked as (${marking(claim)}) select audit_append(${json}::jsonb)::text from marked`;
  if (marked.length === 0) throw new ClaimLost();
}

/** What nobody in Teams has done bears who typed the command; what the bot does by itself, nobody. */
function inTheNameOf(operator: string | null, note: AuditNote, row: RowChange | undefined, seals: Seals) {
  const whose = note.person === null && operator !== null ? { ...note, operator } : note;
  return { ...whose, ...row, ...signedContent(whose, seals, row) };
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

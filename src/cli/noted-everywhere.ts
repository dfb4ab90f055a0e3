import type { Instant } from '../domain/calendar/date';
import type { AuditNote, OperatorDeed } from '../records/audit/entry';
import { operatorNote } from '../records/audit/operator-note';
import type { Storage } from '../stores';

type Deed = Pick<AuditNote, 'outcome'> & { readonly action: OperatorDeed; readonly fields?: readonly string[] };

/** One entry for each authority: what was done is about all that is held of any of them. */
export async function notedEverywhere(deed: Deed, storage: Storage, now: Instant): Promise<void> {
  const [known, heads] = [await storage.directory.authorities(), await storage.audit.heads()];
  const codes = new Set([...known.map(({ code }) => code), ...heads.map(({ authority }) => authority)]);
  await storage.transaction(async ({ audit }) => {
    for (const code of [...codes].sort()) await audit.add({ ...operatorNote(deed.action, code, now), ...deed });
  });
}

import type { Instant } from '../domain/calendar/date';
import type { Case } from '../domain/case/case';
import type { AuditNote } from '../records/audit/entry';
import type { Belongings, RetentionStore, Unfinished } from '../records/retention/retention-store';
import { toInstant, type Client } from './columns';
import { openedAnswer } from './prisma-answer-store';
import { writeNotes } from './signed-notes';
import type { Seals } from './sealing/sealing';

export class PrismaRetentionStore implements RetentionStore {
  constructor(
    private readonly client: Client,
    private readonly seals: Seals,
  ) {}

  async belongings(caseId: string): Promise<Belongings> {
    const [row] = await this.client.$queryRaw<Belongings[]>`
      select (select count(*)::int from facts where case_id = ${caseId}) as facts,
        (select count(*)::int from drafts where case_id = ${caseId} or id = ${caseId}) as drafts,
        (select count(*)::int from papers where case_id = ${caseId}) as papers,
        (select count(*)::int from notices where case_id = ${caseId}) as notices`;
    return row!;
  }

  /** In this order: the facts let themselves be deleted once their tombstone stands, and the case once they are gone. */
  async erase(
    { id, reference, version }: Pick<Case, 'id' | 'reference' | 'version'>,
    tombstone: AuditNote,
  ): Promise<boolean> {
    const { client } = this;
    const asSeen = await client.$queryRaw<unknown[]>`
      select id from cases where id = ${id} and version = ${version}::int for update`;
    if (asSeen.length === 0) return false;
    await writeNotes(client, this.seals, [tombstone]);
    await this.#eraseAnswers(reference);
    await client.$executeRaw`
      delete from paper_tickets where paper_id in (select p.id from papers p where p.case_id = ${id})`;
    await client.$executeRaw`delete from papers where case_id = ${id}`;
    await client.$executeRaw`
      delete from notice_steps where notice_id in (select n.id from notices n where n.case_id = ${id})`;
    // The pace towards Teams is kept by the log of calls: they stay for that, are of nothing any more, and are forgotten soon.
    await client.$executeRaw`
      update teams_calls set notice_id = null, attempt = null, kind = 'answer'
      where notice_id in (select n.id from notices n where n.case_id = ${id})`;
    await client.$executeRaw`delete from notices where case_id = ${id}`;
    await client.$executeRaw`delete from drafts where case_id = ${id} or id = ${id}`;
    await client.$executeRaw`delete from register_spans where case_id = ${id}`;
    await client.$executeRaw`delete from panel_agenda_items where case_id = ${id}`;
    await client.$executeRaw`delete from one_upload_lines where case_id = ${id}`;
    await client.$executeRaw`delete from facts where case_id = ${id}`;
    await client.$executeRaw`delete from cases where id = ${id}`;
    await client.$executeRaw`delete from data_keys where owner = ${id}`;
    return true;
  }

  async unfinished(savedBefore: Instant): Promise<Unfinished[]> {
    const rows = await this.client.$queryRaw<(Omit<Unfinished, 'savedAt'> & { readonly savedAt: Date })[]>`
      select d.id, d.school, d.saved_by as "savedBy", d.saved_at as "savedAt" from drafts d
      where d.kind = 'report' and d.saved_at < ${savedBefore}::timestamptz
        and not exists (select from cases c where c.id = d.id)
      order by d.saved_at, d.id`;
    return rows.map((row) => ({ ...row, savedAt: toInstant(row.savedAt) }));
  }

  async eraseUnfinished({ id, savedAt }: Unfinished, entry: AuditNote): Promise<boolean> {
    const gone = await this.client.$executeRaw`
      delete from drafts d where d.id = ${id} and d.kind = 'report' and d.saved_at = ${savedAt}::timestamptz
        and not exists (select from cases c where c.id = d.id)`;
    if (gone === 0) return false;
    await writeNotes(this.client, this.seals, [entry]);
    await this.#eraseAnswers(id);
    return true;
  }

  /** What was answered to people in the last minutes holds the case's reference, or the id of the report, wherever it speaks of it. */
  async #eraseAnswers(reference: string): Promise<void> {
    const rows = await this.client.$queryRaw<{ key: string; answer: string }[]>`
      select key, answer from given_answers where answer is not null`;
    for (const { key, answer } of rows) {
      if (!JSON.stringify(await openedAnswer(key, answer, this.seals)).includes(reference)) continue;
      await this.client.$executeRaw`delete from given_answers where key = ${key} and answer = ${answer}`;
    }
  }
}

import { z } from 'zod';
import { CHANGES, type Change } from '../domain/one/values';
import type { OneUpload as UploadRow, OneUploadLine as LineRow } from '../generated/prisma/client';
import { plainMark, saysTheSame } from '../records/one/memory-one-store';
import type {
  AnsweredLine,
  HeldLine,
  OneAnswer,
  OneStore,
  OneUpload,
  SaidOf,
  UploadedLine,
  UploadTally,
} from '../records/one/one-store';
import { toInstant, toJsonText, type Client } from './columns';
import type { Seals } from './sealing/sealing';

export class PrismaOneStore implements OneStore {
  constructor(
    private readonly client: Client,
    private readonly seals: Seals,
  ) {}

  async marks(lines: readonly SaidOf[]): Promise<string[]> {
    return lines.map((line) => this.#blinded(plainMark(line)));
  }

  /** One statement, so that no upload is there without its lines; whoever comes second waits for it, and makes none. */
  async make(upload: OneUpload, lines: readonly UploadedLine[]): Promise<boolean> {
    const { authority, number, madeAt, madeBy, everything, mapping } = upload;
    const [{ made }] = await this.client.$queryRaw<[{ made: boolean }]>`
      with made as (
        insert into one_uploads (authority, number, made_at, made_by, everything, mapping)
        select ${authority}, ${number}::int, ${madeAt}::timestamptz, ${madeBy}, ${everything}, ${mapping}
        where ${number}::int = 1 + (select count(*) from one_uploads where authority = ${authority})
        on conflict do nothing returning *
      ), listed as (
        insert into one_upload_lines (authority, number, case_id, version, mark, open, change)
        select m.authority, m.number, l."caseId", l.version, l.mark, l.open, l.change
        from made m, jsonb_to_recordset(${toJsonText(lines)}::jsonb)
          as l ("caseId" text, version int, mark text, open boolean, change text)
      )
      select exists (select from made) as made`;
    return made;
  }

  async upload(authority: string, number: number): Promise<OneUpload | null> {
    const row = await this.client.oneUpload.findUnique({ where: { authority_number: { authority, number } } });
    return row && toUpload(row);
  }

  async linesOf(authority: string, number: number): Promise<AnsweredLine[]> {
    return this.#lines(await this.client.oneUploadLine.findMany({ where: { authority, number } }));
  }

  async latest(authority: string, most: number): Promise<UploadTally[]> {
    const rows = await this.client.oneUpload.findMany({
      where: { authority },
      orderBy: { number: 'desc' },
      take: most,
    });
    const counts = await this.client.oneUploadLine.groupBy({
      by: ['number', 'change', 'answer'],
      where: { authority, number: { in: rows.map(({ number }) => number) } },
      _count: true,
    });
    return rows.map((row) =>
      tallyOf(
        row,
        counts.filter(({ number }) => number === row.number),
      ),
    );
  }

  async held(authority: string): Promise<HeldLine[]> {
    const rows = await this.client.$queryRaw<HeldLine[]>`
      select h."caseId", h.version, h.mark, h.open, u.mapping
      from (
        select distinct on (case_id) case_id as "caseId", version, mark, open, number
        from (
          select *, max(number) filter (where answer = 'refused') over (partition by case_id) as refused
          from one_upload_lines where authority = ${authority}
        ) l
        where answer = 'taken' or (answer is null and number > coalesce(refused, 0))
        order by case_id, number desc
      ) h join one_uploads u on u.authority = ${authority} and u.number = h.number`;
    return rows.map((row) => ({ ...row, mark: this.#blinded(row.mark) }));
  }

  async refused(authority: string): Promise<AnsweredLine[]> {
    const last = await this.client.$queryRaw<{ case_id: string; number: number }[]>`
      select case_id, number from (
        select distinct on (case_id) case_id, number, answer from one_upload_lines
        where authority = ${authority} order by case_id, number desc
      ) l where answer = 'refused'`;
    const numbers = new Map(last.map(({ case_id, number }) => [case_id, number]));
    const rows = await this.client.oneUploadLine.findMany({
      where: { authority, answer: 'refused', number: { in: [...new Set(numbers.values())] } },
    });
    return this.#lines(rows.filter(({ caseId, number }) => numbers.get(caseId) === number));
  }

  async answer(authority: string, number: number, answers: ReadonlyMap<string, OneAnswer>): Promise<string[]> {
    const lines = await this.linesOf(authority, number);
    const news = lines.filter(
      ({ caseId, answer }) => answers.has(caseId) && !saysTheSame(answer, answers.get(caseId)!),
    );
    const written = await Promise.all(
      news.map(async ({ caseId }) => {
        const { outcome, message, at } = answers.get(caseId)!;
        const place = placeOfMessage(authority, number, caseId);
        return {
          caseId,
          outcome,
          at,
          message: message === '' ? null : await this.seals.seal(caseId, place, { message }),
        };
      }),
    );
    // One statement: a file may have thousands of answers, and a transaction has its time.
    await this.client.$executeRaw`
      update one_upload_lines l
      set answer = a.outcome, message = a.message, answered_at = a.at
      from jsonb_to_recordset(${toJsonText(written)}::jsonb)
        as a ("caseId" text, outcome text, message jsonb, at timestamptz)
      where l.authority = ${authority} and l.number = ${number}::int and l.case_id = a."caseId"`;
    return news.map(({ caseId }) => caseId);
  }

  async ofCase(caseId: string): Promise<(AnsweredLine & Pick<OneUpload, 'madeAt' | 'madeBy'>)[]> {
    const rows = await this.client.oneUploadLine.findMany({ where: { caseId }, orderBy: { number: 'asc' } });
    const lines = await this.#lines(rows);
    const uploads = await this.client.oneUpload.findMany({
      where: { OR: rows.map(({ authority, number }) => ({ authority, number })) },
    });
    return lines.flatMap((line, at) => {
      const { authority, number } = rows[at]!;
      const made = uploads.find((one) => one.authority === authority && one.number === number);
      return made ? [{ ...line, madeAt: toInstant(made.madeAt), madeBy: made.madeBy }] : [];
    });
  }

  /** One of before there were keys is brought to what it would be since. */
  #blinded(mark: string): string {
    return isBlinded(mark) ? mark : this.seals.blind(mark)!;
  }

  #lines(rows: readonly LineRow[]): Promise<AnsweredLine[]> {
    return Promise.all(rows.map((row) => this.#line(row)));
  }

  async #line(row: LineRow): Promise<AnsweredLine> {
    const { caseId, number, version, mark, open, change } = row;
    const line = { caseId, number, version, mark: this.#blinded(mark), open, change: change as Change };
    return { ...line, answer: row.answer && row.answeredAt ? await this.#answer(row) : null };
  }

  async #answer({ authority, number, caseId, answer, answeredAt, message }: LineRow): Promise<OneAnswer> {
    const place = placeOfMessage(authority, number, caseId);
    const opened = message === null ? '' : Message.parse(await this.seals.open(caseId, place, message)).message;
    return { outcome: answer as OneAnswer['outcome'], message: opened, at: toInstant(answeredAt!) };
  }
}

const Message = z.object({ message: z.string() });

export const placeOfMessage = (authority: string, number: number, caseId: string): string =>
  `one_upload_lines/${authority}/${number}/${caseId}`;

const isBlinded = (mark: string): boolean => mark.startsWith('b1.');

const toUpload = ({ madeAt, ...row }: UploadRow): OneUpload => ({ ...row, madeAt: toInstant(madeAt) });

interface Count {
  readonly change: string;
  readonly answer: string | null;
  readonly _count: number;
}

function tallyOf(row: UploadRow, counts: readonly Count[]): UploadTally {
  const having = (test: (count: Count) => boolean) => counts.filter(test).reduce((sum, { _count }) => sum + _count, 0);
  const of = (change: Change) => having((count) => count.change === change);
  return {
    ...toUpload(row),
    changes: Object.fromEntries(CHANGES.map((change) => [change, of(change)])) as Record<Change, number>,
    taken: having(({ answer }) => answer === 'taken'),
    refused: having(({ answer }) => answer === 'refused'),
    unanswered: having(({ answer }) => answer === null),
  };
}

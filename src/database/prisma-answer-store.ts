import { randomUUID } from 'node:crypto';
import {
  RECORDED_KNOWN_SECONDS,
  type AnswerClaim,
  type AnswerStore,
  type Claimed,
  type GivenAnswer,
  type Keeping,
} from '../answers/answer-store';
import { Prisma } from '../generated/prisma/client';
import { toJson, type Client } from './columns';
import { HOUSE } from './sealing/data-keys';
import type { Seals } from './sealing/sealing';

const inSeconds = (seconds: number): Prisma.Sql => Prisma.sql`clock_timestamp() + ${seconds} * interval '1 second'`;

export class PrismaAnswerStore implements AnswerStore {
  constructor(
    private readonly client: Client,
    private readonly seals: Seals,
  ) {}

  /**
   * One statement, since every save of a form begins with it: takes the row where that may be, and reads it where not.
   * It does not wait until the claim stands on the disk. What is lost in a crash of the database is always the last of
   * all, so wherever the fact is kept, the claim before it is. Not for use inside of a transaction, which would not wait
   * either.
   */
  async claim(key: string, activity: string, seconds: number): Promise<Claimed> {
    const id = randomUUID();
    const [found] = await this.client.$queryRaw<Found[]>`
      with taken as (
        insert into given_answers as old (key, claim, activity, until)
        select ${key}, ${id}, ${activity}, ${inSeconds(seconds)}
        where set_config('synchronous_commit', 'off', true) is not null
        on conflict (key) do update
          set claim = excluded.claim, activity = excluded.activity, until = excluded.until, answer = null, lasts = false,
            recorded_until = null
        where (old.recorded_until is null or old.recorded_until <= clock_timestamp()) and (old.until <= clock_timestamp()
          or (old.answer is not null and not old.lasts and old.activity <> excluded.activity))
        returning 1
      )
      select exists (select from taken) as mine, before.answer, before.recorded
      from (select) as one left join (
        select case when until > clock_timestamp() and (lasts or activity = ${activity}) then answer end as answer,
          (until <= clock_timestamp() or answer is not null) and recorded_until > clock_timestamp() as recorded
        from given_answers where key = ${key}
      ) as before on true`;
    if (found?.mine) return { kind: 'mine', claim: { key, id } };
    if (found?.answer)
      return { kind: 'given', answer: (await openedAnswer(key, found.answer, this.seals)) as GivenAnswer };
    return { kind: found?.recorded ? 'recorded' : 'under-way' };
  }

  async give({ key, id }: AnswerClaim, answer: GivenAnswer, { seconds, lasts }: Keeping): Promise<void> {
    const sealed = await this.seals.seal(HOUSE, placeOf(key), toJson(answer));
    await this.client.$executeRaw`
      update given_answers set answer = ${JSON.stringify(sealed)}, lasts = ${lasts}, until = ${inSeconds(seconds)}
      where key = ${key} and claim = ${id}`;
  }

  async letGo({ key, id }: AnswerClaim): Promise<void> {
    await this.client.$executeRaw`
      with over as (
        update given_answers set until = ${inSeconds(-1)}
        where key = ${key} and claim = ${id} and recorded_until > clock_timestamp()
      )
      delete from given_answers
      where key = ${key} and claim = ${id} and (recorded_until is null or recorded_until <= clock_timestamp())`;
  }

  /** They are sealed, so each is opened; none is older than minutes. */
  async thoseWith(text: string): Promise<GivenAnswer[]> {
    const rows = await this.client.$queryRaw<{ key: string; answer: string }[]>`
      select key, answer from given_answers where answer is not null order by until, key`;
    const answers = await Promise.all(rows.map(({ key, answer }) => openedAnswer(key, answer, this.seals)));
    return answers.filter((answer) => JSON.stringify(answer).includes(text)) as GivenAnswer[];
  }

  async forgetOld(): Promise<number> {
    const [row] = await this.client.$queryRaw<{ forgotten: number }[]>`
      with emptied as (
        update given_answers set answer = null
        where until <= clock_timestamp() and answer is not null and recorded_until > clock_timestamp() returning 1
      ), gone as (
        delete from given_answers
        where until <= clock_timestamp() and (recorded_until is null or recorded_until <= clock_timestamp()) returning 1
      )
      select ((select count(*) from emptied) + (select count(*) from gone))::int as forgotten`;
    return row!.forgotten;
  }
}

interface Found {
  readonly mine: boolean;
  readonly answer: string | null;
  readonly recorded: boolean | null;
}

/** Part of the statement that records, so that it costs no journey of its own. */
export const marking = ({ key, id }: AnswerClaim): Prisma.Sql => Prisma.sql`
  update given_answers set recorded_until = ${inSeconds(RECORDED_KNOWN_SECONDS)}
  where key = ${key} and claim = ${id} returning 1`;

const placeOf = (key: string): string => `given_answers/${key}`;

/** What is stored of an answer, as it was given. */
export const openedAnswer = (key: string, stored: string, seals: Seals): Promise<unknown> =>
  seals.open(HOUSE, placeOf(key), JSON.parse(stored));

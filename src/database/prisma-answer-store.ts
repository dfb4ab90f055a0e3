import { randomUUID } from 'node:crypto';
import type { AnswerClaim, AnswerStore, Claimed, GivenAnswer, Keeping } from '../answers/answer-store';
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
    const [found] = await this.client.$queryRaw<{ mine: boolean; answer: string | null }[]>`
      with taken as (
        insert into given_answers as old (key, claim, activity, until)
        select ${key}, ${id}, ${activity}, ${inSeconds(seconds)}
        where set_config('synchronous_commit', 'off', true) is not null
        on conflict (key) do update
          set claim = excluded.claim, activity = excluded.activity, until = excluded.until, answer = null, lasts = false
        where old.until <= clock_timestamp()
          or (old.answer is not null and not old.lasts and old.activity <> excluded.activity)
        returning 1
      )
      select exists (select from taken) as mine, (select answer from given_answers where key = ${key}) as answer`;
    if (found?.mine) return { kind: 'mine', claim: { key, id } };
    if (!found?.answer) return { kind: 'under-way' };
    return { kind: 'given', answer: (await openedAnswer(key, found.answer, this.seals)) as GivenAnswer };
  }

  async give({ key, id }: AnswerClaim, answer: GivenAnswer, { seconds, lasts }: Keeping): Promise<void> {
    const sealed = await this.seals.seal(HOUSE, placeOf(key), toJson(answer));
    await this.client.$executeRaw`
      update given_answers set answer = ${JSON.stringify(sealed)}, lasts = ${lasts}, until = ${inSeconds(seconds)}
      where key = ${key} and claim = ${id}`;
  }

  async letGo({ key, id }: AnswerClaim): Promise<void> {
    await this.client.$executeRaw`delete from given_answers where key = ${key} and claim = ${id}`;
  }

  forgetOld(): Promise<number> {
    return this.client.$executeRaw`delete from given_answers where until <= clock_timestamp()`;
  }
}

const placeOf = (key: string): string => `given_answers/${key}`;

/** What is stored of an answer, as it was given. */
export const openedAnswer = (key: string, stored: string, seals: Seals): Promise<unknown> =>
  seals.open(HOUSE, placeOf(key), JSON.parse(stored));

import { Prisma, type NoticeStep as Row } from '../generated/prisma/client';
import { NOBODY_MISSES } from '../notices/chain/lost';
import type { Late } from '../notices/chain/late';
import type { Step, StepStore } from '../notices/chain/steps';
import { NOTHING_LEFT } from '../notices/endings';
import { toInstant, type Client } from './columns';

export class PrismaStepStore implements StepStore {
  constructor(private readonly client: Client) {}

  async begin({ told, via, ...step }: Step): Promise<boolean> {
    const data = { ...step, told: [...told], via: [...via] };
    const { count } = await this.client.noticeStep.createMany({ data, skipDuplicates: true });
    return count === 1;
  }

  async change(
    { told, via, noticeId, place, ...step }: Step,
    { outcome, takenAt }: Pick<Step, 'outcome' | 'takenAt'>,
  ): Promise<boolean> {
    const data = { ...step, told: [...told], via: [...via] };
    const { count } = await this.client.noticeStep.updateMany({ where: { noticeId, place, outcome, takenAt }, data });
    return count === 1;
  }

  async of(noticeId: string): Promise<Step[]> {
    return this.ofMany([noticeId]);
  }

  async ofMany(noticeIds: readonly string[]): Promise<Step[]> {
    const where = { noticeId: { in: [...noticeIds] } };
    return (await this.client.noticeStep.findMany({ where, orderBy: { place: 'asc' } })).map(toStep);
  }

  async carriedBy(noticeId: string): Promise<Step[]> {
    return (await this.client.noticeStep.findMany({ where: { via: { has: noticeId } } })).map(toStep);
  }

  async untold(late: readonly Late[], limit: number): Promise<string[]> {
    // The 15th character of an id is the version of the UUID: see `chain/ids.ts`.
    const rows = await this.client.$queryRaw<{ id: string }[]>`
      with late as (
        select * from jsonb_to_recordset(${JSON.stringify(late)}::jsonb)
          as late (authority text, "raisedBy" timestamptz, "calmBy" timestamptz, "takenBy" timestamptz))
      select n.id from notices n left join late on late.authority = n.authority
      where n.kind = 'alert' and substring(n.id from 15 for 1) <> '8' and ((
        (n.state = 'unreachable' or (n.state = 'dead' and ${isMissed('n')}) or ${IS_LATE})
          and not exists (select 1 from notice_steps s where s.notice_id = n.id and s.outcome = 'told'))
        or n.id in (
          select s.notice_id from notice_steps s join notices n on n.id = s.notice_id
            left join late on late.authority = n.authority
          where s.outcome = 'told' and cardinality(s.via) > 0 and ${isMissed('n')} and not exists (
            select 1 from notices v left join notices lead on lead.id = v.folded_into
              join notices bearer on bearer.id = coalesce(lead.id, v.id)
            where v.id = any (s.via) and not ${HAS_FAILED})))
      order by n.due_at limit ${limit}`;
    return rows.map(({ id }) => id);
  }

  async alarms(): Promise<number> {
    const [row] = await this.client.$queryRaw<{ count: number }[]>`
      select count(*)::int as count from notice_steps s join notices n on n.id = s.notice_id
      where s.step_to = 'alarm' and s.outcome in ('told', 'begun') and ${isMissed('n')}
        and not exists (select 1 from cases c where c.id = n.case_id and not c.open)`;
    return row?.count ?? 0;
  }
}

/** As `isMissed` says it. */
const isMissed = (table: 'n' | 'bearer'): Prisma.Sql => {
  const column = (name: string) => Prisma.raw(`${table}.${name}`);
  return Prisma.sql`(${column('state')} <> 'sent' and (${column('state')} <> 'dead' or (${column('acknowledged_at')} is null
    and coalesce(${column('last_error')}, '') <> all (${[...NOBODY_MISSES]}::text[]))))`;
};

/** As `isTooOld` says it; not where nothing is said of its authority. */
function isTooOld(table: 'n' | 'f'): Prisma.Sql {
  const column = (name: string) => Prisma.raw(`${table}.${name}`);
  return Prisma.sql`coalesce(coalesce(${column('raised_at')}, ${column('due_at')})
    <= case when ${column('urgent')} then late."raisedBy" else late."calmBy" end, false)`;
}

/** As `isLate` says it; that an alert which was given up is late changes nothing. */
const IS_LATE = Prisma.sql`(n.acknowledged_at is null and n.state not in ('sent', 'dead') and (
  ${isTooOld('n')} or (n.folds > 0 and exists (
    select 1 from notices f where f.folded_into = n.id and f.acknowledged_at is null and not f.at_rest
      and not exists (select 1 from notice_steps t where t.notice_id = f.id and t.outcome = 'told')
      and ${isTooOld('f')}))))`;

/** As `hasFailed` says it, of the card on which it is told. */
const HAS_FAILED = Prisma.sql`(bearer.state = 'unreachable'
  or (bearer.state = 'dead' and coalesce(bearer.last_error, '') <> all (${[...NOTHING_LEFT]}::text[]))
  or (coalesce(s.taken_at <= late."takenBy", false) and ${isMissed('bearer')}))`;

const toStep = (row: Row): Step => ({
  ...row,
  to: row.to as Step['to'],
  outcome: row.outcome as Step['outcome'],
  takenAt: toInstant(row.takenAt),
});

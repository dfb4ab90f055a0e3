import type { Fold } from '../../notices/fold';
import { FOLDED } from '../../notices/endings';
import { AT_ONCE, type Delivery } from '../../notices/outbox';
import type { Client } from '../columns';
import { toDelivery } from './rows';

/** Locked until the transaction ends: no sender takes one of them meanwhile and draws its card without the others. */
export async function waitingAlerts(client: Client, caseId: string): Promise<Delivery[]> {
  const ids = await client.$queryRaw<{ id: string }[]>`
    select id from notices where case_id = ${caseId} and kind = 'alert'
      and state in ('pending', 'retry', 'ambiguous', 'unreachable') order by id for update`;
  if (ids.length < 2) return [];
  const rows = await client.notice.findMany({
    where: { id: { in: ids.map(({ id }) => id) } },
    orderBy: [{ dueAt: 'asc' }, { seq: 'asc' }],
  });
  return rows.map(toDelivery);
}

export async function foldInto(client: Client, folds: readonly Fold[]): Promise<void> {
  for (const { lead, others } of folds) {
    await client.$executeRaw`
      update notices n set folded_into = ${lead},
        state = case when n.id = any(${[...others]}::text[]) then 'dead' else n.state end,
        last_error = case when n.id = any(${[...others]}::text[]) then ${FOLDED} else n.last_error end
      where n.id = any(${[...others]}::text[]) or n.folded_into = any(${[...others]}::text[])`;
    await client.$executeRaw`
      update notices set possible_repeat = true where id = ${lead} and not possible_repeat
        and exists (select 1 from notices o where o.id = any(${[...others]}::text[]) and o.possible_repeat)`;
    await countFolds(client, lead);
  }
}

/** Where the lead may have arrived, so may they have on its card. */
export async function unfold(client: Client, lead: string): Promise<number> {
  const count = await client.$executeRaw`
    update notices n set state = 'pending', not_before = ${AT_ONCE}::timestamptz, folded_into = null, last_error = null,
      possible_repeat = n.possible_repeat or l.possible_repeat
    from notices l where l.id = ${lead} and n.folded_into = l.id and n.acknowledged_at is null`;
  await countFolds(client, lead);
  return count;
}

const countFolds = (client: Client, lead: string): Promise<number> => client.$executeRaw`
  update notices set folds = (select count(*)::int from notices f where f.folded_into = ${lead}) where id = ${lead}`;

export async function foldedInto(client: Client, lead: string): Promise<Delivery[]> {
  const rows = await client.notice.findMany({
    where: { foldedInto: lead },
    orderBy: [{ dueAt: 'asc' }, { seq: 'asc' }],
  });
  return rows.map(toDelivery);
}

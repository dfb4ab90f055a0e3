import type { Notice as Row } from '../../generated/prisma/client';
import { FOLDED } from '../../notices/endings';
import type { Delivery } from '../../notices/outbox';
import type { Client } from '../columns';
import { COLUMNS, toDelivery } from './rows';

/** Asked with every fact, so in plain SQL. */
export async function unansweredAlerts(client: Client, caseId: string): Promise<Delivery[]> {
  const rows = await client.$queryRaw<Row[]>`
    select ${COLUMNS} from notices n
    where n.case_id = ${caseId} and n.kind = 'alert' and n.acknowledged_at is null and not n.at_rest
      and (n.state <> 'dead' or n.last_error = ${FOLDED})`;
  return rows.map(toDelivery);
}

export async function letRest(client: Client, ids: readonly string[]): Promise<void> {
  await client.$executeRaw`update notices set at_rest = true, answer_by = null where id = any(${[...ids]}::text[])`;
}

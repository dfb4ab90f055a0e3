import type { News, OutboxFigures } from '../../notices/figures';
import { NO_ALERTS } from '../../notices/outbox';
import { toInstantOrNull, type Client } from '../columns';

interface Found {
  readonly state: string;
  readonly urgent: boolean;
  readonly count: number;
  readonly oldest: Date;
}

/** See `Outbox.figures`. */
export async function figuresOf(client: Client, news: readonly News[]): Promise<OutboxFigures> {
  const found = await client.$queryRaw<Found[]>`
    select state, urgent, count(*) filter (where has_card)::int as count, min(due_at) as oldest from (
      select state, urgent, due_at, true as has_card from notices
      where state in ('pending', 'claimed', 'sending', 'retry', 'ambiguous', 'unreachable')
        and kind <> all(${[...NO_ALERTS]}::text[])
      union all
      select card.state, n.urgent, n.due_at, false from notices card join notices n on n.folded_into = card.id
      where card.state in ('pending', 'claimed', 'sending', 'retry', 'ambiguous', 'unreachable') and card.folds > 0
        and n.acknowledged_at is null and not n.at_rest
    ) waiting group by state, urgent`;
  const [answers] = await client.$queryRaw<{ unanswered: number }[]>`
    select count(*)::int as unanswered from notices n left join notices card on card.id = n.folded_into
    where coalesce(card.state, n.state) = 'sent' and n.kind = 'alert' and n.acknowledged_at is null and not n.at_rest
      and not exists (select 1 from cases c where c.id = n.case_id and not c.open)
      and not exists (
        select 1 from jsonb_to_recordset(${JSON.stringify(news)}::jsonb) as w (authority text, rules jsonb)
        where w.authority = n.authority and w.rules ? n.obligation
      )`;
  const depth: Record<string, number> = {};
  for (const { state, count } of found) depth[state] = (depth[state] ?? 0) + count;
  const oldest = (rows: readonly Found[]) =>
    toInstantOrNull(rows.map((row) => row.oldest).reduce<Date | null>((a, b) => (a && a < b ? a : b), null));
  return {
    depth,
    oldestDueAt: oldest(found),
    oldestUrgentDueAt: oldest(found.filter(({ urgent }) => urgent)),
    unanswered: answers?.unanswered ?? 0,
  };
}

import { bearerOf, waitingOnCardOf } from './chain/lost';
import { NO_TROUBLE } from './endings';
import type { NotDelivered, OutboxFigures, WaitingToBeSeen } from './figures';
import type { Delivery } from './outbox';

/** See `Outbox.notDelivered`. */
export function notDeliveredAmong(rows: readonly Delivery[]): NotDelivered {
  const trouble = rows.filter(({ kind, lastError }) => kind !== 'edit' && !NO_TROUBLE.includes(lastError ?? ''));
  const count = (wanted: string) => trouble.filter(({ state }) => state === wanted).length;
  return { unreachable: count('unreachable'), dead: count('dead') };
}

/** See `Outbox.waitingToBeSeen`. */
export function waitingToBeSeenAmong(rows: readonly Delivery[]): WaitingToBeSeen[] {
  const waiting = rows.filter(({ kind, state }) => kind !== 'edit' && state === 'unreachable');
  return [...new Set(waiting.map(({ recipient }) => recipient))].sort().map((recipient) => ({
    recipient,
    urgent: waiting.some((row) => row.recipient === recipient && row.urgent),
  }));
}

/** See `Outbox.figures`. */
export function figuresAmong(rows: readonly Delivery[]): OutboxFigures {
  const open = rows.filter(({ kind, state }) => kind !== 'edit' && state !== 'sent' && state !== 'dead');
  const depth: Record<string, number> = {};
  for (const { state } of open) depth[state] = (depth[state] ?? 0) + 1;
  const waiting = [...open, ...open.flatMap((card) => waitingOnCardOf(card, rows))];
  const oldest = (some: readonly Delivery[]) => some.map(({ dueAt }) => dueAt).sort()[0] ?? null;
  const isSent = ({ state }: Delivery) => state === 'sent';
  const isUnanswered = (row: Delivery) =>
    row.kind === 'alert' && isSent(bearerOf(row, rows)) && row.acknowledgedAt === null && !row.atRest;
  return {
    depth,
    oldestDueAt: oldest(waiting),
    oldestUrgentDueAt: oldest(waiting.filter(({ urgent }) => urgent)),
    unanswered: rows.filter(isUnanswered).length,
  };
}

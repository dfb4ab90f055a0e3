import { bearerOf, waitingOnCardOf } from './chain/lost';
import { NO_TROUBLE } from './endings';
import type { News, NotDelivered, OutboxFigures, WaitingToBeSeen } from './figures';
import { byDue, NO_ALERTS, type Delivery } from './outbox';

/** See `Outbox.notDelivered`. */
export function notDeliveredAmong(rows: readonly Delivery[]): NotDelivered {
  const trouble = rows.filter(({ kind, lastError }) => kind !== 'edit' && !NO_TROUBLE.includes(lastError ?? ''));
  const count = (wanted: string) => trouble.filter(({ state }) => state === wanted).length;
  return { unreachable: count('unreachable'), dead: count('dead') };
}

/** Cannot be delivered until its recipient is seen. */
export const isWaitingToBeSeen = ({ kind, state }: Delivery): boolean => kind !== 'edit' && state === 'unreachable';

/** See `Outbox.tryOne`. */
export const triedFirst = <T extends Delivery>(waiting: readonly T[]): T | null =>
  waiting.toSorted(
    (a, b) =>
      Number(isOver(a)) - Number(isOver(b)) ||
      Number(b.urgent) - Number(a.urgent) ||
      byDue(a, b) ||
      (a.id < b.id ? -1 : 1),
  )[0] ?? null;

const isOver = ({ atRest, acknowledgedAt }: Delivery): boolean => atRest || acknowledgedAt !== null;

/** See `Outbox.waitingToBeSeen`. */
export function waitingToBeSeenAmong(rows: readonly Delivery[]): WaitingToBeSeen[] {
  const waiting = rows.filter(isWaitingToBeSeen);
  return [...new Set(waiting.map(({ recipient }) => recipient))].sort().map((recipient) => ({
    recipient,
    urgent: waiting.some((row) => row.recipient === recipient && row.urgent),
  }));
}

/** See `Outbox.figures`. */
export function figuresAmong(rows: readonly Delivery[], news: readonly News[]): OutboxFigures {
  const open = rows.filter(({ kind, state }) => !NO_ALERTS.includes(kind) && state !== 'sent' && state !== 'dead');
  const depth: Record<string, number> = {};
  for (const { state } of open) depth[state] = (depth[state] ?? 0) + 1;
  const waiting = [...open, ...open.flatMap((card) => waitingOnCardOf(card, rows))];
  const oldest = (some: readonly Delivery[]) => some.map(({ dueAt }) => dueAt).sort()[0] ?? null;
  const isSent = ({ state }: Delivery) => state === 'sent';
  const isNews = ({ authority, obligation }: Delivery) =>
    news.some((one) => one.authority === authority && one.rules.includes(obligation));
  const isUnanswered = (row: Delivery) =>
    row.kind === 'alert' && isSent(bearerOf(row, rows)) && row.acknowledgedAt === null && !row.atRest && !isNews(row);
  return {
    depth,
    oldestDueAt: oldest(waiting),
    oldestUrgentDueAt: oldest(waiting.filter(({ urgent }) => urgent)),
    unanswered: rows.filter(isUnanswered).length,
  };
}

import type { Instant } from '../../domain/calendar/date';
import type { Delivery } from '../../notices/outbox';
import { toInstantOrNull, type Client } from '../columns';
import { toDelivery } from './rows';

const AWAITED = { acknowledgedBy: null };

export async function answersDueAt(client: Client, now: Instant, limit: number): Promise<Delivery[]> {
  const rows = await client.notice.findMany({
    where: { ...AWAITED, answerBy: { lte: now } },
    orderBy: [{ answerBy: 'asc' }, { seq: 'asc' }],
    take: limit,
  });
  return rows.map(toDelivery);
}

export async function lookAgainAt(client: Client, id: string, seen: Instant, next: Instant | null): Promise<boolean> {
  const where = { id, answerBy: seen, acknowledgedBy: null };
  const { count } = await client.notice.updateMany({ where, data: { answerBy: next } });
  return count === 1;
}

/** See `AwaitedAnswers.wereAhead`. */
export const bringBack = (client: Client, now: Instant): Promise<number> =>
  client.$executeRaw`update notices set answer_by = least(answer_by, ${now}::timestamptz),
      sent_at = least(sent_at, ${now}::timestamptz), raised_at = least(raised_at, ${now}::timestamptz),
      due_at = least(due_at, ${now}::timestamptz)
    where acknowledged_by is null and answer_by is not null and greatest(sent_at, raised_at, due_at) > ${now}::timestamptz`;

export async function earliestAnswerAfter(client: Client, after: Instant): Promise<Instant | null> {
  const where = { ...AWAITED, answerBy: { gt: after } };
  const row = await client.notice.findFirst({ where, orderBy: { answerBy: 'asc' }, select: { answerBy: true } });
  return toInstantOrNull(row?.answerBy ?? null);
}

export async function passedOnIn(client: Client, authority: string): Promise<Delivery[]> {
  const where = { authority, level: { gt: 0 }, acknowledgedBy: null };
  return (await client.notice.findMany({ where, orderBy: [{ passedAt: 'asc' }, { seq: 'asc' }] })).map(toDelivery);
}

export async function awaitedIn(client: Client, authority: string): Promise<Delivery[]> {
  const where = { ...AWAITED, authority, answerBy: { not: null } };
  return (await client.notice.findMany({ where, orderBy: [{ dueAt: 'asc' }, { seq: 'asc' }] })).map(toDelivery);
}

export async function insteadOfPerson(client: Client, person: string, since: Instant): Promise<Delivery[]> {
  const where = { insteadOf: { has: person }, dueAt: { gte: since } };
  return (await client.notice.findMany({ where, orderBy: [{ dueAt: 'asc' }, { seq: 'asc' }] })).map(toDelivery);
}

import type { Instant } from '../domain/calendar/date';
import { withoutLease, type Row } from './memory-rows';
import { byDue, type Delivery } from './outbox';

const isAwaited = ({ answerBy, acknowledgedBy }: Row): boolean => !!answerBy && acknowledgedBy === null;

/** See `AwaitedAnswers`, for each of these. */
export const answersDueAmong = (rows: readonly Row[], now: Instant, limit: number): Delivery[] =>
  rows
    .filter((row) => isAwaited(row) && row.answerBy! <= now)
    .sort((a, b) => (a.answerBy! < b.answerBy! ? -1 : 1))
    .slice(0, limit)
    .map(withoutLease);

/** What is to be changed of each, by its id. */
export const broughtBackAmong = (rows: readonly Row[], now: Instant): [string, Partial<Row>][] =>
  rows.filter((row) => isAwaited(row) && isAhead(row, now)).map((row) => [row.id, notAfter(row, now)]);

const isAhead = ({ sentAt, raisedAt, dueAt }: Row, now: Instant): boolean =>
  [sentAt, raisedAt, dueAt].some((at) => !!at && at > now);

function notAfter({ answerBy, sentAt, raisedAt, dueAt }: Row, now: Instant): Partial<Row> {
  const earlier = <T extends Instant | null | undefined>(at: T) => (at && at > now ? now : at);
  return {
    ...{ answerBy: earlier(answerBy), sentAt: earlier(sentAt), dueAt: earlier(dueAt) },
    ...(raisedAt ? { raisedAt: earlier(raisedAt) } : {}),
  };
}

export function earliestAnswerAmong(rows: readonly Row[], after: Instant): Instant | null {
  const moments = rows.filter(isAwaited).map(({ answerBy }) => answerBy!);
  return moments.filter((at) => at > after).sort()[0] ?? null;
}

export const awaitedAmong = (rows: readonly Row[], authority: string): Delivery[] =>
  rows
    .filter((row) => row.authority === authority && isAwaited(row))
    .sort(byDue)
    .map(withoutLease);

export const passedOnAmong = (rows: readonly Row[], authority: string): Delivery[] =>
  rows
    .filter((row) => row.authority === authority && !!row.passed && row.acknowledgedBy === null)
    .sort((a, b) => (a.passed!.at < b.passed!.at ? -1 : 1))
    .map(withoutLease);

export const insteadOfAmong = (rows: readonly Row[], person: string, since: Instant): Delivery[] =>
  rows
    .filter((row) => row.insteadOf?.includes(person) === true && row.dueAt >= since)
    .sort(byDue)
    .map(withoutLease);

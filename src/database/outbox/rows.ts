import { Prisma, type Notice as Row } from '../../generated/prisma/client';
import type { Delivery, DeliveryState, NoticeKind } from '../../notices/outbox';
import { toInstant, toInstantOrNull } from '../columns';

export const toDelivery = ({
  seq: _seq,
  subject: _subject,
  leaseUntil: _lease,
  reckonedAt: _reckoned,
  moved: _moved,
  gaveWay: _gaveWay,
  untilSeen: _untilSeen,
  level,
  passedFrom,
  passedAt,
  ...row
}: Row): Delivery => ({
  ...row,
  passed: passedAt && { from: passedFrom, at: toInstant(passedAt), level },
  answerBy: toInstantOrNull(row.answerBy),
  kind: row.kind as NoticeKind,
  state: row.state as DeliveryState,
  dueAt: toInstant(row.dueAt),
  raisedAt: toInstantOrNull(row.raisedAt),
  notBefore: toInstant(row.notBefore),
  sentAt: toInstantOrNull(row.sentAt),
  acknowledgedAt: toInstantOrNull(row.acknowledgedAt),
});

/** Of `n`, as Prisma names them. */
export const COLUMNS = Prisma.raw(
  `n.id, n.seq, n.kind, n.authority, n.case_id as "caseId", n.subject, n.obligation, n.occurrence, n.recipient,
  n.tenant_id as "tenantId", n.due_at as "dueAt", n.raised_at as "raisedAt", n.urgent, n.state, n.attempts, n.taken,
  n.not_before as "notBefore", n.lease_until as "leaseUntil", n.reckoned_at as "reckonedAt",
  n.possible_repeat as "possibleRepeat", n.unanswered, n.asked, n.last_error as "lastError",
  n.sent_at as "sentAt", n.conversation_id as "conversationId", n.service_url as "serviceUrl",
  n.activity_id as "activityId", n.card_hash as "cardHash", n.folded_into as "foldedInto", n.folds, n.moved,
  n.gave_way as "gaveWay", n.until_seen as "untilSeen", n.at_rest as "atRest",
  n.acknowledged_by as "acknowledgedBy", n.acknowledged_at as "acknowledgedAt", n.instead_of as "insteadOf",
  n.passed_from as "passedFrom", n.passed_at as "passedAt", n.level, n.answer_by as "answerBy"`,
);

import type { Notice as Row } from '../../generated/prisma/client';
import type { Delivery, DeliveryState, NoticeKind } from '../../notices/outbox';
import { toInstant, toInstantOrNull } from '../columns';

export const toDelivery = ({
  seq: _seq,
  subject: _subject,
  leaseUntil: _lease,
  reckonedAt: _reckoned,
  moved: _moved,
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

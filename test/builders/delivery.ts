import { randomUUID } from 'node:crypto';
import type { Instant } from '../../src/domain/calendar/date';
import type { Delivery } from '../../src/notices/outbox';

/** An alert on its way for the first time. */
export const aDelivery = (over: Partial<Delivery>, now: Instant): Delivery => ({
  id: randomUUID(),
  kind: 'alert',
  authority: '341',
  caseId: null,
  obligation: '',
  occurrence: '',
  recipient: '',
  dueAt: now,
  urgent: false,
  state: 'sending',
  tenantId: '',
  attempts: 1,
  taken: 1,
  unanswered: 0,
  asked: 0,
  notBefore: now,
  possibleRepeat: false,
  lastError: null,
  sentAt: null,
  conversationId: null,
  serviceUrl: null,
  activityId: null,
  cardHash: null,
  foldedInto: null,
  folds: 0,
  atRest: false,
  acknowledgedBy: null,
  acknowledgedAt: null,
  ...over,
});

import type { Instant } from '../../domain/calendar/date';
import type { AuditNote, OperatorDeed } from './entry';

/** A command that changed what is known of an authority. */
export const operatorNote = (action: OperatorDeed, authority: string, at: Instant): AuditNote => ({
  ...{ authority, tenant: null, person: null, role: null, at, action, outcome: 'done' },
  ...{ cases: [], fields: [], reason: null, from: null, to: null },
});

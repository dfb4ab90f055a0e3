import type { Instant } from '../../domain/calendar/date';
import type { KeptPerson } from '../../people/directory';
import type { AuditNote } from './entry';

/** Somebody who is in the directory, and all the same was answered as a stranger: they have left, or came as a guest. */
export const strangerNote = (person: KeptPerson, at: Instant): AuditNote => ({
  ...{ authority: person.authority, tenant: person.tenantId, person: person.id, role: null, at },
  ...{ action: 'ask', outcome: 'refused', cases: [], fields: [], reason: person.left ? 'left' : 'guest' },
  ...{ from: null, to: null },
});

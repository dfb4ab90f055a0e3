import { draftNote } from '../../casework/deed';
import type { Draft } from '../../casework/draft-store';
import type { Action } from '../../domain/access/table';
import type { Turn } from '../turn';
import type { PageDeps } from './deps';

/**
 * Keeps a draft. The trail says who typed, towards what, and which fields are filled in: a draft holds a child's details
 * before there is a case.
 */
export async function keep(
  { person }: Turn,
  action: Action,
  begun: Omit<Draft, 'savedBy' | 'savedAt'>,
  { storage, clock }: Pick<PageDeps, 'storage' | 'clock'>,
): Promise<void> {
  const draft: Draft = { ...begun, savedBy: person.id, savedAt: clock.now() };
  await storage.drafts.save(draft);
  storage.audit.later(draftNote({ person, action }, draft, draft.savedAt, 'drafted'));
}

/** What an unfinished report becomes: a school reports, the authority refers. */
export const reportsOrRefers = ({ person }: Turn): Action => (person.school === null ? 'refer' : 'report');

import type { Draft } from '../../casework/draft-store';
import type { Turn } from '../turn';
import { notice, type Notice } from '../views/notice';
import { short } from '../views/words';
import type { PageDeps } from './deps';
import { savedInWords } from './report/report-draft';

/** Says of what stands in the inputs that it is not on record, and whose work it is. */
export async function draftNotice(turn: Turn, draft: Draft | null, { storage }: PageDeps): Promise<Notice[]> {
  if (!draft) return [];
  const who =
    draft.savedBy === turn.person.id
      ? 'you'
      : short((await storage.directory.person(draft.savedBy))?.name ?? 'a colleague', 60);
  return [notice('accent', `Begun by ${who} ${savedInWords(draft, turn)} and not saved yet.`)];
}

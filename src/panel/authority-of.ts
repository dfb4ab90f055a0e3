import type { Authority } from '../people/directory';
import type { Stores } from '../stores';

/** Throws where the directory knows no such authority: whoever asks is of it. */
export async function authorityOf(code: string, { directory }: Pick<Stores, 'directory'>): Promise<Authority> {
  const authority = await directory.authority(code);
  if (!authority) throw new Error(`authority ${code} is not in the directory`);
  return authority;
}

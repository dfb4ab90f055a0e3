import type { Directory } from '../people/directory';

/** Where an authority's unfinished referrals lie; those of a school lie under its URN. */
export const referralDeskOf = (authority: string): string => `authority ${authority}`;

/** The authority of a desk. A school of which nobody knows any more has none: the first there is answers for it. */
export async function authorityOf(desk: string, directory: Pick<Directory, 'authorities' | 'school'>): Promise<string> {
  const all = await directory.authorities();
  const own = all.find(({ code }) => referralDeskOf(code) === desk)?.code;
  return own ?? (await directory.school(desk))?.authority ?? all[0]!.code;
}

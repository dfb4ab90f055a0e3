import { z } from 'zod';
import type { GroupReader, Member } from '../people/groups/groups';
import type { Graph } from './client';
import { NotThere, notReached } from './failure';
import { nextOf } from './pages';

const USER = '#microsoft.graph.user';
const FIELDS = '$select=id,displayName,userType,accountEnabled&$top=999';
/** More than any group of ours has: a list that has no end is not read for ever. */
const MOST_PAGES = 50;

const Page = z.object({
  value: z.array(
    z.object({
      '@odata.type': z.string().optional(),
      id: z.string().min(1),
      displayName: z.string().nullish(),
      userType: z.string().nullish(),
      accountEnabled: z.boolean().nullish(),
    }),
  ),
  '@odata.nextLink': z.string().optional(),
});

interface Given {
  readonly graph: Graph;
  /** `https://graph.microsoft.com`. */
  readonly url: string;
  readonly tenantId: string;
  /** For one group with all its pages. */
  readonly wholeMs: number;
}

/** The members of groups. No cast to users and no filter is asked for: those are answered from an index that lags behind. */
export const groupReader = ({ graph, url, tenantId, wholeMs }: Given): GroupReader => ({
  tenantId,
  whyNot: (error) => {
    const { error: code } = notReached(error);
    return code;
  },
  async members(group) {
    const signal = AbortSignal.timeout(wholeMs);
    const members: Member[] = [];
    let path: string | null = `/groups/${encodeURIComponent(group)}/members?${FIELDS}`;
    for (let pages = 0; path !== null; pages += 1) {
      if (pages === MOST_PAGES) throw new NotThere('no-end-of-members');
      const page: z.infer<typeof Page> = Page.parse(await graph.get(path, signal));
      members.push(...page.value.filter((one) => (one['@odata.type'] ?? USER) === USER).map(asMember));
      path = nextOf(page['@odata.nextLink'], url, '/groups/');
    }
    return members;
  },
});

/**
 * Without the permission to read users Graph names ids alone: then nobody could be told from a guest, so nothing is read. One
 * of whom it tells something, and not that they are a member who may sign in, is none: that keeps no role alive for others.
 */
function asMember({ id, displayName, userType, accountEnabled }: z.infer<typeof Page>['value'][number]): Member {
  if (!displayName && !userType && typeof accountEnabled !== 'boolean') throw new NotThere('members-not-readable');
  const isEnabled = accountEnabled === true && Boolean(displayName);
  return { entraId: id.toLowerCase(), name: displayName ?? '', isGuest: userType !== 'Member', isEnabled };
}

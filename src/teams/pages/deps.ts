import type { Casework } from '../../casework/casework';
import type { Clock } from '../../clock';
import { londonDate } from '../../domain/calendar/london';
import type { PolicyPack } from '../../domain/policy/pack';
import { policyPack, type Policies } from '../../domain/policy/policies';
import { Refusal } from '../../errors';
import type { Authority, Person } from '../../people/directory';
import type { Storage } from '../../stores';
import type { PageArgs } from '../turn';
import type { FieldErrors, PageResult } from './page';

export interface PageDeps {
  readonly casework: Casework;
  readonly storage: Storage;
  readonly clock: Clock;
  /** Left out: the packs that ship. */
  readonly policies?: Policies;
}

/** The person's authority with the rules that it works by today. */
export async function authorityOf(
  person: Person,
  deps: PageDeps,
): Promise<{ authority: Authority; policy: PolicyPack }> {
  const authority = await deps.storage.directory.authority(person.authority);
  if (!authority) throw new Refusal('no-authority', 'Your authority is not set up yet. Please ask your administrator.');
  return { authority, policy: (deps.policies ?? policyPack).inForce(authority.policy, londonDate(deps.clock.now())) };
}

export const again = (errors: FieldErrors, args?: PageArgs): PageResult => ({
  ...{ kind: 'again', errors },
  ...(args && { args }),
});

/** What a case refuses is said on the page that asked for it, with everything that was typed still there. */
export async function saying(work: () => Promise<PageResult>): Promise<PageResult> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refusal && ['refused', 'busy'].includes(error.code)) return again({ '': error.says });
    // The UPN stands on the case of a child with another name or date of birth.
    if (error instanceof Refusal && error.code === 'another-child') return again({ upn: error.says });
    throw error;
  }
}

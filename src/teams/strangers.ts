import type { Clock } from '../clock';
import { createRate } from '../door/rate';
import { strangerNote } from '../records/audit/stranger-note';
import type { Stores } from '../stores';
import type { Incoming } from './incoming';

interface Deps {
  readonly storage: Pick<Stores, 'directory' | 'audit'>;
  readonly clock: Clock;
}

/** So that whoever presses on and on does not fill the trail. */
const NOTED_EACH_SECONDS = 3_600;

/**
 * Puts on the trail of their authority that somebody of its directory was answered as a stranger: who has left, and
 * tries. Of nobody else is there an authority to tell, nor anything but ids to tell of.
 */
export function createStrangers({ storage, clock }: Deps) {
  const noted = createRate(1, NOTED_EACH_SECONDS);
  return async ({ tenantId, entraId }: Incoming): Promise<void> => {
    if (!tenantId || !entraId || (await noted.take(`${tenantId} ${entraId}`)) > 0) return;
    const [kept] = await storage.directory.asKept(NO_AUTHORITY, [{ tenantId, entraId }]);
    if (kept) storage.audit.later(strangerNote(kept, clock.now()));
  };
}

/** These alone, and not the people of a whole authority beside them. */
const NO_AUTHORITY = '';

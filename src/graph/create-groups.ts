import type { Config } from '../config';
import type { GroupReader } from '../people/groups/groups';
import { authenticationOf } from './authentication';
import { createGraph } from './client';
import { groupReader } from './groups';
import { createPace, PUBLISHED } from './pace';

/** `wholeMs`: for one group with all its pages, and their repeats. */
const PATIENCE = { tryMs: 15_000, wholeMs: 60_000 };

/** Groups of Entra through Microsoft Graph; null where the settings name none. */
export function createGroupReader(
  { graph: settings, app, entraGroups }: Pick<Config, 'graph' | 'app' | 'entraGroups'>,
  patience = PATIENCE,
): GroupReader | null {
  if (!settings || !entraGroups) return null;
  const authentication = app ? authenticationOf(app) : null;
  const { url } = settings;
  const graph = createGraph({ url, authentication, pace: createPace(PUBLISHED), tryMs: patience.tryMs });
  return groupReader({ graph, url, tenantId: entraGroups.tenantId, wholeMs: patience.wholeMs });
}

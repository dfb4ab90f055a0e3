import type { Clock } from '../../clock';
import { describeError, type Log } from '../../log';
import type { AlarmCall } from '../../notices/chain/taking';
import { callForUnnamedGroups } from '../../notices/operator-call';
import { operatorNote } from '../../records/audit/operator-note';
import type { Storage } from '../../stores';
import { takeIn } from '../import/people';
import { comeByGroups, noteSource } from './source';

/** So long there is for a people file, or for putting the groups back: with no people at all nobody looks for a child. */
const GIVEN_MS = 24 * 3_600_000;

interface Deps {
  readonly storage: Storage;
  /** Authorities of which groups are named. */
  readonly named: readonly string[];
  readonly clock: Clock;
  readonly alarm: AlarmCall;
  readonly log: Log;
}

/**
 * Authorities whose people came by groups and of which no group is named any more: nobody would take a role from them ever
 * again. The operator is called at once, and after a day the roles are withdrawn. Never rejects.
 */
export async function watchNoLongerNamed(deps: Deps): Promise<void> {
  try {
    for (const { code } of await deps.storage.directory.authorities()) await watch(code, deps);
  } catch (error) {
    deps.log.error(describeError(error), 'roles from groups: background work failed');
  }
}

async function watch(authority: string, deps: Deps): Promise<void> {
  const { named, clock, log } = deps;
  const { settings } = deps.storage;
  const key = `groups-not-named-since ${authority}`;
  const since = (await settings.get(key)) ?? '';
  const isLeft = !named.includes(authority) && (await comeByGroups(authority, settings));
  if (!isLeft) return since === '' ? undefined : settings.set(key, '');
  const now = clock.now();
  if (since === '') {
    await settings.set(key, now);
    log.warn(
      { authority },
      'no group of this authority is named any more: its people keep the roles that they had for a day',
    );
  }
  if (since === '' || Date.parse(now) - Date.parse(since) < GIVEN_MS) return callForUnnamedGroups(authority, deps);
  await deps.storage.transaction(async (stores) => {
    await takeIn(authority, [], now, stores);
    await stores.audit.add({ ...operatorNote('read-groups', authority, now), fields: ['people.withdrawn'] });
    await noteSource(authority, 'file', stores.settings);
  });
  log.warn(
    { authority },
    'nobody of this authority has a role any more: no group of it is named, and no people file was imported',
  );
}

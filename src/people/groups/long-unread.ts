import type { Clock } from '../../clock';
import type { Log } from '../../log';
import type { AlarmCall } from '../../notices/chain/taking';
import { callForUnreadGroups } from '../../notices/operator-call';
import type { Storage } from '../../stores';

/** Until then it may be Entra or the network, which come back by themselves. */
const LONG_MS = 3_600_000;

interface Deps {
  readonly storage: Pick<Storage, 'settings'>;
  readonly clock: Clock;
  readonly alarm: AlarmCall;
  readonly log: Log;
}

/** Roles that were withdrawn in Entra work on while groups cannot be read: after a while somebody has to hear of it. */
export async function watchUnread(authority: string, isSettled: boolean, deps: Deps): Promise<void> {
  const { settings } = deps.storage;
  const key = `groups-not-read-since ${authority}`;
  const since = (await settings.get(key)) ?? '';
  const now = deps.clock.now();
  if (isSettled && since !== '') await settings.set(key, '');
  if (!isSettled && since === '') await settings.set(key, now);
  const isLong = since !== '' && Date.parse(now) - Date.parse(since) >= LONG_MS;
  if (!isSettled && isLong) await callForUnreadGroups(authority, deps);
}

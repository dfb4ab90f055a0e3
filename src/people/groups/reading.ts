import type { Clock } from '../../clock';
import type { Instant } from '../../domain/calendar/date';
import { describeError, type Log } from '../../log';
import { operatorNote } from '../../records/audit/operator-note';
import type { Storage, Stores } from '../../stores';
import type { AlarmCall } from '../../notices/chain/taking';
import type { Person } from '../directory';
import { distinct } from '../import/duplicates';
import { takeIn, type NewPerson } from '../import/people';
import { unknownAuthorities, unknownSchools } from '../import/schools';
import type { GroupReader, GroupRole, Member } from './groups';
import { watchUnread } from './long-unread';
import { watchNoLongerNamed } from './no-longer-named';
import { noteSource } from './source';
import { whoBelongs } from './who-belongs';

/** How long a role that was withdrawn in Entra can still be used at most, as long as Entra answers. */
const EVERY_MS = 5 * 60_000;

export interface RolesFromGroups {
  /** Reads the groups where it is time to. Never rejects: what could not be read is told the log, and nothing changes. */
  readWhenDue(): Promise<void>;
  /** Waits for a reading that is under way. */
  idle(): Promise<void>;
}

/** Where no groups are named, people come from a file; those who came by groups once are not forgotten. */
export function withoutGroups(deps: Pick<Deps, 'storage' | 'clock' | 'alarm' | 'log'>): RolesFromGroups {
  let watching: Promise<void> | null = null;
  return {
    async readWhenDue() {
      watching ??= watchNoLongerNamed({ ...deps, named: [] }).finally(() => (watching = null));
      await watching;
    },
    idle: async () => void (await watching),
  };
}

interface Deps {
  readonly storage: Storage;
  readonly groups: readonly GroupRole[];
  readonly reader: GroupReader;
  readonly clock: Clock;
  readonly alarm: AlarmCall;
  readonly log: Log;
}

/**
 * People and their roles from groups of Entra, in place of a file. All groups of an authority are read before anything of it
 * is changed, so that nobody loses a role because Graph failed half-way; what is wrong with the groups of one authority
 * keeps no role alive at another.
 */
export function createRolesFromGroups(deps: Deps): RolesFromGroups {
  const { groups, clock, log, reader } = deps;
  const all = distinct(groups.map(({ authority }) => authority));
  /** By group, as they were read last: who stands at two authorities is seen also while one of them cannot be read. */
  const members = new Map<string, readonly Member[]>();
  let readAt: Instant | null = null;
  let unsettled: readonly string[] = all;
  let reading: Promise<void> | null = null;

  const isTimeForAll = (now: Instant): boolean =>
    readAt === null || Math.abs(Date.parse(now) - Date.parse(readAt)) >= EVERY_MS;

  /** One group after another; one that gives several roles is read once. Throws at the first that cannot be read. */
  async function readGroups(authority: string, seen: Set<string>): Promise<void> {
    for (const { group } of groups.filter((one) => one.authority === authority)) {
      if (!seen.has(group)) members.set(group, await reader.members(group));
      seen.add(group);
    }
  }

  /** Which of them it went well for. */
  async function tried(authorities: readonly string[], work: (authority: string) => Promise<boolean>) {
    const well: string[] = [];
    for (const authority of authorities) {
      try {
        if (await work(authority)) well.push(authority);
      } catch (error) {
        const code = reader.whyNot(error);
        log.error({ ...describeError(error), code, authority }, 'groups could not be read: all roles stay as they are');
      }
    }
    return well;
  }

  async function read(now: Instant): Promise<void> {
    const due = isTimeForAll(now) ? all : unsettled;
    const seen = new Set<string>();
    const whole = await tried(due, async (authority) => {
      await readGroups(authority, seen);
      return true;
    });
    const known = groups.flatMap((one) => {
      const theirs = members.get(one.group);
      return theirs ? [{ ...one, members: theirs }] : [];
    });
    const { people, contradicting } = whoBelongs(known, reader.tenantId);
    if (contradicting > 0) log.warn({ count: contradicting }, 'people in groups that do not go together have no role');
    const unread = due.filter((authority) => !whole.includes(authority));
    const settled = await tried(whole, (authority) => settle(authority, people, unread, now, deps));
    if (due === all) readAt = now;
    unsettled = due.filter((authority) => !settled.includes(authority));
    for (const authority of due) await watchUnread(authority, settled.includes(authority), deps);
    await watchNoLongerNamed({ ...deps, named: all });
  }

  return {
    async readWhenDue() {
      const now = clock.now();
      if (isTimeForAll(now) || unsettled.length > 0)
        reading ??= read(now)
          .catch((error: unknown) => log.error(describeError(error), 'roles from groups: background work failed'))
          .finally(() => (reading = null));
      await reading;
    },
    idle: async () => void (await reading),
  };
}

/**
 * False where roles stay as they are.
 * @param people of all authorities.
 * @param unread authorities whose people stay where they are, since it is not known whether they still belong there.
 */
async function settle(
  authority: string,
  people: readonly NewPerson[],
  unread: readonly string[],
  now: Instant,
  { storage, groups, log }: Deps,
): Promise<boolean> {
  const ofAuthority = groups.filter((group) => group.authority === authority);
  return storage.transaction(async (stores) => {
    if (await speakOfTheUnknown(ofAuthority, stores, log)) return false;
    const elsewhere = new Set<string>();
    for (const code of unread) (await stores.directory.everybody(code)).forEach((one) => elsewhere.add(keyOf(one)));
    const theirs = people.filter((person) => person.authority === authority && !elsewhere.has(keyOf(person)));
    if (theirs.length === 0) {
      // Groups that are all empty at once are a mistake far more often than an authority without people.
      log.error({ authority }, 'there is nobody in any group: all roles stay as they are');
      return false;
    }
    await settleOne(authority, theirs, now, stores, log);
    await noteSource(authority, 'groups', stores.settings);
    return true;
  });
}

/** Nothing is written where nothing has changed: every import has all open cases looked at again. */
async function settleOne(code: string, people: readonly NewPerson[], now: Instant, stores: Stores, log: Log) {
  const before = await stores.directory.everybody(code);
  const fields = changes(before, people);
  if (fields.length === 0) return;
  const notes = await takeIn(code, people, now, stores);
  await stores.audit.add({ ...operatorNote('read-groups', code, now), fields });
  log.info({ authority: code, count: people.length }, 'people and roles were taken from groups');
  if (notes.length > 0) log.warn({ authority: code, count: notes.length }, 'nobody is in some of the groups');
}

const keyOf = ({ tenantId, entraId }: NewPerson) => `${tenantId} ${entraId}`;
const whatOf = ({ name, school, roles }: NewPerson) => JSON.stringify([name, school, [...roles].sort()]);

/** What the trail says of it: that there was somebody new, that somebody has no role any more, that somebody has others. */
function changes(before: readonly Person[], after: readonly NewPerson[]): string[] {
  const [known, now] = [before, after].map(
    (people) => new Map(people.map((person) => [keyOf(person), whatOf(person)])),
  );
  const keys = [...known!.keys()];
  return [
    ...([...now!.keys()].some((key) => !known!.has(key)) ? ['people.new'] : []),
    ...(keys.some((key) => !now!.has(key)) ? ['people.withdrawn'] : []),
    ...(keys.some((key) => now!.has(key) && now!.get(key) !== known!.get(key)) ? ['people.changed'] : []),
  ];
}

async function speakOfTheUnknown(groups: readonly GroupRole[], stores: Stores, log: Log): Promise<boolean> {
  const rows = groups.map((value, n) => ({ line: n + 1, value }));
  const problems = [...(await unknownAuthorities(rows, stores)), ...(await unknownSchools(rows, stores))];
  for (const { line } of problems) {
    const { authority, school } = groups[line! - 1]!;
    log.error(
      { authority, school },
      'a group is of an authority or a school that is not imported: all roles stay as they are',
    );
  }
  return problems.length > 0;
}

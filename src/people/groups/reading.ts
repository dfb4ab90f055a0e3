import type { Clock } from '../../clock';
import type { Instant } from '../../domain/calendar/date';
import { describeError, type Log } from '../../log';
import { operatorNote } from '../../records/audit/operator-note';
import type { Storage, Stores } from '../../stores';
import type { Person } from '../directory';
import { takeIn, type NewPerson } from '../import/people';
import { unknownAuthorities, unknownSchools } from '../import/schools';
import type { GroupReader, GroupRole } from './groups';
import { whoBelongs, type ReadGroup } from './who-belongs';

/** How long a role that was withdrawn in Entra can still be used at most, as long as Entra answers. */
const EVERY_MS = 5 * 60_000;

export interface RolesFromGroups {
  /** Reads the groups where it is time to. Never rejects: what could not be read is told the log, and nothing changes. */
  readWhenDue(): Promise<void>;
  /** Waits for a reading that is under way. */
  idle(): Promise<void>;
}

/** Where no groups are named, people come from a file. */
export const NO_GROUPS: RolesFromGroups = { readWhenDue: async () => {}, idle: async () => {} };

interface Deps {
  readonly storage: Storage;
  readonly groups: readonly GroupRole[];
  readonly reader: GroupReader;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * People and their roles from groups of Entra, in place of a file. All groups are read before anything is changed, so that
 * nobody loses a role because Graph failed half-way.
 */
export function createRolesFromGroups(deps: Deps): RolesFromGroups {
  const { clock, log, reader } = deps;
  let readAt: Instant | null = null;
  let reading: Promise<void> | null = null;

  async function read(now: Instant): Promise<void> {
    try {
      const groups = await inTurn(deps.groups, reader);
      await settle(groups, now, deps);
      readAt = now;
    } catch (error) {
      log.error(
        { ...describeError(error), code: reader.whyNot(error) },
        'groups could not be read: all roles stay as they are',
      );
    }
  }

  return {
    async readWhenDue() {
      const now = clock.now();
      const isDue = readAt === null || Math.abs(Date.parse(now) - Date.parse(readAt)) >= EVERY_MS;
      if (isDue) reading ??= read(now).finally(() => (reading = null));
      await reading;
    },
    idle: async () => void (await reading),
  };
}

/** One group after another; a group that gives several roles is read once. */
async function inTurn(groups: readonly GroupRole[], reader: GroupReader): Promise<ReadGroup[]> {
  const members = new Map<string, ReadGroup['members']>();
  for (const { group } of groups) {
    if (!members.has(group)) members.set(group, await reader.members(group));
  }
  return groups.map((one) => ({ ...one, members: members.get(one.group)! }));
}

async function settle(groups: readonly ReadGroup[], now: Instant, { storage, reader, log }: Deps): Promise<void> {
  const { people, contradicting } = whoBelongs(groups, reader.tenantId);
  if (contradicting > 0) log.warn({ count: contradicting }, 'people in groups that do not go together have no role');
  const codes = [...new Set(groups.map(({ authority }) => authority))];
  const empty = codes.filter((code) => !people.some(({ authority }) => authority === code));
  if (empty.length > 0) {
    // Groups that are all empty at once are a mistake far more often than an authority without people.
    for (const authority of empty) log.error({ authority }, 'there is nobody in any group: all roles stay as they are');
    return;
  }
  await storage.transaction(async (stores) => {
    if (await speakOfTheUnknown(groups, stores, log)) return;
    for (const code of codes) {
      const theirs = people.filter(({ authority }) => authority === code);
      await settleOne(code, theirs, now, stores, log);
    }
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

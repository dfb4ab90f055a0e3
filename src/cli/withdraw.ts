import { parseArgs } from 'node:util';
import type { Instant } from '../domain/calendar/date';
import { takeIn } from '../people/import/people';
import type { Storage } from '../stores';
import { EXIT, UsageError, type CliCommand } from './command';
import { nowFor } from './now';

/**
 * Shuts one person out at once. The people file does it for everybody whom it leaves out; where roles come from groups there
 * is no file, and while the groups cannot be read nothing else would take a role away.
 */
export const withdrawCommand: CliCommand = {
  name: 'withdraw',
  takes: 'ENTRA_ID',
  helps:
    'Takes every role from one person at once. Leave them out of the next people file, or take them out of their groups: ' +
    'else they have it again with that.',
  async run(args, around) {
    const entraId = asked(args);
    return around.withStorage(async (storage, time) => {
      const now = await nowFor(storage, time);
      const { names, notes } = await withdrawn(entraId, storage, now);
      if (names.length === 0) {
        around.warn('Nobody with this Entra object id has a role here: nothing has changed.');
        return EXIT.refused;
      }
      around.say(`${names.join(', ')} may do nothing here any more.`);
      for (const note of notes) around.warn(`Please look: ${note}`);
      return EXIT.done;
    });
  },
};

/** Names of whom this was, as their authorities have it, and what may be a mistake. All others stay as they are. */
async function withdrawn(entraId: string, storage: Storage, now: Instant) {
  const [names, notes]: [string[], string[]] = [[], []];
  for (const { code } of await storage.directory.authorities()) {
    await storage.transaction(async (stores) => {
      const everybody = await stores.directory.everybody(code);
      const theirs = everybody.filter((one) => one.entraId === entraId);
      if (theirs.length === 0) return;
      const others = everybody
        .filter((one) => !theirs.includes(one))
        .map(({ tenantId, entraId: id, name, authority, school, roles }) => {
          return { tenantId, entraId: id, name, authority, school, roles };
        });
      notes.push(...(await takeIn(code, others, now, stores)));
      names.push(...theirs.map(({ name }) => name));
    });
  }
  return { names, notes };
}

function asked(args: readonly string[]): string {
  const wrong = new UsageError(`It is written: ${withdrawCommand.name} ${withdrawCommand.takes}`);
  try {
    const { positionals } = parseArgs({ args: [...args], allowPositionals: true });
    const [entraId, ...more] = positionals;
    if (entraId === undefined || more.length > 0) throw wrong;
    return entraId.toLowerCase();
  } catch {
    throw wrong;
  }
}

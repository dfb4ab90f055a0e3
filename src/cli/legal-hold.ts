import { parseArgs } from 'node:util';
import { orderLegalHold } from '../casework/legal-hold';
import { readReference } from '../casework/reference';
import { LookAgain } from '../casework/record';
import { Refusal } from '../errors';
import { createLog } from '../log';
import type { Person } from '../people/directory';
import type { Storage } from '../stores';
import { EXIT, UsageError, type CliCommand, type Surroundings } from './command';
import { nowFor } from './now';
import { theCase } from './the-case';

/** A court, an inquiry or a complaint may ask for a case whose time is over. */
export const holdCommand: CliCommand = {
  name: 'hold',
  takes: 'REFERENCE --reason TEXT [--lift] [--by ENTRA_ID] [--authority CODE]',
  helps: 'Forbids that anything of a case is deleted, on the word of a service manager; --lift takes it back.',
  async run(args, around) {
    const { reference, authority, reason, lift, by } = asked(args);
    return around.withStorage(async (storage, time) => {
      const found = await theCase(reference, authority, storage, around);
      const manager = found && (await managerOf(found.authority, by, storage, around));
      if (!found || !manager) return EXIT.refused;
      const now = await nowFor(storage, time);
      const deps = { storage, policies: await around.policies(), clock: { now: () => now }, log: createLog('silent') };
      try {
        await orderLegalHold({ theCase: found, by: manager, reason, ends: lift }, deps);
      } catch (error) {
        if (!(error instanceof Refusal) && !(error instanceof LookAgain)) throw error;
        around.warn(error instanceof Refusal ? error.says : 'Somebody has just written on the case. Please try again.');
        return EXIT.refused;
      }
      const done = lift ? `The legal hold on ${reference} was ended` : `Nothing of ${reference} is deleted from now on`;
      around.say(`${done}, on the word of ${manager.name}.`);
      return EXIT.done;
    });
  },
};

/** Where there is one service manager it is theirs; of several the one who was named. */
async function managerOf(
  authority: string,
  entraId: string | null,
  { directory }: Pick<Storage, 'directory'>,
  { warn }: Pick<Surroundings, 'warn'>,
): Promise<Person | null> {
  const all = await directory.withRoles(authority, null, ['service-manager']);
  const named = all.filter((one) => entraId === null || one.entraId === entraId);
  if (named.length === 1) return named[0]!;
  warn(
    named.length === 0
      ? 'A legal hold is the word of a service manager of the authority, and there is none of that id.'
      : 'The authority has several service managers: say on whose word with --by ENTRA_ID.',
  );
  return null;
}

const OPTIONS = {
  reason: { type: 'string' },
  lift: { type: 'boolean' },
  by: { type: 'string' },
  authority: { type: 'string' },
} as const;

function asked(args: readonly string[]) {
  const wrong = new UsageError(`It is written: ${holdCommand.name} ${holdCommand.takes}`);
  let parsed;
  try {
    parsed = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  } catch {
    throw wrong;
  }
  const { reason = '', lift = false, by = null, authority = null } = parsed.values;
  const [typed, ...more] = parsed.positionals;
  const reference = typed === undefined || more.length > 0 ? null : readReference(typed);
  if (reference === null || reason.trim() === '') throw wrong;
  return { reference, reason, lift, by, authority };
}

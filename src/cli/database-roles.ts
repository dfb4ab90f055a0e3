import { parseArgs } from 'node:util';
import { makeApplicationRole, UnfitRole } from '../database/application-role';
import type { Database } from '../database/open-database';
import { openJobs } from '../jobs/jobs';
import { EXIT, UsageError, type CliCommand } from './command';

/** What the server takes as a name. */
const LONGEST_NAME = 63;

/** The owner's: the bot itself connects as a role that cannot undo what is forbidden it. */
export const databaseRoles: CliCommand = {
  name: 'database roles',
  takes: '--app NAME',
  helps: 'As the owner: brings the database up to date and gives the role that the bot connects as its rights.',
  async run(args, around) {
    const role = asked(args);
    return around.withDatabase(async (database) => {
      const refusal = whyNot(database);
      if (refusal !== null) {
        around.warn(refusal);
        return EXIT.refused;
      }
      await makeQueue(database);
      try {
        const isNew = await makeApplicationRole(database, role);
        around.say(`${role} may now do what the bot does, and nothing else.`);
        if (isNew) around.say(`It is new and has no password yet. In psql: \\password ${role}`);
        return EXIT.done;
      } catch (error) {
        if (!(error instanceof UnfitRole)) throw error;
        around.warn(`${error.message} Give the name of another role, or of one that is to be made.`);
        return EXIT.refused;
      }
    }, 'without keys');
  },
};

function whyNot({ home, ownsSchema }: Database): string | null {
  if (!('url' in home)) {
    return 'The embedded database has no roles: whoever can read its folder owns it. Name a server by DATABASE_URL.';
  }
  return ownsSchema ? null : 'Only the owner of the database can give rights. Put their address into DATABASE_URL.';
}

async function makeQueue(database: Database): Promise<void> {
  let failure: unknown;
  const jobs = await openJobs(database, (error) => (failure ??= error));
  await jobs.stop();
  if (failure) throw failure as Error;
}

function asked(args: readonly string[]): string {
  const wrong = new UsageError(`It is written: ${databaseRoles.name} ${databaseRoles.takes}`);
  let role: string | undefined;
  try {
    role = parseArgs({ args: [...args], options: { app: { type: 'string' } } }).values.app;
  } catch {
    throw wrong;
  }
  if (!role) throw wrong;
  if (Buffer.byteLength(role) > LONGEST_NAME || /\p{Cc}/u.test(role))
    throw new UsageError('That is no name of a role.');
  return role;
}

import { DatabaseInUse } from '../database/folder-lock';
import { openDatabase } from '../database/open-database';
import { policiesIn, PolicyFolderError } from '../policy-folder';
import { openStorage } from '../database/prisma-storage';
import { EXIT, UsageError, type Surroundings } from './command';
import { runCommand } from './commands';
import { databasePlace } from './place';

const around: Surroundings = {
  say: (text) => console.log(text),
  warn: (text) => console.error(text),
  policies: () => policiesIn(process.env['POLICY_DIR'] || null),
  async withStorage(work) {
    const database = await openDatabase(databasePlace(process.env));
    try {
      return await work(openStorage(database, undefined, unreadable));
    } finally {
      await database.close();
    }
  },
};

/** Whoever only lists cases leaves it out; the operator hears of it. */
const unreadable = (id: string): void =>
  around.warn(`The case with the id ${id} cannot be read, and is left out here.`);

/** What cannot be helped is said in one sentence; a stack of calls tells an operator nothing. */
function explain(error: unknown): number {
  if (error instanceof UsageError) {
    around.warn(error.says);
    return EXIT.usage;
  }
  around.warn(
    error instanceof DatabaseInUse || error instanceof PolicyFolderError
      ? error.message
      : `It could not be done: ${describe(error)}`,
  );
  return EXIT.refused;
}

const describe = (error: unknown): string => {
  const { code, message } = error as { code?: unknown; message?: unknown };
  return [code, message].filter((part) => typeof part === 'string' && part !== '').join(', ');
};

void runCommand(process.argv.slice(2), around)
  .catch(explain)
  .then((code) => {
    process.exitCode = code;
  });

import { Explained } from '../explained';
import { refuseOldNode } from '../node-version';
import { EXIT, UsageError, type Surroundings } from './command';
import { runCommand } from './commands';
import { operatorOf } from './operator';
import { databasePlace } from './place';

const around: Surroundings = {
  say: (text) => console.log(text),
  warn: (text) => console.error(text),
  async policies() {
    const { policiesIn } = await import('../policy-folder.ts');
    return policiesIn(process.env['POLICY_DIR'] || null);
  },
  async withStorage(work) {
    const { openStorage } = await import('../database/prisma-storage.ts');
    return around.withDatabase((database) => work(openStorage(database, undefined, unreadable), database.time));
  },
  async fieldKeys() {
    const { operatorKeys } = await import('./operator-keys.ts');
    return operatorKeys(process.env, databasePlace(process.env));
  },
  async withDatabase(work, keys) {
    const place = databasePlace(process.env);
    const operator = operatorOf(process.env);
    const fieldKeys = keys === 'without keys' ? null : await around.fieldKeys();
    const { openDatabase } = await import('../database/open-database.ts');
    const database = await openDatabase(place, { fieldKeys, operator });
    try {
      return await work(database);
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
  around.warn(error instanceof Explained ? error.message : `It could not be done: ${describe(error)}`);
  return EXIT.refused;
}

const describe = (error: unknown): string => {
  const { code, message } = error as { code?: unknown; message?: unknown };
  return [code, message].filter((part) => typeof part === 'string' && part !== '').join(', ');
};

async function run(): Promise<number> {
  refuseOldNode();
  return runCommand(process.argv.slice(2), around);
}

void run()
  .catch(explain)
  .then((code) => {
    process.exitCode = code;
  });

import { BackupRefused } from '../database/backup/backup-file';
import { DatabaseInUse } from '../database/folder-lock';
import { openDatabase } from '../database/open-database';
import { FieldKeyMissing } from '../database/sealing/key-ring';
import { KeyVaultError } from '../key-vault';
import { SchemaNotReady } from '../database/schema-state';
import { policiesIn, PolicyFolderError } from '../policy-folder';
import { openStorage } from '../database/prisma-storage';
import { EXIT, UsageError, type Surroundings } from './command';
import { runCommand } from './commands';
import { ClocksApart } from './now';
import { operatorKeys } from './operator-keys';
import { databasePlace } from './place';

const around: Surroundings = {
  say: (text) => console.log(text),
  warn: (text) => console.error(text),
  policies: () => policiesIn(process.env['POLICY_DIR'] || null),
  async withStorage(work) {
    return around.withDatabase((database) => work(openStorage(database, undefined, unreadable), database.time));
  },
  fieldKeys: () => operatorKeys(process.env, databasePlace(process.env)),
  async withDatabase(work, keys) {
    const place = databasePlace(process.env);
    const fieldKeys = keys === 'without keys' ? null : await around.fieldKeys();
    const database = await openDatabase(place, { fieldKeys });
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

/** Errors whose words are for whoever reads them. */
const OURS = [
  DatabaseInUse,
  SchemaNotReady,
  PolicyFolderError,
  FieldKeyMissing,
  KeyVaultError,
  BackupRefused,
  ClocksApart,
];

/** What cannot be helped is said in one sentence; a stack of calls tells an operator nothing. */
function explain(error: unknown): number {
  if (error instanceof UsageError) {
    around.warn(error.says);
    return EXIT.usage;
  }
  const ours = OURS.some((kind) => error instanceof kind);
  around.warn(ours ? (error as Error).message : `It could not be done: ${describe(error)}`);
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

import { backUp } from '../database/backup/back-up';
import type { Manifest } from '../database/backup/backup-file';
import { restore } from '../database/backup/restore';
import { auditVerify } from './audit-commands';
import { EXIT, onlyFile, UsageError, type CliCommand, type Surroundings } from './command';
import { momentOf } from './now';

const backup: CliCommand = {
  name: 'backup',
  takes: 'FILE',
  helps: 'Everything in the database as of this moment, in one file. Bots may be at work. What is sealed stays sealed.',
  async run(args, around) {
    const file = onlyFile(args, backup);
    const manifest = await around.withDatabase((database) =>
      naming(file, async () => backUp(database, file, await momentOf(database.time))),
    );
    around.say(`Backed up ${inWords(manifest)} into ${file}.`);
    sayKeys(manifest, around);
    return EXIT.done;
  },
};

/** What was restored is held against the trail at once: a backup that was never tried is none. */
const restoring: CliCommand = {
  name: 'restore',
  takes: 'FILE',
  helps:
    'Puts a backup into an empty database of the same version, all or nothing, and verifies the audit trail in it.',
  async run(args, around) {
    const file = onlyFile(args, restoring);
    const manifest = await around.withDatabase(
      (database) => naming(file, () => restore(database, file)),
      'without keys', // they would be made in it, and it is to be empty
    );
    around.say(`Restored ${inWords(manifest)}, as of ${manifest.madeAt}.`);
    sayKeys(manifest, around);
    return auditVerify.run([], around);
  },
};

function inWords({ tables }: Manifest): string {
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  return `${rows} ${rows === 1 ? 'row' : 'rows'} of ${tables.length} tables`;
}

function sayKeys({ keys }: Manifest, around: Surroundings): void {
  if (keys.length === 0) return;
  around.say(
    `It needs the field ${keys.length === 1 ? 'key' : 'keys'} ${keys.join(', ')}: keep that in another place.`,
  );
}

async function naming<T>(file: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { code, path } = error as { readonly code?: string; readonly path?: string };
    if (path === undefined) throw error; // not of the file
    throw new UsageError(code === 'EEXIST' ? `There is a file ${file} already.` : `${file}: ${code}`);
  }
}

export const backupCommands: readonly CliCommand[] = [backup, restoring];

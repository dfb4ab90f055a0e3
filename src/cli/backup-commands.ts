import { backUp } from '../database/backup/back-up';
import type { Manifest } from '../database/backup/backup-file';
import { restore } from '../database/backup/restore';
import { auditVerify } from './audit-commands';
import { EXIT, onlyFile, UsageError, type CliCommand, type Surroundings } from './command';
import { momentOf } from './now';

export const backup: CliCommand = {
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
    if (manifest.signedWith === null) around.warn(`There is no field key, so it is not signed. ${FORGEABLE}`);
    else around.say(`It is signed with the field key ${manifest.signedWith}.`);
    return EXIT.done;
  },
};

/** What was restored is held against the trail at once: a backup that was never tried is none. */
export const restoring: CliCommand = {
  name: 'restore',
  takes: 'FILE [--unchecked]',
  helps:
    'Puts a backup into an empty database of the same version, all or nothing, and verifies the audit trail in it; ' +
    '--unchecked takes on your own word one that bears no signature, or that of a key that is lost.',
  async run(args, around) {
    const unchecked = args.includes('--unchecked');
    const file = onlyFile(
      args.filter((arg) => arg !== '--unchecked'),
      restoring,
    );
    const keys = await around.fieldKeys();
    const { manifest, isSigned } = await around.withDatabase(
      (database) => naming(file, () => restore(database, file, { keys, unchecked })),
      'without keys', // they would be made in it, and it is to be empty
    );
    around.say(`Restored ${inWords(manifest)}, as of ${manifest.madeAt}.`);
    sayKeys(manifest, around);
    if (isSigned) around.say(`Its signature with the field key ${manifest.signedWith} fits.`);
    else if (manifest.signedWith === null) around.warn(`It is not signed. ${FORGEABLE}`);
    else around.warn(`Its signature was not checked. ${FORGEABLE}`);
    return auditVerify.run([], around);
  },
};

const FORGEABLE =
  'Who can write the file can have changed it: note its sha256sum where they cannot, and compare it before you restore.';

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

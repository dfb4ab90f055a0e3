import { existsSync } from 'node:fs';
import { backUp } from '../database/backup/back-up';
import type { Manifest } from '../database/backup/backup-file';
import { restore } from '../database/backup/restore';
import { openStorage } from '../database/prisma-storage';
import { auditVerify } from './audit-commands';
import { EXIT, onlyFile, UsageError, type CliCommand, type Surroundings } from './command';
import { notedEverywhere } from './noted-everywhere';
import { momentOf } from './now';

export const backup: CliCommand = {
  name: 'backup',
  takes: 'FILE',
  helps: 'Everything in the database as of this moment, in one file. Bots may be at work. What is sealed stays sealed.',
  async run(args, around) {
    const file = onlyFile(args, backup);
    if (existsSync(file)) throw new UsageError(thereAlready(file));
    const manifest = await around.withDatabase(async (database) => {
      const now = await momentOf(database.time);
      // Before a word of it can be read: what cannot be put on the trail is not copied. So the copy has its own entry, too.
      await notedEverywhere({ action: 'backup', outcome: 'read' }, openStorage(database), now);
      return naming(file, () => backUp(database, file, now));
    });
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
    await around.withStorage(async (storage, time) =>
      notedEverywhere(
        { action: 'restore', outcome: 'done', fields: [`as-of:${manifest.madeAt}`] },
        storage,
        await momentOf(time),
      ),
    );
    return auditVerify.run([], around);
  },
};

const thereAlready = (file: string): string => `There is a file ${file} already.`;

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
    throw new UsageError(code === 'EEXIST' ? thereAlready(file) : `${file}: ${code}`);
  }
}

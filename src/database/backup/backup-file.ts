import { createReadStream, createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { z } from 'zod';
import { Explained } from '../../explained';
import type { FieldKey } from '../../field-keys';
import { Sealer } from './signature';

export const FORMAT = 'whereabouts-backup-1';
const OWNER_ONLY = 0o600;
const KEY_ID = /^[\w.-]{1,32}$/;

/** The first line: what the file holds. */
export const Manifest = z.object({
  format: z.literal(FORMAT),
  madeAt: z.string(),
  /** Names of migrations. */
  schema: z.array(z.string()),
  /** Ids of the keys without which nothing that is sealed opens. */
  keys: z.array(z.string()),
  tables: z.array(z.object({ name: z.string(), rows: z.int() })),
  /** Id of the field key that it is signed with; null where there was none, as in files of before. */
  signedWith: z.string().regex(KEY_ID).nullable().default(null),
});
export type Manifest = z.infer<typeof Manifest>;

/** What is in the file is not what was written into it, or is no backup. */
export class BackupRefused extends Explained {
  override name = 'BackupRefused';
}

/** One row of a table: a line of the file. */
export interface Line {
  readonly table: string;
  /** As JSON, in the database's own words. */
  readonly row: string;
}

/**
 * Appears under its name only when it is whole. Refuses to take the place of another file.
 * @param key the one that the manifest names; null: it is not signed.
 */
export async function writeBackup(
  file: string,
  manifest: Manifest,
  lines: AsyncIterable<Line>,
  key: FieldKey | null,
): Promise<void> {
  await (await open(file, 'wx', OWNER_ONLY)).close(); // the name is ours
  const part = `${file}.part`;
  try {
    const out = createWriteStream(part, { mode: OWNER_ONLY, flush: true });
    await pipeline(Readable.from(textOf(manifest, lines, key)), createGzip(), out);
    await rename(part, file);
  } catch (error) {
    await Promise.all([rm(part, { force: true }), rm(file, { force: true })]);
    throw error;
  }
}

async function* textOf(manifest: Manifest, lines: AsyncIterable<Line>, key: FieldKey | null): AsyncGenerator<string> {
  const sealer = new Sealer(key);
  const sealed = (line: string): string => {
    sealer.add(line);
    return `${line}\n`;
  };
  yield sealed(JSON.stringify(manifest));
  for await (const { table, row } of lines) yield sealed(`${table}\t${row}`);
  yield `${JSON.stringify(sealer.seal())}\n`;
}

/**
 * The rows of a file that was checked. Throws `BackupRefused` after the last one when it is no longer what was checked.
 * @param sha256 of the file as it was.
 */
export async function* rowsIn(file: string, sha256: string): AsyncGenerator<Line> {
  const sealer = new Sealer(null);
  let before: string | null = null;
  let isManifest = true;
  for await (const line of linesOf(file)) {
    if (before !== null) {
      sealer.add(before);
      if (!isManifest) yield { table: tableOf(before), row: before.slice(before.indexOf('\t') + 1) };
      isManifest = false;
    }
    before = line;
  }
  if (sealer.seal().sha256 !== sha256) {
    throw new BackupRefused('The file was changed while it was read: nothing was restored.');
  }
}

export const tableOf = (line: string): string => line.slice(0, line.indexOf('\t'));

/** Split at the ends of our lines alone: a text may hold other signs that count as such. */
export async function* linesOf(file: string): AsyncGenerator<string> {
  const unzipped = createGunzip();
  createReadStream(file)
    .on('error', (error) => unzipped.destroy(error))
    .pipe(unzipped)
    .setEncoding('utf8');
  let begun = '';
  try {
    for await (const text of unzipped as AsyncIterable<string>) {
      const [first, ...more] = text.split('\n');
      begun += first;
      for (const next of more) {
        yield begun;
        begun = next;
      }
    }
  } catch (error) {
    if ((error as { readonly syscall?: string }).syscall) throw error; // of the file system, not of what is in the file
    throw new BackupRefused('The file cannot be read as a backup: nothing was restored.');
  }
  if (begun !== '') yield begun;
}

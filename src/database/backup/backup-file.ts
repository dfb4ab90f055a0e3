import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { z } from 'zod';

export const FORMAT = 'whereabouts-backup-1';
const OWNER_ONLY = 0o600;

/** The first line: what the file holds. */
const Manifest = z.object({
  format: z.literal(FORMAT),
  madeAt: z.string(),
  /** Names of migrations. */
  schema: z.array(z.string()),
  /** Ids of the keys without which nothing that is sealed opens. */
  keys: z.array(z.string()),
  tables: z.array(z.object({ name: z.string(), rows: z.int() })),
});
export type Manifest = z.infer<typeof Manifest>;

/** The last line: SHA-256 of all before it. */
const Seal = z.object({ sha256: z.string() });

/** What is in the file is not what was written into it, or is no backup. */
export class BackupRefused extends Error {
  override name = 'BackupRefused';
}

/** One row of a table: a line of the file. */
export interface Line {
  readonly table: string;
  /** As JSON, in the database's own words. */
  readonly row: string;
}

/** Appears under its name only when it is whole. Refuses to take the place of another file. */
export async function writeBackup(file: string, manifest: Manifest, lines: AsyncIterable<Line>): Promise<void> {
  await (await open(file, 'wx', OWNER_ONLY)).close(); // the name is ours
  const part = `${file}.part`;
  try {
    const out = createWriteStream(part, { mode: OWNER_ONLY, flush: true });
    await pipeline(Readable.from(textOf(manifest, lines)), createGzip(), out);
    await rename(part, file);
  } catch (error) {
    await Promise.all([rm(part, { force: true }), rm(file, { force: true })]);
    throw error;
  }
}

async function* textOf(manifest: Manifest, lines: AsyncIterable<Line>): AsyncGenerator<string> {
  const hash = createHash('sha256');
  const sealed = (line: string): string => {
    hash.update(`${line}\n`);
    return `${line}\n`;
  };
  yield sealed(JSON.stringify(manifest));
  for await (const { table, row } of lines) yield sealed(`${table}\t${row}`);
  yield `${JSON.stringify({ sha256: hash.digest('hex') })}\n`;
}

/** Reads it from end to end before anything is believed of it. Throws `BackupRefused`. */
export async function checkedManifest(file: string): Promise<Manifest> {
  const hash = createHash('sha256');
  const counts = new Map<string, number>();
  let manifest: Manifest | null = null;
  let last: string | null = null;
  for await (const line of linesOf(file)) {
    if (last !== null) {
      hash.update(`${last}\n`);
      if (manifest === null) manifest = manifestOf(last);
      else counts.set(tableOf(last), (counts.get(tableOf(last)) ?? 0) + 1);
    }
    last = line;
  }
  const seal = Seal.safeParse(json(last ?? ''));
  if (manifest === null || !seal.success || seal.data.sha256 !== hash.digest('hex')) {
    throw new BackupRefused('The file is not whole, or it was changed since it was made: nothing was restored.');
  }
  if (manifest.tables.some(({ name, rows }) => (counts.get(name) ?? 0) !== rows)) {
    throw new BackupRefused('The file does not hold what it says that it holds: nothing was restored.');
  }
  return manifest;
}

/** The rows of a file that was checked. */
export async function* rowsIn(file: string): AsyncGenerator<Line> {
  let before: string | null = null;
  let isManifest = true;
  for await (const line of linesOf(file)) {
    if (before !== null) yield { table: tableOf(before), row: before.slice(before.indexOf('\t') + 1) };
    before = isManifest ? null : line;
    isManifest = false;
  }
}

const tableOf = (line: string): string => line.slice(0, line.indexOf('\t'));

/** Split at the ends of our lines alone: a text may hold other signs that count as such. */
async function* linesOf(file: string): AsyncGenerator<string> {
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

function manifestOf(line: string): Manifest {
  const manifest = Manifest.safeParse(json(line));
  if (!manifest.success) throw new BackupRefused('The file is no backup of Whereabouts, or of a later version of it.');
  return manifest.data;
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

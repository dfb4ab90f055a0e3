import type { FieldKeys } from '../../field-keys';
import { BackupRefused, linesOf, Manifest, tableOf } from './backup-file';
import { isSame, Seal, Sealer } from './signature';

/** By what a backup is believed. */
export interface Trust {
  /** Those that it may be signed with. Null: there are none, and what bears no signature is taken as it is. */
  readonly keys: FieldKeys;
  /** On the operator's word: also what bears no signature, or one by a key that is not there. */
  readonly unchecked: boolean;
}

export interface Checked {
  readonly manifest: Manifest;
  /** Of all of it but its last line. */
  readonly sha256: string;
  /** Whether it bears the signature of one of our keys, which fits. */
  readonly isSigned: boolean;
}

/** Reads it from end to end before anything is believed of it. Throws `BackupRefused`. */
export async function checkedBackup(file: string, trust: Trust): Promise<Checked> {
  const counts = new Map<string, number>();
  let read: Begun | null = null;
  let last: string | null = null;
  for await (const line of linesOf(file)) {
    if (last !== null) {
      if (read) counts.set(tableOf(last), (counts.get(tableOf(last)) ?? 0) + 1);
      read ??= begun(last, trust);
      read.sealer.add(last);
    }
    last = line;
  }
  const seal = Seal.safeParse(json(last ?? ''));
  const is = read?.sealer.seal();
  if (read === null || is === undefined || !seal.success || seal.data.sha256 !== is.sha256) {
    throw new BackupRefused('The file is not whole, or it was changed since it was made: nothing was restored.');
  }
  const { manifest, isSigned } = read;
  if (isSigned && !isSame(seal.data.hmac, is.hmac)) throw new BackupRefused(forged(manifest));
  if (manifest.tables.some(({ name, rows }) => (counts.get(name) ?? 0) !== rows)) {
    throw new BackupRefused('The file does not hold what it says that it holds: nothing was restored.');
  }
  return { manifest, sha256: is.sha256, isSigned };
}

interface Begun {
  readonly manifest: Manifest;
  readonly sealer: Sealer;
  readonly isSigned: boolean;
}

function begun(line: string, { keys, unchecked }: Trust): Begun {
  const parsed = Manifest.safeParse(json(line));
  if (!parsed.success) throw new BackupRefused('The file is no backup of Whereabouts, or of a later version of it.');
  const manifest = parsed.data;
  const { signedWith } = manifest;
  const key = (keys ?? []).find(({ id }) => id === signedWith) ?? null;
  if (!key && !unchecked) {
    if (signedWith !== null) throw new BackupRefused(keyMissing(signedWith));
    // Who can write the file can take its signature out.
    if (keys !== null) throw new BackupRefused(NOT_SIGNED);
  }
  return { manifest, sealer: new Sealer(key), isSigned: key !== null };
}

const ON_YOUR_WORD =
  'Compare its sha256sum with the one that was noted when it was made, and add --unchecked to restore it on your own word.';

const NOT_SIGNED =
  'The file is not signed, and there are field keys by which it should be: it was made without them or by an earlier ' +
  `version, or somebody has taken its signature out. Nothing was restored. ${ON_YOUR_WORD}`;

const keyMissing = (id: string): string =>
  `The file is signed with the field key ${id}, which FIELD_KEYS (or the key vault) has not. Nothing was restored. Put ` +
  `the key back. If it is lost: ${ON_YOUR_WORD[0]!.toLowerCase()}${ON_YOUR_WORD.slice(1)}`;

const forged = ({ signedWith }: Manifest): string =>
  `The file was changed by somebody who has not the field key ${signedWith}, or that key is another one than it was. ` +
  'Nothing was restored. Keep the file as it is, and take another backup.';

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

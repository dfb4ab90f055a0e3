import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const NAME = 'field-keys';
const OWNER_ONLY = 0o600;

/** What the key file of an embedded database says, as in `FIELD_KEYS`; null where there is none. */
export function keyFileIn(folder: string): string | null {
  try {
    return readFileSync(path.join(folder, NAME), 'utf8').trim();
  } catch (error) {
    if ((error as { readonly code?: string }).code === 'ENOENT') return null;
    throw error;
  }
}

/** For the demo: a key beside the data guards a copy of the database, and not one of the folder. */
export function keyFileMadeIn(folder: string): string {
  const known = keyFileIn(folder);
  if (known !== null) return known;
  mkdirSync(folder, { recursive: true });
  const keys = `demo:${randomBytes(32).toString('base64')}`;
  writeFileSync(path.join(folder, NAME), `${keys}\n`, { mode: OWNER_ONLY, flag: 'wx' });
  return keys;
}

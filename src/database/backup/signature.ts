import { createHash, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { FieldKey } from '../../field-keys';

/** A key that signs backups seals nothing, and the other way round. */
const PURPOSE = 'whereabouts-backup-1';
const BYTES = 32;

/** The last line of a backup. */
export const Seal = z.object({
  /** SHA-256 of all before it, in hex: finds damage, and no forgery. */
  sha256: z.string(),
  /** HMAC-SHA-256 of the same by a key that only who has the field key can derive; not there where there was none. */
  hmac: z.string().optional(),
});
export type Seal = z.infer<typeof Seal>;

/** Takes the lines of a backup one by one and says how they are sealed. */
export class Sealer {
  readonly #hash = createHash('sha256');
  readonly #hmac;

  /** @param key the field key that signs; null: nothing does. */
  constructor(key: FieldKey | null) {
    this.#hmac = key && createHmac('sha256', new Uint8Array(hkdfSync('sha256', key.secret, '', PURPOSE, BYTES)));
  }

  add(line: string): void {
    this.#hash.update(`${line}\n`);
    this.#hmac?.update(`${line}\n`);
  }

  /** Once, after the last line. */
  seal(): Seal {
    const sha256 = this.#hash.digest('hex');
    return this.#hmac ? { sha256, hmac: this.#hmac.digest('hex') } : { sha256 };
  }
}

/** Whether one says what the other says, in a time that does not tell how much of it. */
export function isSame(one: string | undefined, other: string | undefined): boolean {
  const [a, b] = [Buffer.from(one ?? ''), Buffer.from(other ?? '')];
  return a.length === b.length && timingSafeEqual(a, b);
}

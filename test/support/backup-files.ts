import { createHash, createHmac, hkdfSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { FieldKey } from '../../src/field-keys';

/** The lines of a backup without the last one, which seals it. */
export const bodyOf = (file: string): string[] => textOf(file).trimEnd().split('\n').slice(0, -1);

export const textOf = (file: string): string => gunzipSync(readFileSync(file)).toString();

/** A backup of these lines, sealed as whoever has this key can seal it; null: as everybody can. */
export function sealedText(lines: readonly string[], key: FieldKey | null): string {
  const text = lines.map((line) => `${line}\n`).join('');
  const seal = {
    sha256: createHash('sha256').update(text).digest('hex'),
    ...(key && {
      hmac: createHmac('sha256', Buffer.from(hkdfSync('sha256', key.secret, '', 'whereabouts-backup-1', 32)))
        .update(text)
        .digest('hex'),
    }),
  };
  return `${text}${JSON.stringify(seal)}\n`;
}

export const sealedFile = (lines: readonly string[], key: FieldKey | null): Buffer => gzipSync(sealedText(lines, key));

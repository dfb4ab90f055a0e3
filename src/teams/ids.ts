import { createHash } from 'node:crypto';
import { z } from 'zod';

const Id = z.uuid();

/** Ids of cases, drafts and deliveries. Buttons carry them, so anything may come back in their place. */
export const isId = (text: string | undefined): text is string => Id.safeParse(text).success;

/** The same id for the same words, which are not to be read from it. */
export function idFor(...words: string[]): string {
  const hex = createHash('sha256').update(words.join(' ')).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}

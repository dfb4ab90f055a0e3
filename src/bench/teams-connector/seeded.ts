import { createHash } from 'node:crypto';

/** A number from 0 up to 1 that is as good as drawn by lot, and the same for the same words. */
export const fraction = (words: string): number => createHash('sha1').update(words).digest().readUInt32BE(0) / 2 ** 32;

import { createHash } from 'node:crypto';

const MADE_HERE = '8';

/**
 * A notice that the chain has made says so by its id, a UUID of version 8 where all others are of version 4: it has no
 * chain of its own. The same for the same alert and person, however often it is made.
 */
export function idFor(noticeId: string, recipient: string): string {
  const hex = createHash('sha256').update(`${noticeId} ${recipient}`).digest('hex');
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `${MADE_HERE}${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`];
  return [...parts, hex.slice(20, 32)].join('-');
}

export const isMadeByChain = (id: string): boolean => id.charAt(14) === MADE_HERE;

import { randomInt } from 'node:crypto';

/** No I, L, O, U, 0 or 1: what is read out over the telephone must not be mistaken, nor spell a word. */
const LETTERS = 'ABCDEFGHJKMNPQRSTVWXYZ23456789';

/** `WB-7K3M-2Q`: says nothing of the child, the school or how many cases there are. */
export function newReference(): string {
  const letters = Array.from({ length: 6 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  return `WB-${letters.slice(0, 4)}-${letters.slice(4)}`;
}

/** As people type it: lower case, without hyphens, with spaces. Null when it cannot be a reference. */
export function readReference(typed: string): string | null {
  const all = typed.toUpperCase().replace(/[\s-]/g, '');
  const letters = all.length === 8 && all.startsWith('WB') ? all.slice(2) : all;
  return letters.length === 6 && [...letters].every((letter) => LETTERS.includes(letter))
    ? `WB-${letters.slice(0, 4)}-${letters.slice(4)}`
    : null;
}

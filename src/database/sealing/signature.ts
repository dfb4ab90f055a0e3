import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** So that what is signed alike is signed by another text each time: none can be used for two entries. */
const NONCE_BYTES = 16;

/** From the key that is searched by, which no change of keys changes, and for nothing else. */
const keyFrom = (index: Uint8Array): Buffer => createHmac('sha256', index).update('whereabouts audit trail').digest();

const macOf = (text: string, nonce: string, index: Uint8Array): string =>
  createHmac('sha256', keyFrom(index)).update(`${nonce}\n${text}`).digest('base64url');

/** `nonce.mac`: whoever has it and not the key can neither change the text nor sign another. */
export function signatureOf(text: string, index: Uint8Array): string {
  const nonce = randomBytes(NONCE_BYTES).toString('base64url');
  return `${nonce}.${macOf(text, nonce, index)}`;
}

/** To the letter: one that was written in another way, which the database takes for another, would serve for two entries. */
const WRITTEN = /^([\w-]{22})\.([\w-]{43})$/;

export function isSignatureOf(text: string, signature: string, index: Uint8Array): boolean {
  const [, nonce, mac] = WRITTEN.exec(signature) ?? [];
  if (nonce === undefined || mac === undefined) return false;
  const [given, right] = [Buffer.from(mac), Buffer.from(macOf(text, nonce, index))];
  return given.length === right.length && timingSafeEqual(given, right);
}

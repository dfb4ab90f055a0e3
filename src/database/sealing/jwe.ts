import { base64url, errors, FlattenedEncrypt, flattenedDecrypt, type CryptoKey, type JWEHeaderParameters } from 'jose';

/** A value as it lies in the database: a JSON Web Encryption (RFC 7516) in its flattened form. */
export interface Sealed {
  readonly protected: string;
  readonly iv: string;
  readonly ciphertext: string;
  readonly tag: string;
}

/** What is stored was changed or taken away, or was sealed for another place. Names the place and nothing of the value. */
export class SealBroken extends Error {
  override name = 'SealBroken';
  readonly code = 'seal-broken';

  constructor(readonly place: string) {
    super(`what is stored at ${place} is not what was sealed there`);
  }
}

const PARTS = ['protected', 'iv', 'ciphertext', 'tag'] as const;

export const isSealed = (value: unknown): value is Sealed =>
  typeof value === 'object' &&
  value !== null &&
  PARTS.every((part) => typeof (value as Readonly<Record<string, unknown>>)[part] === 'string');

/**
 * The place is sealed with the value and not stored: what somebody moves to another row does not open there.
 * @param kid id of the key, where it may be one of several.
 */
export async function sealBytes(bytes: Uint8Array, key: CryptoKey, place: string, kid?: string): Promise<Sealed> {
  const { aad: _aad, ...sealed } = await new FlattenedEncrypt(bytes)
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', ...(kid === undefined ? {} : { kid }) })
    .setAdditionalAuthenticatedData(new TextEncoder().encode(place))
    .encrypt(key);
  return sealed as Sealed;
}

const ONLY = { keyManagementAlgorithms: ['dir'], contentEncryptionAlgorithms: ['A256GCM'] };

/** Throws `SealBroken`, and whatever `keyOf` throws of an id that it does not know. */
export async function openBytes(
  sealed: Sealed,
  keyOf: (kid: string) => CryptoKey | Promise<CryptoKey>,
  place: string,
): Promise<Uint8Array> {
  try {
    const whole = { ...sealed, aad: base64url.encode(place) };
    const { plaintext } = await flattenedDecrypt(
      whole,
      (header?: JWEHeaderParameters) => keyOf(header?.kid ?? ''),
      ONLY,
    );
    return plaintext;
  } catch (error) {
    throw error instanceof errors.JOSEError ? new SealBroken(place) : error;
  }
}

export const importKey = (secret: Uint8Array): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', Uint8Array.from(secret), 'AES-GCM', false, ['encrypt', 'decrypt']);

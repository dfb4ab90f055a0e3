/** A key that seals the keys of the database, by the name that is stored beside what it sealed. */
export interface FieldKey {
  readonly id: string;
  /** 32 bytes made up by chance. */
  readonly secret: Uint8Array;
}

/** The first one seals, all of them open. Null: nothing is sealed. */
export type FieldKeys = readonly FieldKey[] | null;

export class FieldKeysError extends Error {
  override name = 'FieldKeysError';
}

const ID = /^[\w.-]{1,32}$/;
const BYTES = 32;

/** `id:base64,id:base64`. Throws `FieldKeysError`, which names no more of a key than its id. */
export function readFieldKeys(text: string): readonly FieldKey[] {
  const keys = text
    .split(/[\s,]+/)
    .filter((part) => part !== '')
    .map(readKey);
  if (keys.length === 0) throw new FieldKeysError('has no key: it is a list of id:base64, separated by commas');
  const twice = keys.find(({ id }, n) => keys.findIndex((other) => other.id === id) !== n);
  if (twice) throw new FieldKeysError(`has two keys with the id ${twice.id}`);
  return keys;
}

function readKey(part: string, n: number): FieldKey {
  const [id = '', base64 = ''] = part.split(/:(.*)/s);
  if (!part.includes(':') || !ID.test(id)) {
    throw new FieldKeysError(`must be a list of id:base64, which its part ${n + 1} is not`);
  }
  const secret = Buffer.from(base64, 'base64');
  if (secret.length !== BYTES || secret.toString('base64').replace(/=+$/, '') !== base64.replace(/=+$/, '')) {
    throw new FieldKeysError(
      `must hold ${BYTES} bytes in base64 for the key ${id}, such as openssl rand -base64 32 makes`,
    );
  }
  return { id, secret: new Uint8Array(secret) };
}

import { createHmac, randomBytes } from 'node:crypto';
import type { CryptoKey } from 'jose';
import { Explained } from '../../explained';
import type { FieldKey } from '../../field-keys';
import { importKey, isSealed, openBytes, SealBroken, sealBytes, type Sealed } from './jwe';

/** The key that is needed is not among those that the process was given. Names its id and nothing of what it sealed. */
export class FieldKeyMissing extends Explained {
  override name = 'FieldKeyMissing';
  readonly code = 'field-key-missing';

  constructor(readonly ids: readonly string[]) {
    const [keys, them] = ids.length === 1 ? ['key', 'it'] : ['keys', 'them'];
    super(
      `What is stored was sealed with the ${keys} ${ids.join(', ')}, which FIELD_KEYS (or the key vault) has not. ` +
        `Put ${them} back: nothing that was sealed with ${them} can be read or written until then.`,
    );
  }
}

/** A key of the database, itself sealed. What it seals is never sealed anew: with other keys of ours, only it is. */
export interface DataKey {
  readonly keyId: string;
  readonly wrapped: Sealed;
}

const MOST_OPEN = 20_000;
export const placeOfKey = (owner: string): string => `data_keys/${owner}`;

/** The keys that an operator gave to this process, and what was opened with them. */
export class KeyRing {
  readonly #keys: ReadonlyMap<string, Promise<CryptoKey>>;
  #open = new Map<string, Promise<CryptoKey>>();

  constructor(readonly keys: readonly FieldKey[]) {
    this.#keys = new Map(keys.map(({ id, secret }) => [id, importKey(secret)]));
  }

  has(id: string): boolean {
    return this.#keys.has(id);
  }

  /** Of the key that seals. */
  get first(): string {
    const [first] = this.keys;
    if (!first) throw new Error('there is no key to seal with');
    return first.id;
  }

  /** Of those that seal no more, and are there for what they sealed. */
  get others(): readonly string[] {
    return this.keys.slice(1).map(({ id }) => id);
  }

  make(owner: string): Promise<DataKey> {
    return this.#wrap(owner, randomBytes(32));
  }

  /** The same key, sealed with our first one. */
  async rewrap(owner: string, wrapped: Sealed): Promise<DataKey> {
    return this.#wrap(owner, await this.unwrap(owner, wrapped));
  }

  /** Throws `FieldKeyMissing`. */
  unwrap(owner: string, wrapped: Sealed): Promise<Uint8Array> {
    return openBytes(wrapped, (kid) => this.#key(kid), placeOfKey(owner));
  }

  /** Opened once: the row of a key that was not kept in the end opens nothing else. */
  open(owner: string, wrapped: Sealed): Promise<CryptoKey> {
    const name = `${owner} ${wrapped.iv} ${wrapped.tag}`;
    const known = this.#open.get(name);
    if (known) return known;
    if (this.#open.size >= MOST_OPEN) this.#open = new Map();
    const opened = this.unwrap(owner, wrapped).then(importKey);
    this.#open.set(name, opened);
    opened.catch(() => this.#open.delete(name));
    return opened;
  }

  /** Whether it is one of ours, and what was sealed as it. What is no key at all does not open either. */
  async opens(owner: string, wrapped: Sealed): Promise<boolean> {
    return isSealed(wrapped) && this.open(owner, wrapped).then(yes, noUnlessElse);
  }

  async #wrap(owner: string, secret: Uint8Array): Promise<DataKey> {
    const wrapped = await sealBytes(secret, await this.#key(this.first), placeOfKey(owner), this.first);
    return { keyId: this.first, wrapped };
  }

  #key(id: string): Promise<CryptoKey> {
    const key = this.#keys.get(id);
    if (!key) throw new FieldKeyMissing([id]);
    return key;
  }
}

const yes = () => true;

function noUnlessElse(error: unknown): boolean {
  if (error instanceof SealBroken || error instanceof FieldKeyMissing) return false;
  throw error;
}

/** The same value gives the same text, from which nobody without the key gets back to it. */
export const blinded = (value: string, secret: Uint8Array): string =>
  `b1.${createHmac('sha256', secret).update(value).digest('base64url')}`;

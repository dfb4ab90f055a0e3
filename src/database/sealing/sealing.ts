import type { CryptoKey } from 'jose';
import type { FieldKeys } from '../../field-keys';
import type { Client } from '../columns';
import { dataKeyOf, HOUSE, INDEX, storedKey } from './data-keys';
import { isSealed, openBytes, SealBroken, sealBytes, type Sealed } from './jwe';
import { blinded, FieldKeyMissing, KeyRing, placeOfKey } from './key-ring';
import { missingForAll, missingForCases } from './missing-keys';
import { isSignatureOf, signatureOf } from './signature';

/** What a database seals and opens with, for as long as it is open. */
export interface Sealing {
  /** Null: what is written is not sealed. */
  readonly ring: KeyRing | null;
  /** Within this transaction, or outside of any. */
  on(client: Client): Seals;
  /** Throws `FieldKeyMissing` where something is sealed with a key that we have not. */
  check(): Promise<void>;
}

/**
 * Makes ready what every process needs, so that nothing of it is made in a transaction that comes to nothing.
 * @param operator in whose name entries of the trail are written and signed; null in the bot.
 */
export async function openSealing(client: Client, keys: FieldKeys, operator: string | null): Promise<Sealing> {
  const ring = new KeyRing(keys ?? []);
  if (keys === null) {
    const locked = await missingForAll(client, ring);
    return {
      ring: null,
      on: (on) => new Seals(on, ring, { locked }, operator),
      check: async () => refuseWithout(locked),
    };
  }
  refuseWithout(await missingForAll(client, ring));
  await dataKeyOf(HOUSE, client, ring);
  const index = await ring.unwrap(INDEX, await dataKeyOf(INDEX, client, ring));
  const on = (within: Client) => new Seals(within, ring, { index }, operator);
  const check = async () => refuseWithout(await missingForCases(client, ring, on(client)));
  await check();
  return { ring, on, check };
}

function refuseWithout(ids: readonly string[]): void {
  if (ids.length > 0) throw new FieldKeyMissing(ids);
}

/** Either what is searched by is blinded with this, or nothing is sealed; unless something was, with these keys. */
type How = { readonly index: Uint8Array } | { readonly locked: readonly string[] };

const MOST_KNOWN = 5_000;

/** Seals and opens single values for the stores. What was stored before there were keys opens as it is. */
export class Seals {
  #known = new Map<string, Promise<Sealed>>();

  constructor(
    private readonly client: Client,
    private readonly ring: KeyRing,
    private readonly how: How,
    /** Who types the command that all of this is done for; null in the bot. */
    readonly operator: string | null,
  ) {}

  get areOn(): boolean {
    return this.#index() !== null;
  }

  /** Ids of the operator's keys without which nothing here opens; none where all are there, or nothing is sealed. */
  get missing(): readonly string[] {
    return 'locked' in this.how ? this.how.locked : [];
  }

  /** JSON for a column: sealed with the owner's key, bound to its place. */
  async seal(owner: string, place: string, value: unknown): Promise<unknown> {
    if (!this.areOn) return value;
    return sealBytes(Buffer.from(JSON.stringify(value)), await this.#keyOf(owner), place);
  }

  /** Throws `FieldKeyMissing` and `SealBroken`. */
  async open(owner: string, place: string, stored: unknown): Promise<unknown> {
    if (!isSealed(stored)) return stored;
    return JSON.parse(Buffer.from(await this.openBytes(owner, place, stored)).toString('utf8')) as unknown;
  }

  async sealBytes(owner: string, place: string, bytes: Uint8Array): Promise<Sealed> {
    return sealBytes(bytes, await this.#keyOf(owner), place);
  }

  async openBytes(owner: string, place: string, sealed: Sealed): Promise<Uint8Array> {
    const wrapped = await this.#askedOnce(owner, () => this.#stored(owner));
    const key = await this.ring.open(owner, wrapped);
    return openBytes(sealed, () => key, place);
  }

  /** The key of an owner whose row was read with it, so that nobody has to ask for it. */
  know(owner: string, wrapped: Sealed | null): void {
    if (wrapped) void this.#keep(owner, Promise.resolve(wrapped));
  }

  /** Whether one of our keys opens this one. */
  opensKeyOf(owner: string, wrapped: Sealed): Promise<boolean> {
    return this.ring.opens(owner, wrapped);
  }

  /** How a value that is searched by is stored. */
  blind(value: string | null): string | null {
    const index = this.#index();
    return value === null || index === null ? value : blinded(value, index);
  }

  /** How it may have been stored: before there were keys, as it is. */
  blindly(value: string | null): string[] {
    return value === null ? [] : [...new Set([this.blind(value)!, value])];
  }

  /** Shows that a text is ours, to whoever has the keys: `nonce.mac`. Null where there are none. */
  sign(text: string): string | null {
    const index = this.#index();
    return index && signatureOf(text, index);
  }

  /** Whether there is something to check signatures with: where nothing is sealed, none is made. */
  isSigned(text: string, signature: string | null): boolean {
    const index = this.#index();
    return index === null || (signature !== null && isSignatureOf(text, signature, index));
  }

  async #keyOf(owner: string): Promise<CryptoKey> {
    return this.ring.open(owner, await this.#askedOnce(owner, () => dataKeyOf(owner, this.client, this.ring)));
  }

  async #stored(owner: string): Promise<Sealed> {
    const wrapped = await storedKey(owner, this.client);
    if (!wrapped) throw new SealBroken(placeOfKey(owner));
    return wrapped;
  }

  /** Of many values at once the first asks for the key. */
  #askedOnce(owner: string, ask: () => Promise<Sealed>): Promise<Sealed> {
    return this.#known.get(owner) ?? this.#keep(owner, ask());
  }

  #keep(owner: string, wrapped: Promise<Sealed>): Promise<Sealed> {
    if (this.#known.size >= MOST_KNOWN) this.#known = new Map();
    this.#known.set(owner, wrapped);
    wrapped.catch(() => this.#known.delete(owner));
    return wrapped;
  }

  #index(): Uint8Array | null {
    if ('index' in this.how) return this.how.index;
    // To write beside what is sealed as if there were no keys would be a mistake of whoever started us.
    if (this.how.locked.length > 0) throw new FieldKeyMissing(this.how.locked);
    return null;
  }
}

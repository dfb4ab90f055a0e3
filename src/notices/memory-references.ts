import {
  isOfAnotherBot,
  strangerFor,
  type News,
  type Place,
  type Reference,
  type ReferenceStore,
  type Seen,
} from './references';
import { KeptMap } from '../kept-map';

/** Addresses in memory, for tests that need no database. */
export class MemoryReferences implements ReferenceStore {
  readonly #references = new KeptMap<string, Reference>();
  /** By recipient, in milliseconds of this process. */
  readonly #seenAt = new Map<string, number>();

  async save(seen: Seen): Promise<boolean> {
    const before = this.#references.get(seen.recipient);
    const greeted = seen.greeted || (before?.greeted === true && before.conversationId === seen.conversationId);
    this.#seenAt.set(seen.recipient, performance.now());
    this.#references.delete(seen.recipient); // the newest is the last
    this.#references.set(seen.recipient, {
      entraId: null,
      teamId: null,
      ...seen,
      ...{ greeted, state: 'reachable', since: null, why: null },
    });
    return true;
  }

  async of(recipient: string): Promise<Reference | null> {
    return this.#references.get(recipient) ?? null;
  }

  async ofMany(recipients: readonly string[]): Promise<Reference[]> {
    return recipients.flatMap((recipient) => this.#references.get(recipient) ?? []);
  }

  async mark(place: Place, { state, why, at }: News, learntForMs?: number): Promise<string[]> {
    const since = learntForMs === undefined ? Number.POSITIVE_INFINITY : performance.now() - learntForMs;
    const isOlder = ({ recipient }: Reference) => (this.#seenAt.get(recipient) ?? 0) < since;
    const changed = [...this.#references.values()].filter(
      (one) => isAt(one, place) && one.state !== state && isOlder(one),
    );
    const trouble = state === 'reachable' ? { since: null, why: null } : { since: at, why };
    for (const one of changed) this.#references.set(one.recipient, { ...one, state, ...trouble });
    return changed.map(({ recipient }) => recipient);
  }

  async movedTo(serviceUrl: string, place: Place): Promise<void> {
    for (const one of this.#references.values()) {
      if (isAt(one, place)) this.#references.set(one.recipient, { ...one, serviceUrl });
    }
  }

  async inTenant(tenantId: string, bot: string | null): Promise<Reference | null> {
    const isWanted = (one: Reference) => one.tenantId === tenantId && one.userId !== '' && !isOfAnotherBot(one, bot);
    return [...this.#references.values()].findLast(isWanted) ?? null;
  }

  async adopt(people: Parameters<ReferenceStore['adopt']>[0]): Promise<string[]> {
    const adopted = people.filter((person) => this.#adopt(person.id, strangerFor(person)));
    return adopted.map(({ id }) => id).filter((id) => this.#references.get(id)?.state === 'reachable');
  }

  #adopt(id: string, stranger: string): boolean {
    const [met, own] = [this.#references.get(stranger), this.#references.get(id)];
    const [metAt, ownAt] = [this.#seenAt.get(stranger) ?? 0, this.#seenAt.get(id) ?? 0];
    this.#references.delete(stranger);
    if (!met || (own && ownAt >= metAt)) return false;
    const greeted = met.greeted || (own?.greeted === true && own.conversationId === met.conversationId);
    this.#references.set(id, { ...met, recipient: id, greeted });
    this.#seenAt.set(id, metAt);
    return true;
  }

  async greet(recipient: string): Promise<boolean> {
    const reference = this.#references.get(recipient);
    if (!reference || reference.greeted) return false;
    this.#references.set(recipient, { ...reference, greeted: true });
    return true;
  }

  /** What it holds now; calling the answer brings that back. */
  snapshot(): () => void {
    return this.#references.snapshot();
  }
}

const isAt = (one: Reference, place: Place): boolean =>
  one.tenantId === place.tenantId &&
  ('teamId' in place ? one.teamId === place.teamId : one.conversationId === place.conversationId);

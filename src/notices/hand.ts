import type { Delivery } from './outbox';
import type { Prepared } from './prepare';
import type { Room } from './room';

/** A delivery that a lane has claimed and that has not been begun. */
export interface InHand {
  readonly delivery: Delivery;
  since: number;
  prepared: Prepared | null;
  /** No place before this. */
  waitsUntil: number;
  /** It has waited for somebody else than Teams. */
  isAside: boolean;
}

/** So many stand aside at most; some of these places are for what is urgent alone. */
const MOST_ASIDE = 60;
const MOST_ASIDE_URGENT = 90;
/** The same of all lanes together: so many of their places are for what is urgent alone. */
const KEPT_FOR_URGENT = 100;

/** What a lane has claimed and not begun. */
export class Hand {
  readonly #inHand = new Map<string, InHand>();

  /** @param beside places of the whole process, in all lanes, for what stands aside. */
  constructor(private readonly beside: Room) {}

  /**
   * What is in hand already and is claimed anew, since its lease ended here, has to be dropped first.
   * @param since milliseconds of the steady clock.
   */
  take(delivery: Delivery, since: number): InHand {
    const one = { delivery, since, prepared: null, waitsUntil: Number.NEGATIVE_INFINITY, isAside: false };
    this.#inHand.set(delivery.id, one);
    return one;
  }

  holds = (id: string): boolean => this.#inHand.has(id);

  of(id: string): InHand {
    return this.#inHand.get(id)!;
  }

  all = (): InHand[] => [...this.#inHand.values()];

  /** It may have been let go, and claimed again since. */
  has = (one: InHand): boolean => this.#inHand.get(one.delivery.id) === one;

  drop(id: string): void {
    if (this.#inHand.get(id)?.isAside) this.beside.giveBack(1);
    this.#inHand.delete(id);
  }

  /** Returns how many there were. */
  dropAll(): number {
    const all = this.all();
    for (const { delivery } of all) this.drop(delivery.id);
    return all.length;
  }

  isEmpty = (): boolean => this.#inHand.size === 0;

  /** What takes a place of those that are claimed: all that waits for nobody but Teams. */
  counted = (): number => this.#inHand.size - this.#aside();

  /**
   * From now on it takes no place of those that are claimed, also once it is prepared: they all may be at the same time.
   * False when too many stand aside.
   */
  setAside(one: InHand): boolean {
    if (this.#aside() >= (one.delivery.urgent ? MOST_ASIDE_URGENT : MOST_ASIDE)) return false;
    one.isAside = this.beside.take(1, one.delivery.urgent ? 0 : KEPT_FOR_URGENT) === 1;
    return one.isAside;
  }

  /** What can be begun, urgent first. */
  ready(): InHand[] {
    const ready = this.all().filter(({ prepared }) => prepared !== null);
    return ready.sort((a, b) => Number(b.delivery.urgent) - Number(a.delivery.urgent));
  }

  #aside = (): number => this.all().filter(({ isAside }) => isAside).length;
}

/** A map that can be brought back to what it was. What was kept is copied only when it is written to after that. */
export class KeptMap<K, V> {
  #map = new Map<K, V>();
  #isKept = false;

  get = (key: K): V | undefined => this.#map.get(key);
  has = (key: K): boolean => this.#map.has(key);
  keys = (): MapIterator<K> => this.#map.keys();
  values = (): MapIterator<V> => this.#map.values();
  [Symbol.iterator] = (): MapIterator<[K, V]> => this.#map[Symbol.iterator]();

  set = (key: K, value: V): void => void this.#own().set(key, value);
  delete = (key: K): void => void this.#own().delete(key);

  /** What it holds now; calling the answer brings that back. */
  snapshot(): () => void {
    const map = this.#map;
    this.#isKept = true;
    return () => {
      this.#map = map;
      this.#isKept = true;
    };
  }

  #own(): Map<K, V> {
    if (this.#isKept) this.#map = new Map(this.#map);
    this.#isKept = false;
    return this.#map;
  }
}

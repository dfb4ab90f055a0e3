const CHECK_EVERY_MS = 5000;
const MOST_ANSWERS = 5000;

/**
 * What the directory has read, for as long as nobody imports anything: every import writes a new version, and an
 * instance asks for the version at most every five seconds. So an import in one process is seen by all within five
 * seconds, and a turn that only looks costs no query for schools and calendars. What is written down asks anew, see
 * `holdStill`; and whether somebody may come in is never answered from here.
 *
 * It keeps answers, not questions under way: on the embedded database a transaction that waited for a question from
 * outside of it would wait for itself.
 */
export class DirectoryCache {
  #answers = new Map<string, unknown>();
  #version: string | null = null;
  #checkedAt = Number.NEGATIVE_INFINITY;

  async get<T>(key: string, readVersion: () => Promise<string>, read: () => Promise<T>): Promise<T> {
    await this.#check(readVersion);
    if (this.#answers.has(key)) return this.#answers.get(key) as T;
    const answers = this.#answers;
    const answer = await read();
    if (answers.size >= MOST_ANSWERS) answers.clear();
    answers.set(key, answer); // into the map of before: what was forgotten meanwhile stays forgotten
    return answer;
  }

  forget(): void {
    this.#answers = new Map();
    this.#checkedAt = Number.NEGATIVE_INFINITY;
  }

  async #check(readVersion: () => Promise<string>): Promise<void> {
    if (performance.now() - this.#checkedAt < CHECK_EVERY_MS) return;
    const answers = this.#answers;
    const version = await readVersion();
    if (answers === this.#answers) this.versionIs(version);
  }

  /** Somebody has just read the version: what was kept of another is forgotten. */
  versionIs(version: string): void {
    if (version !== this.#version) this.#answers = new Map();
    this.#version = version;
    this.#checkedAt = performance.now();
  }
}

/** What one kind of turn cost, in milliseconds from sending the request to having read the answer. */
export interface Figures {
  readonly median: number;
  readonly p95: number;
  readonly p99: number;
}

export interface Contender {
  readonly name: string;
  /** One turn. Throws when it was not answered as it should be: a quick refusal must not count as a quick turn. */
  turn(): Promise<void>;
}

const BLOCK = 25;

/** Takes turns in blocks, one contender after the other, so that a slow minute of the machine is shared by all. */
export async function measure(contenders: readonly Contender[], warmUp: number, turns: number): Promise<Figures[]> {
  const times = contenders.map((): number[] => []);
  for (let done = -warmUp; done < turns; done += BLOCK) {
    for (const [index, contender] of contenders.entries()) {
      for (let n = 0; n < BLOCK; n += 1) {
        const before = performance.now();
        await contender.turn();
        if (done >= 0) times[index]!.push(performance.now() - before);
      }
    }
  }
  return times.map(figuresOf);
}

export function figuresOf(times: readonly number[]): Figures {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (part: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))]!;
  return { median: at(0.5), p95: at(0.95), p99: at(0.99) };
}

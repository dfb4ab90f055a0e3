import type { SteadyClock } from './steady-clock';

/** Somebody waits for something to happen, or for a moment to come. */
export class Bell {
  #rung = false;
  #wake: (() => void) | null = null;

  constructor(private readonly steady: SteadyClock) {}

  ring(): void {
    this.#rung = true;
    this.#wake?.();
  }

  /** Until it rings or has been rung since the last call, or until this moment. */
  async heard(until: number | null): Promise<void> {
    let callOff = () => {};
    if (!this.#rung) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
        if (until !== null) callOff = this.steady.alarm(until, resolve);
      });
    }
    callOff();
    this.#wake = null;
    this.#rung = false;
  }
}

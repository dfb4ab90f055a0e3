import type { Context, Middleware } from '@microsoft/microsoft-graph-client';
import type { Pace } from './pace';

/** A link of the client's chain that knows the next one. */
abstract class Link implements Middleware {
  protected next!: Middleware;

  setNext(next: Middleware): void {
    this.next = next;
  }
  abstract execute(context: Context): Promise<void>;
}

/** Every try takes a place, those that the client makes again by itself as well. */
export class Paced extends Link {
  constructor(private readonly pace: Pace) {
    super();
  }

  async execute(context: Context): Promise<void> {
    const free = await this.pace();
    try {
      await this.next.execute(context);
    } finally {
      free();
    }
  }
}

/** A try that has had no answer for so long is given up. Redirects would lead to another host. */
export class Limited extends Link {
  constructor(private readonly milliseconds: number) {
    super();
  }

  async execute(context: Context): Promise<void> {
    const limit = AbortSignal.timeout(this.milliseconds);
    const whole = context.options?.signal;
    const signal = whole ? AbortSignal.any([whole, limit]) : limit;
    const { response } = await this.through({ ...context, options: { ...context.options, signal, redirect: 'error' } });
    context.response = response;
  }

  private async through(context: Context): Promise<Context> {
    await this.next.execute(context);
    return context;
  }
}

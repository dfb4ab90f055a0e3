import type { Log } from '../log';
import { within } from '../time-limit';

/** What Microsoft's identity provider gives out: a token, and for how long it is good, in milliseconds. */
export interface Issued {
  readonly accessToken: string;
  readonly lifeMs: number;
}

/** By what Teams knows the bot, kept in memory for as long as it is good. */
export interface Token {
  /** Resolves once `headers` has what is good for a minute. Takes 5 seconds at most. Throws `NoToken`. */
  ready(): Promise<void>;
  /** What goes on a request. Waits for nothing: throws `NoToken` where nothing good is in hand. */
  headers(): Readonly<Record<string, string>>;
}

/** Nothing was written, since there was nothing to show to Teams. */
export class NoToken extends Error {
  override name = 'NoToken';

  constructor(readonly code: string) {
    super('no token for Teams');
  }
}

/** For a bot that answers on loopback only. */
export const NO_TOKEN_NEEDED: Token = { ready: async () => {}, headers: () => ({}) };

/** The library that asks sets no limit, and people wait for an answer that is written with it. */
const ASKED_FOR_MS = 5_000;
/** Longer than a notice is in hand between this and being written. */
const GOOD_FOR_MS = 60_000;
/** Refreshed so long before its end, so that an identity provider which is away for a while holds up nothing. */
const AHEAD_MS = 600_000;
/** Of a life that is short. */
const AHEAD_SHARE = 1 / 4;
const ASK_AGAIN_MS = 1_000;

/** Its end by two clocks: the wall's may be put back, and the processor's stands still while the machine sleeps. */
interface Kept {
  readonly bearer: string;
  readonly wallEnd: number;
  readonly end: number;
  readonly aheadMs: number;
}

/**
 * One is asked for at a time, for all who wait, and the next one before the last is over. An answer that comes too late
 * for those who waited serves the next.
 * @param ask may hang for ever.
 * @param askedForMs when those who wait are told that there is none.
 */
export function createToken(ask: () => Promise<Issued>, log: Log, askedForMs = ASKED_FOR_MS): Token {
  let kept: Kept | null = null;
  let asking: Promise<void> | null = null;
  let refused: { readonly error: NoToken; readonly at: number } | null = null;

  const goodForMs = (): number =>
    kept === null ? 0 : Math.min(kept.wallEnd - Date.now(), kept.end - performance.now());

  function keep({ accessToken, lifeMs }: Issued): void {
    if (lifeMs < goodForMs()) return;
    const aheadMs = Math.min(AHEAD_MS, lifeMs * AHEAD_SHARE);
    kept = { bearer: accessToken, wallEnd: Date.now() + lifeMs, end: performance.now() + lifeMs, aheadMs };
  }

  async function askOnce(): Promise<void> {
    try {
      const answered = Promise.resolve().then(ask).then(keep);
      answered.catch(() => {});
      await within(askedForMs, answered, () => Promise.reject(new NoToken('ETIMEDOUT')));
      refused = null;
    } catch (thrown) {
      const error = thrown instanceof NoToken ? thrown : new NoToken(codeOf(thrown));
      refused = { error, at: performance.now() };
      log.error({ code: error.code }, 'no token for Teams was to be had');
      throw error;
    } finally {
      asking = null;
    }
  }

  function asked(): Promise<void> {
    if (!asking && refused && performance.now() - refused.at < ASK_AGAIN_MS) return Promise.reject(refused.error);
    return (asking ??= askOnce());
  }

  return {
    async ready() {
      const goodFor = goodForMs();
      if (goodFor < GOOD_FOR_MS) return asked();
      if (goodFor < kept!.aheadMs) void asked().catch(() => {});
    },
    headers() {
      if (!kept || goodForMs() <= 0) throw refused?.error ?? new NoToken('expired');
      return { authorization: `Bearer ${kept.bearer}` };
    },
  };
}

/** Never the words of an error, which may hold what was sent. */
function codeOf(thrown: unknown): string {
  const { errorCode, code, name } = (thrown ?? {}) as Readonly<Record<string, unknown>>;
  const said = [errorCode, code, name].find((one) => typeof one === 'string' && /^[\w.-]{1,64}$/.test(one));
  return (said as string | undefined) ?? 'unknown';
}

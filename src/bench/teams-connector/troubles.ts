import { fraction } from './seeded';

/** What a request meets in place of a prompt answer. */
export interface Trouble {
  readonly status?: number;
  /** Teams' own code, such as `BotNotInConversationRoster`. */
  readonly code?: string;
  /** Such as `MessageWritesBlocked`: in the other shape in which Teams gives a code. */
  readonly subCode?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** A `Retry-After` that is a date, so many seconds after the answer. */
  readonly retryAfterDate?: number;
  /** Closes the connection instead of answering. */
  readonly reset?: boolean;
  /** Never answers. */
  readonly hang?: boolean;
  /** What was asked is done all the same: the person sees the message, and the sender is not told. */
  readonly accepted?: boolean;
  /** Answers so many milliseconds later. Alone: a slow answer, and a good one. */
  readonly delayMs?: number;
}

/** Troubles for a part of all requests, dealt out by a seed. */
export interface Faults {
  readonly seed: string;
  /** Of all requests, from 0 to 1. */
  readonly rate: number;
  /** How often each occurs beside the others. */
  readonly mix: readonly { readonly weight: number; readonly trouble: Trouble }[];
}

/** A little of everything that Teams is known to do, half of it without saying whether the message was taken. */
export const EVERYTHING: Faults['mix'] = [
  { weight: 4, trouble: { status: 429, headers: { 'retry-after': '1' } } },
  { weight: 1, trouble: { status: 429, retryAfterDate: 2 } },
  { weight: 4, trouble: { status: 429 } },
  { weight: 2, trouble: { status: 412 } },
  { weight: 1, trouble: { status: 503, headers: { 'retry-after': '2' } } },
  { weight: 1, trouble: { status: 503, headers: { 'retry-after': '2' }, accepted: true } },
  { weight: 2, trouble: { status: 502 } },
  { weight: 2, trouble: { status: 502, accepted: true } },
  { weight: 1, trouble: { status: 504 } },
  { weight: 1, trouble: { status: 504, accepted: true } },
  { weight: 1, trouble: { status: 500 } },
  { weight: 1, trouble: { status: 500, accepted: true } },
  { weight: 2, trouble: { reset: true } },
  { weight: 2, trouble: { reset: true, accepted: true } },
  { weight: 1, trouble: { hang: true } },
  { weight: 1, trouble: { hang: true, accepted: true } },
  { weight: 4, trouble: { delayMs: 2_000 } },
];

/** Whether a sender that gets this as its answer cannot know what came of its message. */
export const isUnclear = ({ status, reset, hang }: Trouble): boolean =>
  reset === true || hang === true || (status !== undefined && status >= 500);

/**
 * What the nth request of a conversation meets; null for nothing. By conversation, so that two senders that are compared
 * meet the same troubles with the same people, in whatever order they write to them.
 */
export function dealt({ seed, rate, mix }: Faults, conversationId: string, nth: number): Trouble | null {
  if (fraction(`${seed} whether ${conversationId} ${nth}`) >= rate) return null;
  const all = mix.reduce((sum, { weight }) => sum + weight, 0);
  let left = fraction(`${seed} which ${conversationId} ${nth}`) * all;
  for (const { weight, trouble } of mix) {
    left -= weight;
    if (left < 0) return trouble;
  }
  return null;
}

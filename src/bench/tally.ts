import type { Arrival } from './teams-connector/arrivals';

/** What the bot's cards carry: the notice behind the button that acknowledges it, and the words on one sent again. */
export const MARKS = {
  alert: '"delivery":"([0-9a-f-]{36})"',
  repeat: 'may have had this',
};

/** What people have seen, counted on Teams' side alone. */
export interface Tally {
  take(arrivals: readonly Arrival[]): void;
  /** When each alert was first seen, by id; milliseconds since 1970. */
  readonly firstSeen: ReadonlyMap<string, number>;
  readonly writes: readonly Write[];
  /** When each request came, those that were refused and those that changed a message as well; milliseconds since 1970. */
  readonly calls: readonly number[];
  /** Requests of the outbox that came though a published limit was reached. */
  readonly passedByOutbox: readonly Passing[];
  /** Messages that stand, each as `conversation message`. */
  readonly messages: ReadonlySet<string>;
  summary(): Summary;
}

export type Passing = Pick<Arrival, 'at' | 'conversationId'>;

/** A message that was written, whatever became of it. */
export interface Write extends Pick<Arrival, 'at' | 'conversationId' | 'accepted' | 'met' | 'answer'> {
  readonly alerts: readonly string[];
  readonly marked: boolean;
}

export interface Summary {
  readonly requests: number;
  /** Requests that were refused, or whose sender was left without a clear answer, or that were slow. */
  readonly troubled: number;
  readonly seen: number;
  /** Alerts seen a second time or more, of which the card did or did not say so. */
  readonly repeatsMarked: number;
  readonly repeatsUnmarked: number;
  /** Repeats of alerts none of whose earlier tries was left without a clear answer. */
  readonly repeatsWithoutCause: number;
  /** Cards that spoke of a repeat to somebody who had not seen the alert: true to their word, "may". */
  readonly markedFirst: number;
  readonly edits: number;
  /**
   * Requests that came though a published limit was reached. What somebody has just asked for is never held back, and is
   * told by what it is: a new message without an alert. Everything else is the outbox's, which keeps the pace.
   */
  readonly passedByAnswers: number;
}

export function createTally(): Tally {
  const firstSeen = new Map<string, number>();
  const unclear = new Set<string>();
  const writes: Write[] = [];
  const calls: number[] = [];
  const messages = new Set<string>();
  const passedByOutbox: Passing[] = [];
  const counts = {
    ...{ requests: 0, troubled: 0, repeatsMarked: 0, repeatsUnmarked: 0 },
    ...{ repeatsWithoutCause: 0, markedFirst: 0, edits: 0 },
    passedByAnswers: 0,
  };

  function see(id: string, at: number, marked: boolean): void {
    if (!firstSeen.has(id)) {
      firstSeen.set(id, at);
      if (marked) counts.markedFirst += 1;
      return;
    }
    if (marked) counts.repeatsMarked += 1;
    else counts.repeatsUnmarked += 1;
    if (!unclear.has(id)) counts.repeatsWithoutCause += 1;
  }

  return {
    firstSeen,
    writes,
    calls,
    messages,
    passedByOutbox,
    take(arrivals) {
      for (const { at, kind, conversationId, activityId, accepted, met, answer, found } of arrivals) {
        counts.requests += 1;
        calls.push(at);
        if (met !== 'nothing') counts.troubled += 1;
        if (kind === 'edit') counts.edits += 1;
        const isAnswer = kind === 'send' && found['alert'] === undefined;
        if (met === 'limit' && isAnswer) counts.passedByAnswers += 1;
        if (met === 'limit' && !isAnswer) passedByOutbox.push({ at, conversationId });
        if (kind !== 'send') continue;
        if (accepted) messages.add(`${conversationId} ${activityId}`);
        const alerts = [...new Set(found['alert'] ?? [])];
        const marked = found['repeat'] !== undefined;
        writes.push({ at, conversationId, accepted, met, answer, alerts, marked });
        for (const id of alerts) {
          if (accepted) see(id, at, marked);
          if (met === 'unclear') unclear.add(id);
        }
      }
    },
    summary: () => ({ ...counts, seen: firstSeen.size }),
  };
}

import { chatOf } from '../crowd/crowd';
import { CHANNEL } from './activities';
import { CANARIES, PLACES, type Ground, type Place, type Sender } from './ground';
import type { Heard } from './wire';

/** What a run came to. */
export interface Figures {
  readonly requests: number;
  readonly byStatus: Readonly<Record<string, number>>;
  /** But for 501, by which Bot Framework says that there is no such kind of invoke. */
  readonly serverErrors: number;
  /** Answers, in whatever shape, that say that something failed on our side. */
  readonly sorry: number;
  readonly unanswered: number;
  readonly leaks: number;
  /** Requests without a good token that were let in, and turns beyond those of requests with one. */
  readonly turnsWithoutToken: number;
  readonly slowestMs: number;
  readonly files: Readonly<Record<'taken' | 'refused' | 'failed', number>>;
  readonly slowestFileMs: number;
}

/** Something that must not happen, with what it came of: values of the generator, and nobody's data. */
export interface Finding {
  readonly what: string;
  readonly n: number;
  readonly sent: unknown;
}

export const SORRY = 'something went wrong on my side';
const NO_SUCH_INVOKE = 501;
const MOST_KEPT = 50;

/** Looks at every answer, wherever it comes. */
export function watchOver({ senders }: Ground) {
  const chats = new Map(senders.map((sender) => [chatOf(sender.person), sender]));
  const byStatus: Record<string, number> = {};
  const counts = {
    requests: 0,
    serverErrors: 0,
    sorry: 0,
    unanswered: 0,
    leaks: 0,
    letIn: 0,
    withToken: 0,
    slowestMs: 0,
  };
  const files = { taken: 0, refused: 0, failed: 0 };
  const findings: Finding[] = [];
  let slowestFileMs = 0;

  function found(what: string, n: number, sent: unknown): void {
    if (findings.length < MOST_KEPT) findings.push({ what, n, sent });
  }

  function look(text: string, mayRead: readonly Place[], n: number, sent: unknown): void {
    if (text.includes(SORRY)) {
      counts.sorry += 1;
      found('sorry', n, sent);
    }
    const seen = PLACES.filter((place) => !mayRead.includes(place) && text.includes(CANARIES[place]));
    if (seen.length === 0) return;
    counts.leaks += 1;
    found(`leak of ${seen.join()}`, n, sent);
  }

  return {
    counts,
    findings,
    /** The answer to one request. `sender` null: it came from nobody. */
    answered(n: number, { status, text, ms }: Heard, isSigned: boolean, sender: Sender | null, sent: unknown): void {
      counts.requests += 1;
      byStatus[status] = (byStatus[status] ?? 0) + 1;
      counts.slowestMs = Math.max(counts.slowestMs, ms);
      if (status === 0) {
        counts.unanswered += 1;
        found('no answer', n, sent);
      }
      if (status >= 500 && status !== NO_SUCH_INVOKE) {
        counts.serverErrors += 1;
        found(`status ${status}`, n, sent);
      }
      if (sender && isSigned && (status < 300 || status === NO_SUCH_INVOKE)) counts.withToken += 1;
      if (sender && !isSigned && status < 400) {
        counts.letIn += 1;
        found('let in without a token', n, sent);
      }
      look(text, sender && isSigned ? sender.mayRead : [], n, sent);
    },
    /** What the bot wrote to a conversation. Where others read it no child may be named at all. */
    wrote(conversationId: string, text: string): void {
      const inChannel = conversationId.startsWith(CHANNEL);
      const reader = chats.get(conversationId);
      if (inChannel || reader) look(text, inChannel ? [] : reader!.mayRead, -1, { conversationId });
      else if (text.includes(SORRY)) look(text, PLACES, -1, { conversationId });
    },
    file(n: number, outcome: 'taken' | 'refused' | Error, ms: number, sent: unknown): void {
      files[outcome instanceof Error ? 'failed' : outcome] += 1;
      slowestFileMs = Math.max(slowestFileMs, ms);
      if (outcome instanceof Error) found(`file: ${outcome.name} ${outcome.message.slice(0, 200)}`, n, sent);
    },
    figures(turns: number): Figures {
      const { letIn, withToken, ...told } = counts;
      const turnsWithoutToken = letIn + Math.max(0, turns - withToken);
      return { ...told, byStatus, turnsWithoutToken, files, slowestFileMs };
    },
  };
}

import { setTimeout as delay } from 'node:timers/promises';
import type { AnswerClaim, AnswerStore } from '../answers/answer-store';
import { ClaimLost, FailedOnRecord, inHand } from '../answers/in-hand';
import { describeError, type Log } from '../log';
import type { HttpAnswer } from './adapter';

/** Longer than any work on an answer takes: should its process have died, another arrival takes it up after that. */
const CLAIM_SECONDS = 60;
/** Long enough for whoever presses again because they are not sure, short because an answer may hold a child's data. */
const KEPT_SECONDS = 600;
const LOOK_AGAIN_MS = 100;

/** An answer, and whether it stands: see `Keeping`. */
export interface Given {
  readonly answer: HttpAnswer;
  readonly lasts: boolean;
}

/** What somebody asked to put on record. */
export interface Asked {
  /** Works it out, and records it. */
  work(): Promise<Given>;
  /** In place of that, once it is on record and its answer is not kept, or could not be made: what is still to be said. */
  recorded(): Promise<HttpAnswer>;
  /** It is on record, and neither what came of it nor how it stands could be shown, because of this. */
  unshown(error: unknown): Promise<HttpAnswer>;
}

interface Deps {
  readonly answers: AnswerStore;
  readonly log: Log;
}

/**
 * Does once what arrives twice, here or on another instance: the second arrival waits for the first one's answer and
 * gets it again. Costs a statement before the work; the answer is kept behind it. What failed may be tried again, but for
 * what was on record by then: that bears its mark, which outlives the answer, and is shown as it stands.
 * @returns what is asked for by `submit`, worked out unless it has been; `idle` waits until all is kept.
 */
export function createOnce({ answers, log }: Deps) {
  const underWay = new Map<string, Promise<HttpAnswer>>();
  const kept = new Set<Promise<void>>();

  async function claimOrAnswer(submit: string, activity: string): Promise<AnswerClaim | HttpAnswer | null> {
    for (;;) {
      const claimed = await answers.claim(submit, activity, CLAIM_SECONDS);
      if (claimed.kind === 'mine') return claimed.claim;
      if (claimed.kind === 'given') return claimed.answer;
      if (claimed.kind === 'recorded') return null;
      await delay(LOOK_AGAIN_MS);
    }
  }

  async function first(submit: string, activity: string, asked: Asked): Promise<HttpAnswer> {
    const claim = await claimOrAnswer(submit, activity);
    if (!claim || 'status' in claim) {
      underWay.delete(submit);
      return claim ?? asked.recorded().catch((error: unknown) => asked.unshown(error));
    }
    try {
      const { answer, lasts } = await inHand(claim, asked.work);
      keep(submit, answers.give(claim, answer, { seconds: KEPT_SECONDS, lasts }));
      return answer;
    } catch (error) {
      if (error instanceof ClaimLost) return first(submit, activity, asked);
      keep(submit, answers.letGo(claim));
      if (error instanceof FailedOnRecord) return shownAllTheSame(asked, error.cause);
      throw error;
    }
  }

  /** Often only the showing has failed, and what is still to be said then must not be lost. */
  async function shownAllTheSame(asked: Asked, cause: unknown): Promise<HttpAnswer> {
    try {
      const answer = await asked.recorded();
      log.warn(describeError(cause), 'what is on record was shown at the second try');
      return answer;
    } catch {
      return asked.unshown(cause);
    }
  }

  /** What is recorded is recorded: that its answer could not be kept is no reason not to give it. */
  function keep(submit: string, writing: Promise<void>): void {
    const done = writing
      .catch((error: unknown) => log.warn(describeError(error), 'an answer was not kept'))
      .finally(() => {
        kept.delete(done);
        underWay.delete(submit);
      });
    kept.add(done);
  }

  return {
    once(submit: string, activity: string, asked: Asked): Promise<HttpAnswer> {
      const before = underWay.get(submit);
      if (before) return before;
      const answer = first(submit, activity, asked);
      underWay.set(submit, answer);
      answer.catch(() => underWay.delete(submit));
      return answer;
    },
    idle: async (): Promise<void> => void (await Promise.all(kept)),
  };
}

import { setTimeout as delay } from 'node:timers/promises';
import type { AnswerClaim, AnswerStore } from '../answers/answer-store';
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

interface Deps {
  readonly answers: AnswerStore;
  readonly log: Log;
}

/**
 * Does once what arrives twice, here or on another instance: the second arrival waits for the first one's answer and
 * gets it again. Costs a statement before the work; the answer is kept behind it. What failed may be tried again.
 * @returns what is asked for by `submit`, worked out by `work` unless it has been; `idle` waits until all is kept.
 */
export function createOnce({ answers, log }: Deps) {
  const underWay = new Map<string, Promise<HttpAnswer>>();
  const kept = new Set<Promise<void>>();

  async function claimOrAnswer(submit: string, activity: string): Promise<AnswerClaim | HttpAnswer> {
    for (;;) {
      const claimed = await answers.claim(submit, activity, CLAIM_SECONDS);
      if (claimed.kind === 'mine') return claimed.claim;
      if (claimed.kind === 'given') return claimed.answer;
      await delay(LOOK_AGAIN_MS);
    }
  }

  async function first(submit: string, activity: string, work: () => Promise<Given>): Promise<HttpAnswer> {
    const claim = await claimOrAnswer(submit, activity);
    if ('status' in claim) {
      underWay.delete(submit);
      return claim;
    }
    try {
      const { answer, lasts } = await work();
      keep(submit, answers.give(claim, answer, { seconds: KEPT_SECONDS, lasts }));
      return answer;
    } catch (error) {
      keep(submit, answers.letGo(claim));
      throw error;
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
    once(submit: string, activity: string, work: () => Promise<Given>): Promise<HttpAnswer> {
      const before = underWay.get(submit);
      if (before) return before;
      const answer = first(submit, activity, work);
      underWay.set(submit, answer);
      answer.catch(() => underWay.delete(submit));
      return answer;
    },
    idle: async (): Promise<void> => void (await Promise.all(kept)),
  };
}

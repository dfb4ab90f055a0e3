import type { Instant } from '../../domain/calendar/date';
import type { StepKind } from '../../domain/policy/unreached-policy';
import type { Late } from './late';

/**
 * One step of the chain, taken for an alert whose recipient could not be reached. `begun`: an e-mail is on its
 * way, or the operator’s alarm was not taken yet.
 * `skipped`: there was nobody to take it to. `failed`: those to whom it was taken could not be reached either.
 */
export interface Step {
  readonly noticeId: string;
  /** Its place in the chain, from 0. */
  readonly place: number;
  readonly to: StepKind;
  readonly outcome: 'begun' | 'told' | 'skipped' | 'failed';
  /** Why it was taken, or why it came to nothing: a code, never content. */
  readonly why: string;
  /** Who was told: ids of people, the recipient that a channel is known as, or an `AlarmTaker`. */
  readonly told: readonly string[];
  /** Ids of the notices by which they were. */
  readonly via: readonly string[];
  readonly takenAt: Instant;
}

/** The alarm had nowhere to go but the log: nobody has been told by it. */
export const isOnlyLogged = ({ to, told }: Pick<Step, 'to' | 'told'>): boolean =>
  to === 'alarm' && told.includes('log');

export interface StepStore {
  /** False, and nothing is written, when this step has been taken already. */
  begin(step: Step): Promise<boolean>;
  /** False, and nothing is written, when it is no longer as it was `seen`. */
  change(step: Step, seen: Pick<Step, 'outcome' | 'takenAt'>): Promise<boolean>;
  /** The steps taken for a notice, in order. */
  of(noticeId: string): Promise<Step[]>;
  /** The same for many at once, those of one notice in order. */
  ofMany(noticeIds: readonly string[]): Promise<Step[]>;
  /** The steps that were taken by way of this notice. */
  carriedBy(noticeId: string): Promise<Step[]>;
  /**
   * Alerts that cannot be brought to their recipients, or may be late, and of which nobody else has been told; the oldest
   * first. Where nothing is said of an authority, nothing there is late.
   */
  untold(late: readonly Late[], limit: number): Promise<string[]>;
  /** For how many alerts that still have not arrived nobody but the operator could be told, or is being told. */
  alarms(): Promise<number>;
}

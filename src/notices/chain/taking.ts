import type { Logger } from 'pino';
import type { Clock } from '../../clock';
import type { Case } from '../../domain/case/case';
import type { AlertRule, PolicyPack } from '../../domain/policy/pack';
import type { Storage } from '../../stores';
import type { Serves } from '../../tenants';
import type { Delivery, Notice } from '../outbox';
import type { Escalations } from '../escalations';
import type { Reach } from '../reach';
import type { SteadyClock } from '../steady-clock';
import type { Late } from './late';
import type { Step } from './steps';

export interface ChainDeps {
  readonly storage: Storage;
  readonly clock: Clock;
  readonly steady: SteadyClock;
  readonly reach: Reach;
  /** Whether the app can be installed for somebody who has not got it. */
  readonly installs: boolean;
  readonly alarm: AlarmCall;
  /** See `isOfAnotherBot`. */
  readonly bot: string | null;
  readonly serves: Serves;
  /** Left out: nobody asks. */
  readonly escalations?: Escalations;
  readonly log: Logger;
}

/** Ids and counts only. */
export type Alarm = AlertAlarm | CasesAlarm | RefusedAlarm | ClockAlarm | GroupsAlarm;

interface AlertAlarm {
  readonly what: 'alert-reaches-nobody' | 'alert-answered-by-nobody';
  readonly notice: string;
  readonly authority: string;
  readonly rule: string;
  /** How many alerts reach nobody now. */
  readonly alarms: number;
}

interface CasesAlarm {
  readonly what: 'cases-not-looked-at';
  readonly cases: readonly string[];
}

interface RefusedAlarm {
  readonly what: 'messages-refused';
  readonly status: number | null;
  readonly code: string | null;
}

interface ClockAlarm {
  readonly what: 'clock-is-wrong';
  readonly aheadSeconds: number;
}

interface GroupsAlarm {
  readonly what: 'groups-not-read' | 'groups-not-named';
  readonly authority: string;
}

/** The operator is called again until the alarm is taken, and not so often that it drowns all else. */
export const CALLED_AGAIN_MS = 5 * 60_000;

/**
 * Tells whoever runs the bot, beside the work that found it: an address that hangs must not hold up what looks for other
 * children. `heard`: false when it was not taken, and is to be tried again; by whom it was taken, which is the operator
 * where nothing else is said. Never throws.
 */
export type AlarmCall = (alarm: Alarm, heard: (isTaken: boolean, taker?: AlarmTaker) => Promise<void>) => void;

/** `log`: no address is set at which an operator listens, so it stands in the log, and nobody may have read it. */
export type AlarmTaker = 'operator' | 'log';

export const NO_ALARM: AlarmCall = () => {};

/** An alert that could not be brought to its recipient, and what the policy says of it. */
export interface Unreached {
  readonly delivery: Delivery;
  readonly case: Case;
  readonly policy: PolicyPack;
  readonly late: Late | undefined;
  readonly rule: AlertRule | undefined;
}

/** What a step came to, with the notices that have to go out for it. */
export type Taken = Pick<Step, 'outcome' | 'why' | 'told' | 'via'> & { readonly notices?: readonly Notice[] };

export const skipped = (why: string): Taken => ({ outcome: 'skipped', why, told: [], via: [] });

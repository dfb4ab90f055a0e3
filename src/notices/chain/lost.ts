import type { Instant } from '../../domain/calendar/date';
import { NO_TROUBLE, NOTHING_LEFT, NOTHING_TO_SAY } from '../endings';
import { isUnanswered } from '../delivery-record';
import type { Delivery } from '../outbox';
import type { Late } from './late';
import type { Step } from './steps';

/** Why a delivery may be `dead` although nobody else has to be told of its alert. */
export const NOBODY_MISSES: readonly string[] = [...NO_TROUBLE, NOTHING_TO_SAY];

/** It has not reached its recipient, and may have to be brought to somebody else: not what is over as it should be. */
export const isMissed = ({ state, lastError, acknowledgedAt }: Delivery): boolean =>
  state === 'dead' ? acknowledgedAt === null && !NOBODY_MISSES.includes(lastError ?? '') : state !== 'sent';

/** Whoever was told by way of it reads nothing: Teams lets nothing through to them, or they have left. */
export const isLost = ({ state, lastError }: Delivery): boolean =>
  state === 'unreachable' || (state === 'dead' && !NOTHING_LEFT.includes(lastError ?? ''));

/**
 * An alert that Teams has not taken for so long that it may not be waited for any more: itself, or one that is told on its
 * card, which is as old as it was before, and as urgent.
 * @param onCard what is told on its card besides, and of which nobody else has been told.
 */
export const isLate = (one: Delivery, onCard: readonly Delivery[], late: Late | undefined): boolean =>
  late !== undefined &&
  one.acknowledgedAt === null &&
  isMissed(one) &&
  [one, ...onCard].some((told) => isTooOld(told, late));

/** What is told on its card besides, and nobody has answered. */
export const waitingOnCardOf = ({ id }: Delivery, all: readonly Delivery[]): Delivery[] =>
  all.filter((other) => other.foldedInto === id && isUnanswered(other));

export const isTooOld = (one: Delivery, late: Late): boolean =>
  raisedAtOf(one) <= (one.urgent ? late.raisedBy : late.calmBy);

/** From when on its lateness counts. */
export const raisedAtOf = ({ raisedAt, dueAt }: Delivery): Instant => raisedAt ?? dueAt;

/** By this bearer of a step nobody was told, and nobody is waited for any more. */
export const hasFailed = (bearer: Delivery, { takenAt }: Step, late: Late | undefined): boolean =>
  isLost(bearer) || (late !== undefined && takenAt <= late.takenBy && isMissed(bearer));

/** The one on whose card it is told; itself where it has a card of its own. */
export const bearerOf = (one: Delivery, all: readonly Delivery[]): Delivery =>
  (one.foldedInto !== null && all.find(({ id }) => id === one.foldedInto)) || one;

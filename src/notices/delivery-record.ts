import type { Instant } from '../domain/calendar/date';
import type { Policies } from '../domain/policy/policies';
import type { Step } from './chain/steps';
import { ANSWERED, FOLDED, OVERTAKEN } from './endings';
import type { Directory } from '../people/directory';
import type { News } from './figures';
import type { Delivery } from './outbox';

/** Which deliveries are looked at. `other-hands`: passed on, or sent to whoever stands in for somebody. */
export const WHICH_DELIVERIES = ['all', 'unanswered', 'other-hands', 'not-delivered'] as const;
export type WhichDeliveries = (typeof WHICH_DELIVERIES)[number];

export interface DeliveryWish {
  readonly authority: string;
  readonly which: WhichDeliveries;
  /** Rules whose alerts are `unanswered` by nobody: see `newsOf`. */
  readonly news: readonly string[];
  /** Left out: of every case, and of none. */
  readonly caseId?: string;
  /** What fell due from this moment on, and before that one. */
  readonly from?: Instant;
  readonly before?: Instant;
}

export interface DeliveryRecord {
  /** The newest first; `total` is how many there are. */
  deliveries(wish: DeliveryWish, offset: number, limit: number): Promise<DeliveriesFound>;
  /** What goes to each recipient of one thing that is about an authority and no case, in the order in which it was added. */
  ofAuthority(authority: string, about: Pick<Delivery, 'obligation' | 'occurrence'>): Promise<Delivery[]>;
}

export interface DeliveriesFound {
  readonly deliveries: readonly Delivery[];
  readonly total: number;
}

/** Ids of the rules of a family by which something is told and no answer is asked for. One that once asked for one still counts as asking. */
export function newsOf(policies: Policies, family: string): string[] {
  const rules = policies.sequence(family).flatMap(({ alerts }) => alerts);
  const asking = new Set(rules.flatMap(({ id, answer }) => (answer ? [id] : [])));
  return [...new Set(rules.map(({ id }) => id))].filter((id) => !asking.has(id));
}

/** The same of every authority. One whose rules are not there may have no news, so that nothing of it is left out. */
export async function newsEverywhere(directory: Pick<Directory, 'authorities'>, policies: Policies): Promise<News[]> {
  return (await directory.authorities())
    .filter(({ policy }) => policies.families.includes(policy))
    .map(({ code: authority, policy }) => ({ authority, rules: newsOf(policies, policy) }));
}

/** Those whom deliveries and the steps taken for them name: each id once, that of a channel or of a vacant role too. */
export const namedIn = (deliveries: readonly Delivery[], steps: readonly Step[]): string[] => [
  ...new Set([
    ...deliveries.flatMap(({ recipient, acknowledgedBy, insteadOf = [], passed }) => [
      ...[recipient, ...insteadOf, ...(passed?.from ?? [])],
      ...(acknowledgedBy ? [acknowledgedBy] : []),
    ]),
    ...steps.flatMap(({ told }) => told),
  ]),
];

/** Why a delivery is `dead` of which nobody missed anything. */
export const NOTHING_MISSED: readonly string[] = [OVERTAKEN, ANSWERED, FOLDED];

/** An alert that nobody has answered and that is neither at rest nor given up. */
export const isUnanswered = ({ kind, acknowledgedAt, atRest, state, lastError }: Delivery): boolean =>
  kind === 'alert' && acknowledgedAt === null && !atRest && (state !== 'dead' || lastError === FOLDED);

/**
 * An edit of a card is no delivery of its own. Of each choice, in words that a store in memory understands; `matching` in the database
 * says the same.
 * `card` is the one on whose card it is told: itself where it has a card of its own.
 */
export const BELONGS: Readonly<
  Record<WhichDeliveries, (delivery: Delivery, card: Delivery, wish: DeliveryWish) => boolean>
> = {
  all: () => true,
  unanswered: (delivery, _, { news }) => isUnanswered(delivery) && !news.includes(delivery.obligation),
  'other-hands': ({ passed, insteadOf = [] }) => passed != null || insteadOf.length > 0,
  'not-delivered': (_, card) => hasNotArrived(card),
};

/** What waits on the card of another alert has arrived when that one has. */
const hasNotArrived = ({ state, lastError }: Delivery): boolean =>
  ['retry', 'ambiguous', 'unreachable'].includes(state) ||
  (state === 'dead' && !NOTHING_MISSED.includes(lastError ?? ''));

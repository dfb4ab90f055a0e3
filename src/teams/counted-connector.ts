import { describeError, type Log } from '../log';
import type { FinishedCall } from '../notices/calls';
import type { Outbox } from '../notices/outbox';
import { instantOf, type SteadyClock } from '../notices/steady-clock';
import type { Address, Connector, PacedConnector, Posted } from './connector';
import { failureOf } from './send-outcome';

interface Deps {
  readonly connector: PacedConnector;
  readonly outbox: Pick<Outbox, 'count'>;
  readonly steady: SteadyClock;
  readonly log: Log;
}

const GATHER_MS = 50;
/** Should the database be away, it is no use to remember more than the pace looks back. */
const MOST_WAITING = 5_000;

/**
 * For answers to people, which never wait for a place in the pace, but count for those that do. They are written down
 * together and behind the turn, so that a turn costs no more for it.
 */
export function countedConnector({ connector, outbox, steady, log }: Deps): Connector {
  let waiting: FinishedCall[] = [];
  let timer: NodeJS.Timeout | null = null;

  async function write(): Promise<void> {
    const calls = waiting;
    waiting = [];
    try {
      await outbox.count(calls);
    } catch (error) {
      log.warn({ ...describeError(error), count: calls.length }, 'calls not counted');
    }
    timer = waiting.length > 0 ? later() : null;
  }

  const later = () => setTimeout(() => void write(), GATHER_MS).unref();

  async function counted(address: Address, make: () => Promise<Posted>): Promise<Posted> {
    await connector.ready();
    const startedAt = instantOf(steady.now());
    const over = (end: Pick<FinishedCall, 'outcome' | 'status' | 'code' | 'requestId'>, holdUntil: number | null) => {
      if (waiting.length >= MOST_WAITING) return;
      const { tenantId, conversationId } = address;
      const answeredAt = instantOf(steady.now());
      const hold = holdUntil === null ? null : instantOf(holdUntil);
      waiting.push({
        tenantId,
        thread: conversationId,
        kind: 'answer',
        startedAt,
        answeredAt,
        holdUntil: hold,
        ...end,
      });
      timer ??= later();
    };
    try {
      const posted = await make();
      over({ outcome: 'sent', ...posted.answer }, null);
      return posted;
    } catch (error) {
      const failure = failureOf(error, Date.now());
      const asked = failure.kind === 'retry' && failure.hold ? failure.afterSeconds : null;
      over({ outcome: failure.kind, ...failure.answer! }, asked === null ? null : steady.now() + asked * 1000);
      throw error;
    }
  }

  return {
    send: (address, message) => counted(address, () => connector.send(address, message)),
    update: (address, id, message) => counted(address, () => connector.update(address, id, message)),
  };
}

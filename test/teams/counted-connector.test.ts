import pino from 'pino';
import type { FinishedCall } from '../../src/notices/calls';
import { countedConnector } from '../../src/teams/counted-connector';
import type { PacedConnector } from '../../src/teams/connector';
import { CallFailed } from '../../src/teams/http-call';
import { NoToken } from '../../src/teams/token';
import { JumpingClock } from '../support/steady-clock';

const address = {
  conversationId: 'chat',
  serviceUrl: 's',
  tenantId: 't',
  botId: 'b',
  channelId: 'msteams',
  userId: 'u',
};
const answer = { status: 201, code: null, requestId: 'r1' };

/** Collects what is counted; `counted` resolves with the first batch. */
function aCount(make: Partial<PacedConnector>) {
  const steady = new JumpingClock();
  let arrive = (_calls: readonly FinishedCall[]) => {};
  const counted = new Promise<readonly FinishedCall[]>((resolve) => (arrive = resolve));
  const posts = async () => ({ id: 'm1', answer });
  const connector = countedConnector({
    connector: { ready: async () => {}, send: posts, update: posts, ...make },
    outbox: { count: async (calls) => arrive(calls) },
    steady,
    log: pino({ level: 'silent' }),
  });
  return { connector, counted, steady };
}

test('answers to people and edits of their cards are counted together, behind the turn', async () => {
  const { connector, counted, steady } = aCount({});
  await connector.send(address, {});
  await connector.update({ ...address, thread: 'chat;messageid=1' }, 'm1', {});
  const startedAt = new Date(steady.now()).toISOString();
  const call = { tenantId: 't', thread: 'chat', kind: 'answer', startedAt, answeredAt: startedAt, outcome: 'sent' };
  expect(await counted).toEqual([call, call].map((one) => ({ ...one, ...answer, holdUntil: null })));
});

const date = 'Mon, 27 Apr 2026 08:00:00 GMT';

test.each([
  [{ 'retry-after': '7' }, 7],
  [{ date, 'retry-after': 'Mon, 27 Apr 2026 08:00:07 GMT' }, 7],
  [{ 'retry-after': String(30 * 24 * 3_600) }, 3_600],
  [{ date, 'retry-after': 'Wed, 27 May 2026 08:00:00 GMT' }, 3_600],
])('one that Teams puts off by %j holds what is paced for %i s, and fails as it did', async (headers, seconds) => {
  const failure = new CallFailed('Throttled', 429, headers, true);
  const send = () => Promise.reject(failure);
  const { connector, counted, steady } = aCount({ send });
  await expect(connector.send(address, {})).rejects.toBe(failure);
  const holdUntil = new Date(steady.now() + seconds * 1_000).toISOString();
  expect(await counted).toMatchObject([{ outcome: 'retry', status: 429, code: 'Throttled', holdUntil }]);
});

test('what could not be written for want of a token takes no place', async () => {
  let inHand = false;
  const { connector, counted } = aCount({
    ready: async () => {
      if (!inHand) throw new NoToken('ETIMEDOUT');
    },
  });
  await expect(connector.send(address, {})).rejects.toThrow(NoToken);
  inHand = true;
  await connector.send(address, {});
  expect(await counted).toHaveLength(1);
});

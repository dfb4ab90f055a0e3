import { setTimeout as delay } from 'node:timers/promises';
import { readConfig } from '../../src/config';
import { createDeliverer, type Deliverer } from '../../src/notices/deliver';
import type { Notice } from '../../src/notices/outbox';
import { messageCard } from '../../src/teams/answer';
import { createConnector } from '../../src/teams/connector';
import { createGuard } from '../../src/teams/guard';
import { createNoticeSender } from '../../src/teams/notice-sender';
import { createRenderer } from '../../src/teams/rendering/render';
import { loadTemplates } from '../../src/teams/rendering/templates';
import { createToken, type Issued } from '../../src/teams/token';
import { aWorld } from '../casework/world';
import { startConnector, type LoopbackConnector } from '../support/connector';

const aToken = (): Issued => ({ accessToken: 'token', lifeMs: 3_600_000 });

let teams: LoopbackConnector;
let running: Deliverer[];
beforeEach(async () => {
  [teams, running] = [await startConnector({ limits: true }), []];
});
afterEach(async () => {
  for (const deliverer of running) await deliverer.stop();
  await teams.close();
});

/** Runs at the speed of time, but for what it is moved ahead. */
function aClock() {
  let aheadMs = 0;
  return {
    moveAhead: (ms: number) => void (aheadMs += ms),
    now: () => Math.floor(performance.timeOrigin + performance.now() + aheadMs),
    alarm(at: number, ring: () => void) {
      const alarm = setTimeout(ring, Math.max(0, at - this.now()));
      return () => clearTimeout(alarm);
    },
  };
}

async function aPostRoom() {
  const { deps, storage, clock } = await aWorld();
  const steady = aClock();
  const { outbox, references } = storage;
  const cardOf = async ({ possibleRepeat }: { possibleRepeat: boolean }) =>
    messageCard(possibleRepeat ? 'Once more' : 'Once');
  return {
    ...{ outbox, steady },
    /** One instance, with what its identity provider says. */
    instance(ask: () => Promise<Issued>, askedForMs?: number): Deliverer {
      const token = createToken(ask, deps.log, askedForMs);
      const sender = createNoticeSender({
        connector: createConnector(token, createGuard(readConfig({ ALLOW_ANONYMOUS: '1', PORT: '0' }))),
        render: createRenderer(loadTemplates(), 'chat'),
        cardOf: { alert: cardOf, agenda: cardOf, unreached: cardOf, digest: cardOf, summary: cardOf },
        ...{ shortAlert: cardOf, outbox, log: deps.log },
      });
      const deliverer = createDeliverer({ ...deps, steady, sender });
      running.push(deliverer);
      return deliverer;
    },
    async add(id: string) {
      const recipient = `channel:${id}`;
      const address = { conversationId: id, serviceUrl: teams.serviceUrl, tenantId: 'tenant', botId: 'b', userId: '' };
      await references.save({ ...address, recipient, channelId: 'msteams', greeted: true });
      const about: Pick<Notice, 'kind' | 'caseId' | 'obligation' | 'occurrence'> = {
        ...{ kind: 'agenda', caseId: null, obligation: id, occurrence: '' },
      };
      await outbox.add([{ id, authority: '341', recipient, ...about, dueAt: clock.now(), urgent: false }]);
    },
  };
}

test('a token that takes its time has no crowd written at once: the pace begins with the first call', async () => {
  const { instance, add } = await aPostRoom();
  for (let n = 0; n < 45; n += 1) await add(`thread-${n}`);
  // Long enough for the log to think that the first calls had arrived, and to let more of them go.
  await instance(() => delay(2_500).then(aToken)).deliver();
  expect(teams.arrivals).toHaveLength(45);
  expect(teams.passings).toEqual({});
  expect(teams.arrivals.filter(({ accepted }) => !accepted)).toEqual([]);
}, 20_000);

test('what has no token surely did not arrive: it is tried again soon, by whoever has one, and comes once', async () => {
  const { instance, add, outbox, steady } = await aPostRoom();
  await add('thread');
  let answer = (_: Issued) => {};
  const first = instance(() => new Promise<Issued>((resolve) => (answer = resolve)), 50);
  const asked = steady.now();
  await first.deliver();
  const waiting = (await outbox.byId('thread'))!;
  expect(waiting).toMatchObject({ state: 'retry', lastError: 'NoToken ETIMEDOUT', attempts: 0, possibleRepeat: false });
  expect(Date.parse(waiting.notBefore) - asked).toBeLessThan(10_000);
  expect(await outbox.attemptsOf('thread')).toEqual([]);

  steady.moveAhead(60_000);
  await instance(async () => aToken()).deliver();
  answer(aToken());
  await first.deliver();
  expect(teams.messages('thread').map(({ activity }) => JSON.stringify(activity))).toEqual([
    expect.not.stringContaining('Once more'),
  ]);
  expect(await outbox.attemptsOf('thread')).toMatchObject([{ attempt: 1, outcome: 'sent' }]);
});

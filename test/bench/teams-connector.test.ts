import { setTimeout as delay } from 'node:timers/promises';
import fc from 'fast-check';
import { startTeamsConnector, type Options, type TeamsConnector } from '../../src/bench/teams-connector/connector';
import { SlidingLog } from '../../src/bench/teams-connector/sliding-log';
import { dealt, EVERYTHING, type Trouble } from '../../src/bench/teams-connector/troubles';

let connector: TeamsConnector;
const start = async (options: Options = {}) => (connector = await startTeamsConnector(options));
afterEach(() => connector?.close());

const call = (path: string, method: string, body?: object) =>
  fetch(`${connector.serviceUrl}v3/conversations${path}`, { method, body: JSON.stringify(body) });
const send = (to = 'a:one', body: object = { text: 'hello' }) => call(`/${to}/activities`, 'POST', body);
const edit = (id: string) => call(`/a:one/activities/${id}`, 'PUT', { text: 'hello again' });
const idOf = async (response: Response) => ((await response.json()) as { id: string }).id;
const statuses = async (many: Promise<Response>[]) => (await Promise.all(many)).map(({ status }) => status);

describe('messages', () => {
  test('are taken, changed and taken away, each by its own name', async () => {
    await start();
    const [first, second] = [await idOf(await send()), await idOf(await send())];
    expect(first).not.toBe(second);
    expect((await edit(first)).status).toBe(200);
    expect((await call(`/a:one/activities/${first}`, 'DELETE')).status).toBe(200);
    expect((await edit(first)).status).toBe(404);
    expect(connector.arrivals.map(({ kind, accepted }) => `${kind} ${accepted}`)).toEqual([
      ...['send true', 'send true', 'edit true', 'delete true', 'edit false'],
    ]);
  });

  test('leave behind what was looked for in them, and nothing else', async () => {
    await start({ marks: { alert: /"delivery":"([^"]+)"/g, repeat: /may have had this/g } });
    await send('a:one', { text: 'you may have had this', data: { delivery: 'n1' }, name: 'Rowan' });
    expect(connector.arrivals[0]!.found).toEqual({ alert: ['n1'], repeat: ['may have had this'] });
    expect(JSON.stringify(connector.arrivals)).not.toContain('Rowan');
  });

  test('to a path that Teams does not have are not taken', async () => {
    await start();
    expect((await fetch(`${connector.serviceUrl}v2/elsewhere`, { method: 'POST' })).status).toBe(404);
  });
});

describe('the published limits', () => {
  const atOneMoment = { limits: true, steadyNow: () => 0 };
  const to = (tenant: string, count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, n) => [`${tenant}-${n}`, tenant]));

  test('let a thread have seven messages in a second, and say at the eighth how long to wait', async () => {
    await start(atOneMoment);
    expect(await statuses(Array.from({ length: 7 }, () => send()))).toEqual(Array(7).fill(201));
    const eighth = await send();
    expect([eighth.status, eighth.headers.get('retry-after')]).toEqual([429, '1']);
    // Every other refusal does not say when.
    expect((await send()).headers.get('retry-after')).toBeNull();
    expect(connector.passings).toEqual({ 'thread 7/1s': 2 });
    expect(await statuses([send('a:two')])).toEqual([201]);
  });

  test('count an edit as a message', async () => {
    await start(atOneMoment);
    const id = await idOf(await send());
    expect(await statuses(Array.from({ length: 7 }, () => edit(id)))).toContain(429);
  });

  test('let a tenant have thirty requests in a second, over all its threads, and every tenant its own', async () => {
    await start(atOneMoment);
    connector.know({ ...to('north', 16), ...to('south', 16) });
    const twice = (tenant: string) => [...Object.keys(to(tenant, 16)), ...Object.keys(to(tenant, 16))];
    const north = await statuses(twice('north').map((thread) => send(thread)));
    expect(north.filter((status) => status === 201)).toHaveLength(30);
    expect(connector.passings).toEqual({ 'tenant 30/1s': 2 });
    expect(
      await statuses(
        twice('south')
          .slice(0, 30)
          .map((thread) => send(thread)),
      ),
    ).toEqual(Array(30).fill(201));
  });

  test('learn the tenant of a conversation that nobody told from the first request', async () => {
    await start(atOneMoment);
    const sent = Array.from({ length: 31 }, (_, n) => send(`t-${n}`, { conversation: { tenantId: 'west' } }));
    expect((await statuses(sent)).filter((status) => status === 429)).toHaveLength(1);
  });

  test('are exact in every window, wherever it begins', () => {
    const windows = [
      { most: 3, ms: 10 },
      { most: 5, ms: 40 },
    ];
    fc.assert(
      fc.property(fc.array(fc.nat(12), { maxLength: 80 }), (gaps) => {
        const log = new SlidingLog(windows);
        const taken: number[] = [];
        let now = 0;
        for (const gap of gaps) {
          now += gap;
          const room = windows.every(({ most, ms }) => taken.filter((at) => at > now - ms).length < most);
          expect(log.full(now).length === 0).toBe(room);
          if (!room) continue;
          log.add(now);
          taken.push(now);
        }
      }),
    );
  });
});

describe('trouble', () => {
  const outcome = async (trouble: Trouble) => {
    connector.trouble(trouble);
    const status = await send().then(
      (response) => response.status,
      () => 'broke',
    );
    return [status, connector.arrivals.at(-1)!.accepted, connector.arrivals.at(-1)!.met];
  };

  test.each<[Trouble, unknown[]]>([
    [{ status: 502 }, [502, false, 'unclear']],
    [{ status: 502, accepted: true }, [502, true, 'unclear']],
    [{ status: 503, headers: { 'retry-after': '2' }, accepted: true }, [503, true, 'unclear']],
    [{ reset: true }, ['broke', false, 'unclear']],
    [{ reset: true, accepted: true }, ['broke', true, 'unclear']],
    [{ status: 429 }, [429, false, 'refusal']],
    [{ status: 403, code: 'BotNotInConversationRoster' }, [403, false, 'refusal']],
    [{ delayMs: 5 }, [201, true, 'nothing']],
  ])('%j comes to %j, and to nothing more', async (trouble, expected) => {
    await start();
    expect(await outcome(trouble)).toEqual(expected);
    expect(await statuses([send()])).toEqual([201]);
  });

  test.each([false, true])('a request that hangs is never answered, taken or not: %s', async (accepted) => {
    await start();
    connector.trouble({ hang: true, accepted });
    const answered = send().then(
      () => true,
      () => false,
    );
    while (connector.arrivals.length === 0) await delay(1);
    expect(connector.arrivals[0]).toMatchObject({ accepted, met: 'unclear', answer: 0 });
    await connector.close();
    expect(await answered).toBe(false);
  });

  test('meets a person until they let the bot in again', async () => {
    await start();
    connector.refuse(['a:one'], { status: 403, code: 'ConversationBlockedByUser' });
    const refused = await send();
    expect(await refused.json()).toEqual({ error: { code: 'ConversationBlockedByUser', message: 'no' } });
    expect(await statuses([send(), send('a:two')])).toEqual([403, 201]);
    connector.refuse(['a:one'], null);
    expect(await statuses([send()])).toEqual([201]);
  });

  test('is dealt by a seed: the same to the same conversation, about as often as it should be', () => {
    const faults = { seed: 's', rate: 0.1, mix: EVERYTHING };
    const met = Array.from({ length: 5_000 }, (_, n) => dealt(faults, `a:${n % 100}`, n));
    expect(met).toEqual(Array.from({ length: 5_000 }, (_, n) => dealt(faults, `a:${n % 100}`, n)));
    expect(met.filter(Boolean).length / 5_000).toBeCloseTo(0.1, 1);
    expect(new Set(met.filter(Boolean)).size).toBe(EVERYTHING.length);
  });

  test('and nobody at home: a connection is refused until they are back, at the same address', async () => {
    await start();
    await connector.away();
    await expect(send()).rejects.toThrow();
    await connector.back();
    expect(await statuses([send()])).toEqual([201]);
  });
});

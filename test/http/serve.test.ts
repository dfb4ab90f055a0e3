import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { embeddedPlace, type TestPlace } from '../support/databases';

const MAIN = path.resolve(__dirname, '../../dist/main.js');

/** `npm run serve` as a process of its own, as it was built. */
function serve(env: Record<string, string>) {
  const child = spawn(process.execPath, [MAIN], { env: { PATH: process.env['PATH'], ...env } });
  let printed = '';
  const heard: (() => void)[] = [];
  const hear = (chunk: Buffer) => {
    printed += chunk.toString();
    for (const tell of heard) tell();
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  return {
    ended,
    printed: () => printed,
    stop: (signal: NodeJS.Signals) => child.kill(signal),
    async port(): Promise<number> {
      const found = () => /"port":(\d+).*"started"/.exec(printed)?.[1];
      while (!found() && child.exitCode === null) await new Promise<void>((resolve) => heard.push(resolve));
      return Number(found());
    },
  };
}

test('without settings it does not start, says what is missing and how, and shows no stack', async () => {
  const bot = serve({});
  expect(await bot.ended).toBe(1);
  expect(bot.printed()).toMatch(/MICROSOFT_APP_ID is missing[^]*TENANT_IDS is missing[^]*DATABASE_URL is missing/);
  expect(bot.printed()).not.toMatch(/\n\s+at /);
});

describe('on the embedded database', () => {
  let where: TestPlace;
  beforeEach(async () => {
    where = await embeddedPlace();
  });
  afterEach(() => where.remove());
  const env = (more: Record<string, string> = {}) => ({
    ...{ ALLOW_ANONYMOUS: '1', PORT: '0', DATA_DIR: (where.place as { folder: string }).folder },
    ...more,
  });

  test.each(['SIGTERM', 'SIGINT'] as const)('it answers, and stops in order on %s', async (signal) => {
    const bot = serve(env());
    const ready = await fetch(`http://127.0.0.1:${await bot.port()}/readyz`);
    expect(await ready.json()).toEqual({
      ...{ ok: true, notDelivered: { unreachable: 0, dead: 0 }, alarms: 0 },
      ...{ waiting: 0, oldestSeconds: 0, unanswered: 0 },
    });
    bot.stop(signal);
    expect(await bot.ended).toBe(0);
    expect(bot.printed()).toContain('"stopped"');
  });

  test('a port that is taken ends it, and it says so and how to go on', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const bot = serve(env({ PORT: String((other.address() as AddressInfo).port) }));
    expect(await bot.ended).toBe(1);
    expect(bot.printed()).toMatch(/Something else on this machine has port \d+: end it, or set PORT/);
    expect(bot.printed()).not.toMatch(/\n\s+at /);
    other.close();
  });
});

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync, closeSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { usageOf, type Usage } from './usage';

/** The bot as it is run in production, `node dist/main.js`, but for the tokens that loopback has nobody to ask for. */
export interface BotProcess {
  readonly name: string;
  readonly port: number;
  readonly pid: number;
  /** Its lines on standard output. */
  readonly log: string;
  running(): boolean;
  /** Resolves once it answers `/readyz`; throws when it ends before. */
  ready(): Promise<void>;
  usage(): Usage;
  /** Resolves once it has ended. */
  end(signal: NodeJS.Signals): Promise<void>;
  /** Moves the clock on its wall by so many milliseconds, as a time server that corrects itself would. */
  moveClock(byMs: number): void;
}

export interface BotSettings {
  readonly name: string;
  readonly port: number;
  readonly databaseUrl: string;
  /** For its log. */
  readonly folder: string;
  /** How far the clock on its wall is from the true time; left out, it has the machine's own and cannot be moved. */
  readonly clockMs?: number;
}

/** @param dist folder of the compiled project. */
export function startBot(dist: string, { name, port, databaseUrl, folder, clockMs }: BotSettings): BotProcess {
  const log = path.join(folder, `${name}.log`);
  const output = openSync(log, 'a');
  const movable = clockMs !== undefined;
  const preload = movable ? ['--require', path.join(dist, 'bench/processes/clock-on-the-wall.js')] : [];
  const asked = (process.env['BENCH_NODE_ARGS'] ?? '').split(' ').filter((word) => word !== ''); // such as --cpu-prof
  const child = spawn(process.execPath, [...asked, ...preload, path.join(dist, 'main.js')], {
    env: {
      PATH: process.env['PATH'],
      ALLOW_ANONYMOUS: '1',
      PORT: String(port),
      DATABASE_URL: databaseUrl,
      ...(movable ? { CLOCK_ON_THE_WALL_MS: String(clockMs) } : {}),
    },
    stdio: ['ignore', output, output, ...(movable ? (['ipc'] as const) : [])],
  });
  closeSync(output);
  const running = () => child.exitCode === null && child.signalCode === null;
  const stopWithUs = () => void child.kill('SIGKILL');
  process.once('exit', stopWithUs);
  child.once('exit', () => process.off('exit', stopWithUs));
  return {
    ...{ name, port, pid: child.pid!, log, running },
    async ready() {
      while (!(await answers(port))) {
        if (!running()) throw new Error(`${name} ended before it was ready: see ${log}`);
        await delay(50);
      }
    },
    usage: () => usageOf(child.pid!),
    async end(signal) {
      if (!running()) return;
      const ended = once(child, 'exit');
      child.kill(signal);
      await ended;
    },
    moveClock: (byMs) => void child.send({ moveClockMs: byMs }),
  };
}

const answers = (port: number): Promise<boolean> =>
  fetch(`http://127.0.0.1:${port}/readyz`).then(
    ({ ok }) => ok,
    () => false,
  );

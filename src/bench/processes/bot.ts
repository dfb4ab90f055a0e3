import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync, closeSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { BENCH_KEYS_TEXT } from '../field-keys';
import { APP_ID } from '../identity-provider';
import type { IdentityAddress } from '../teams-connector/identities';
import { usageOf, type Usage } from './usage';

/** The bot as it is run in production, `node dist/main.js`. */
export interface BotProcess {
  readonly name: string;
  readonly port: number;
  readonly pid: number;
  /** Its lines on standard output. */
  readonly log: string;
  running(): boolean;
  /** Resolves once it answers; throws when it ends before. */
  started(): Promise<void>;
  /** Whether it says so of itself. */
  isReady(): Promise<boolean>;
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
  /** Of policy packs beside those that ship. */
  readonly policyDir?: string;
  /** How far the clock on its wall is from the true time; left out, it has the machine's own and cannot be moved. */
  readonly clockMs?: number;
  /** Left out, it asks for no tokens, knows people by the id that they claim, and believes any clock. */
  readonly production?: Production;
  /** It asks for tokens, and people can speak to it all the same. */
  readonly signed?: Signed;
}

/**
 * Nobody can be signed for by Microsoft on loopback, so that such a bot writes, and cannot be spoken to: the keys by
 * which it would know people are fetched from Microsoft alone.
 */
export interface Production {
  /** Of a managed identity. */
  readonly identity: IdentityAddress;
  readonly tenants: readonly string[];
  readonly alarmUrl: string;
}

/** The keys by which it knows people come from an identity provider on this machine. */
export interface Signed {
  readonly keysAt: string;
  readonly tenants: readonly string[];
}

/** @param dist folder of the compiled project. */
export function startBot(
  dist: string,
  { name, port, databaseUrl, folder, policyDir, clockMs, production, signed }: BotSettings,
): BotProcess {
  const log = path.join(folder, `${name}.log`);
  const output = openSync(log, 'a');
  const movable = clockMs !== undefined;
  const preload = movable ? ['--require', path.join(dist, 'bench/processes/clock-on-the-wall.js')] : [];
  const asked = (process.env['BENCH_NODE_ARGS'] ?? '').split(' ').filter((word) => word !== ''); // such as --cpu-prof
  const child = spawn(
    process.execPath,
    [...asked, ...preload, path.join(dist, signed ? 'bench/fuzz/bot.js' : 'main.js')],
    {
      env: {
        PATH: process.env['PATH'],
        ...(production ? inProduction(production) : signed ? askingFor(signed) : { ALLOW_ANONYMOUS: '1' }),
        PORT: String(port),
        DATABASE_URL: databaseUrl,
        FIELD_KEYS: BENCH_KEYS_TEXT,
        ...(policyDir === undefined ? {} : { POLICY_DIR: policyDir }),
        ...(movable ? { CLOCK_ON_THE_WALL_MS: String(clockMs) } : {}),
      },
      stdio: ['ignore', output, output, ...(movable ? (['ipc'] as const) : [])],
    },
  );
  closeSync(output);
  const running = () => child.exitCode === null && child.signalCode === null;
  const stopWithUs = () => void child.kill('SIGKILL');
  process.once('exit', stopWithUs);
  child.once('exit', () => process.off('exit', stopWithUs));
  return {
    ...{ name, port, pid: child.pid!, log, running },
    async started() {
      while ((await statusOf(port, 'healthz')) === null) {
        if (!running()) throw new Error(`${name} ended before it was ready: see ${log}`);
        await delay(50);
      }
    },
    isReady: async () => (await statusOf(port, 'readyz')) === 200,
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

const inProduction = ({ identity, tenants, alarmUrl }: Production): Record<string, string> => ({
  MICROSOFT_APP_ID: APP_ID,
  MICROSOFT_APP_TYPE: 'UserAssignedMSI',
  MICROSOFT_APP_TENANT_ID: tenants[0]!,
  TENANT_IDS: tenants.join(','),
  IDENTITY_ENDPOINT: identity.endpoint,
  IDENTITY_HEADER: identity.secret,
  SERVICE_HOSTS: '127.0.0.1',
  PUBLIC_URL: 'https://bot.example',
  ALARM_URL: alarmUrl,
});

/** One machine sends more than people do, and much that is refused. */
const askingFor = ({ keysAt, tenants }: Signed): Record<string, string> => ({
  MICROSOFT_APP_ID: APP_ID,
  MICROSOFT_APP_PASSWORD: 'none',
  MICROSOFT_APP_TENANT_ID: tenants[0]!,
  TENANT_IDS: tenants.join(','),
  SERVICE_HOSTS: '127.0.0.1',
  PUBLIC_URL: 'https://bot.example',
  PAGES: 'chat',
  LIMIT_PER_PERSON: '0',
  LIMIT_PER_PLACE: '0',
  LIMIT_PER_TENANT: '0',
  LIMIT_REFUSED_PER_ADDRESS: '0',
  FUZZ_KEYS: keysAt,
});

/** Null for no answer. */
const statusOf = (port: number, path: string): Promise<number | null> =>
  fetch(`http://127.0.0.1:${port}/${path}`).then(
    ({ status }) => status,
    () => null,
  );

import { randomUUID } from 'node:crypto';
import { readConfig, type Config } from '../../src/config';
import { policyPack } from '../../src/domain/policy/policies';
import { createLog } from '../../src/log';
import { memoryStorage } from '../../src/memory-storage';
import { MovingClock } from '../../src/moving-clock';
import type { Counter } from '../../src/paper-counter';
import { createPapers } from '../../src/records/create-papers';
import { startServer, type Ready } from '../../src/server';
import type { Storage } from '../../src/stores';
import { createBot, type Bot, type BotDeps } from '../../src/teams/bot';
import { servedBy } from '../../src/tenants';
import { anAuthority, type Staff } from '../builders/authority';
import { startConnector, type LoopbackConnector } from './connector';
import { conversationWith, type Client } from './client';
import { JumpingClock } from './steady-clock';
import type { Person } from '../../src/people/directory';

/** What a test may choose; everything else is as in the demo. */
export interface Options extends Partial<
  Pick<
    BotDeps,
    'pages' | 'commands' | 'verbs' | 'compose' | 'cards' | 'caseNow' | 'identityProvider' | 'timed' | 'invokeLimitMs'
  >
> {
  readonly env?: Readonly<Record<string, string>>;
  readonly storage?: Storage;
  readonly connector?: LoopbackConnector;
  readonly clock?: MovingClock;
  readonly steady?: JumpingClock;
  /** What `/readyz` says. */
  readonly ready?: Ready;
  /** Id of the policy pack; Liverpool's when left out. */
  readonly policy?: string;
  /** What is handed out by links; left out: papers alone. */
  readonly counter?: Counter;
}

export interface TestBot {
  readonly url: string;
  readonly config: Config;
  readonly bot: ReturnType<typeof createBot>;
  readonly storage: Storage;
  readonly people: Staff;
  readonly clock: MovingClock;
  readonly steady: JumpingClock;
  readonly connector: LoopbackConnector;
  /** Every log line, as text. */
  readonly lines: string[];
  /** This person's Teams client, in their own chat with the bot. */
  as(person: Person): Client;
  post(body: unknown, headers?: Record<string, string>): Promise<Response>;
  close(): Promise<void>;
}

/** Monday 27 April 2026, in the morning. */
export const MONDAY = '2026-04-27T07:40:00.000Z';

/** What a test asks for comes in its answer, however slow the machine; `http/in-time` has Teams' own limit. */
export const UNHURRIED = { invokeLimitMs: 60_000 };

/** The bot as it is, in this process, on a free port, driven over HTTP. */
export async function startTestBot(options: Options = {}): Promise<TestBot> {
  const config = readConfig({ ALLOW_ANONYMOUS: '1', PORT: '0', LOG_LEVEL: 'debug', ...options.env });
  const lines: string[] = [];
  const log = createLog(config.logLevel, { write: (line: string) => void lines.push(line) });
  const storage = options.storage ?? memoryStorage();
  const people = await anAuthority(storage, options.policy);
  const clock = options.clock ?? new MovingClock(MONDAY);
  const steady = options.steady ?? new JumpingClock();
  const connector = options.connector ?? (await startConnector());
  const { pages = [], commands = [], verbs = [] } = options;
  const bot = createBot({ ...UNHURRIED, ...options, config, storage, clock, steady, log, pages, commands, verbs });
  const papers =
    options.counter ?? createPapers({ storage, policies: policyPack, clock, log, serves: servedBy(config) });
  const server = await startServer(
    config,
    {
      receive: (...post) => bot.receive(...post),
      isOfTeams: bot.isOfTeams,
      ready: async () => options.ready ?? { ok: true },
      metrics: async () => '',
      papers,
    },
    log,
  );
  const url = `http://127.0.0.1:${server.port}`;
  const post = (body: unknown, headers: Record<string, string> = {}) =>
    fetch(`${url}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  return {
    ...{ url, config, bot, storage, people, clock, steady, connector, lines, post },
    as: (person) => conversationWith(person, { post, connector }),
    async close() {
      await server.close();
      if (!options.connector) await connector.close();
    },
  };
}

export const newId = (): string => randomUUID();
export type { Bot };

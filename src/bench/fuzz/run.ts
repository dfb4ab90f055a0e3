import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { wallClock } from '../../clock';
import { freePort, temporaryFolder } from '../databases';
import { startIdentityProvider } from '../identity-provider';
import { startBot, type BotProcess } from '../processes/bot';
import { withStorage } from '../stage';
import { startTeamsConnector } from '../teams-connector/connector';
import { activityOf, anySent, type Sent } from './activities';
import { hostileFile, tryImport } from './files';
import { CANARIES, prepareGround, type Sender } from './ground';
import { harvest, type Hand } from './harvest';
import { signer, signing } from './tokens';
import { watchOver, type Figures, type Finding } from './watch';
import { createWire, elsewhere, posted, spoiling, spoilt, type Written } from './wire';

export interface FuzzPlan {
  /** Folder of the compiled project. */
  readonly dist: string;
  readonly databaseUrl: string;
  readonly requests: number;
  readonly files: number;
  readonly seed: number;
  /** Requests at one time. */
  readonly atOnce: number;
  /** Buttons that each person presses to learn what there is, before anything hostile is sent. */
  readonly presses: number;
}

export interface Fuzzed extends Figures {
  readonly findings: readonly Finding[];
  /** Bots that ended by themselves. */
  readonly crashes: number;
  readonly buttons: number;
  readonly minutes: number;
  readonly peakMb: number;
  /** Lines of the log in which a child is named. */
  readonly logged: number;
}

const BATCH = 500;

/** Sends what nobody should to a bot that asks for tokens, in a process of its own, and looks at all that comes back. */
export async function fuzz(plan: FuzzPlan): Promise<Fuzzed> {
  const began = performance.now();
  const folder = await temporaryFolder();
  const identities = await startIdentityProvider();
  let heardByTeams: (asked: { conversationId: string; text: string }) => void = () => {};
  const connector = await startTeamsConnector({ forgetful: true, onArrival: (_, asked) => heardByTeams(asked) });
  const ground = await withStorage(plan.databaseUrl, (storage) => prepareGround(storage, wallClock.now()));
  const watch = watchOver(ground);
  const bot = startBot(plan.dist, {
    ...{ name: 'fuzzed', port: await freePort(), databaseUrl: plan.databaseUrl, folder },
    signed: { keysAt: identities.metadata, tenants: ground.tenants },
  });
  try {
    await bot.started();
    const wire = createWire(bot.port, plan.atOnce);
    const { serviceUrl } = connector;
    const signed = signer(identities, serviceUrl);

    const handOf = (sender: Sender): Hand => {
      async function cardsOf(more: object): Promise<unknown[]> {
        const cards: unknown[] = [];
        heardByTeams = ({ text }) => void cards.push(JSON.parse(text || '{}'));
        const { text } = await wire.send(posted(JSON.stringify(activityOf(sender, serviceUrl, more)), signed('good')));
        return [...cards, JSON.parse(text || '{}') as unknown];
      }
      return {
        say: (text) => cardsOf({ type: 'message', text }),
        press: (data) => cardsOf({ type: 'invoke', name: 'adaptiveCard/action', value: pressed(data) }),
      };
    };
    const pool = await harvest(ground, handOf, plan.presses);
    heardByTeams = ({ conversationId, text }) => watch.wrote(conversationId, text);
    const before = await turnsOf(bot);

    const hostile = fc.record({
      sent: anySent(ground, pool, serviceUrl),
      how: signing,
      way: fc.oneof(
        { weight: 40, arbitrary: fc.constant(null) },
        { weight: 1, arbitrary: spoiling },
        { weight: 1, arbitrary: elsewhere },
      ),
    });
    type Hostile = {
      sent: Sent;
      how: Parameters<typeof signed>[0];
      way: Parameters<typeof spoilt>[1] | Written | null;
    };
    async function one(n: number, { sent, how, way }: Hostile): Promise<void> {
      const authorization = signed(how);
      if (way !== null && typeof way === 'object') return watch.answered(n, await wire.send(way), false, null, way);
      const json = JSON.stringify(sent.activity);
      const written = way === null ? posted(json, authorization) : spoilt(json, way, authorization);
      watch.answered(n, await wire.send(written), how === 'good', sent.sender, { how, way, activity: sent.activity });
    }
    for (let from = 0; from < plan.requests && bot.running(); from += BATCH) {
      const many = Math.min(BATCH, plan.requests - from);
      const batch = fc.sample(hostile, { numRuns: many, seed: plan.seed + from });
      await together(plan.atOnce, batch, (what, at) => one(from + at, what));
    }
    wire.close();
    await importing(plan, folder, watch.file);

    const crashes = bot.running() ? 0 : 1;
    const turns = crashes === 0 ? (await turnsOf(bot)) - before : 0;
    const { peakMb } = bot.usage();
    await bot.end('SIGTERM');
    const lines = (await readFile(bot.log, 'utf8')).split('\n');
    const logged = lines.filter((line) => Object.values(CANARIES).some((canary) => line.includes(canary))).length;
    const minutes = (performance.now() - began) / 60_000;
    const findings = [...watch.findings, ...faultsIn(lines)];
    return { ...watch.figures(turns), findings, crashes, buttons: pool.length, minutes, peakMb, logged };
  } finally {
    await bot.end('SIGKILL');
    await connector.close();
    await identities.close();
    await rm(folder, { recursive: true, force: true });
  }
}

const pressed = (data: object): object => ({ action: { type: 'Action.Execute', data }, trigger: 'manual' });

/** So many at a time, in their order. */
async function together<T>(
  atOnce: number,
  all: readonly T[],
  one: (what: T, at: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  const hand = async () => {
    for (let at = next++; at < all.length; at = next++) await one(all[at]!, at);
  };
  await Promise.all(Array.from({ length: atOnce }, hand));
}

async function importing(
  { databaseUrl, files, seed }: FuzzPlan,
  folder: string,
  tell: ReturnType<typeof watchOver>['file'],
): Promise<void> {
  const at = path.join(folder, 'import');
  await withStorage(databaseUrl, async (storage) => {
    for (const [n, file] of fc.sample(hostileFile, { numRuns: files, seed }).entries()) {
      const began = performance.now();
      const outcome = await tryImport(storage, file, at, wallClock.now());
      const sent = { kind: file.kind, begins: Buffer.from(file.bytes).toString('latin1', 0, 400) };
      tell(n, outcome, performance.now() - began, sent);
    }
  });
}

/** Activities that the bot has worked on, of all kinds. */
async function turnsOf({ port }: BotProcess): Promise<number> {
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  const counts = [...text.matchAll(/^whereabouts_turn_seconds_count\{.*\} (\d+)/gm)];
  return counts.reduce((sum, [, count]) => sum + Number(count), 0);
}

const FAILED = /"(?:turn|request) failed"/;

/** Where the bot says that it failed, each place once. */
function faultsIn(lines: readonly string[]): Finding[] {
  const faults = lines.filter((line) => FAILED.test(line)).map((line) => JSON.parse(line) as Record<string, unknown>);
  const places = new Map(faults.map(({ error, code, at, activity }) => [String(at), { error, code, at, activity }]));
  return [...places.values()].map((sent) => ({ what: 'failed', n: -1, sent }));
}

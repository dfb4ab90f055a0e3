import { createServer } from 'node:net';
import { keyFileMadeIn } from '../key-file';

/** The demo's Monday morning: late enough in the school year to be lively, and all of Day 20 still within term. */
const CLOCK = '2026-04-27T08:30:00+01:00';
const BOT_PORT = 3978;
const PLAYGROUND_PORT = 56150;

type Environment = Readonly<Record<string, string | undefined>>;

export interface DemoSettings {
  /** What the bot is started with. */
  readonly env: Environment;
  /** The first Playground's port, the others follow; 0 for any that are free. */
  readonly playgroundPort: number;
}

/** What a person may leave out at `npm start`; what they set stays as they set it. */
export async function demoSettings(given: Environment): Promise<DemoSettings> {
  const defaults = {
    DATA_DIR: 'data',
    CLOCK,
    // Only what is worth a look stands beside the addresses.
    LOG_LEVEL: 'warn',
    // The Playground shows no dialogs.
    PAGES: 'chat',
    PORT: given.PORT ? '' : String(await freePort(BOT_PORT)),
  };
  const env = { ...defaults, ...present(given), ALLOW_ANONYMOUS: '1' };
  return {
    env: { ...(needsKeys(env) ? { FIELD_KEYS: keyFileMadeIn(env.DATA_DIR) } : {}), ...env },
    playgroundPort: Number(given.PLAYGROUND_PORT ?? PLAYGROUND_PORT),
  };
}

/** On the embedded database the demo looks after its keys by itself. */
const needsKeys = ({ FIELD_KEYS, KEY_VAULT_URL, DATABASE_URL }: Environment): boolean =>
  FIELD_KEYS === undefined && KEY_VAULT_URL === undefined && DATABASE_URL === undefined;

/** A setting that is empty counts as absent. */
const present = (env: Environment): Environment =>
  Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));

/** The wished port, or 0 for any when somebody else has it. */
function freePort(wished: number): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(0));
    probe.listen(wished, '127.0.0.1', () => probe.close(() => resolve(wished)));
  });
}

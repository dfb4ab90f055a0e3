import { z } from 'zod';
import type { Instant } from './domain/calendar/date';
import { DATABASE_TLS, databaseProblem } from './database-address';
import { doorConfigOf, doorEnvironment, type DoorConfig } from './door/door-config';
import { Explained } from './explained';
import { contradictionsOfReach, reachConfigOf, reachEnvironment, type ReachConfig } from './reach-config';
import {
  contradictionsOfSealing,
  KEYS_MISSING,
  sealingConfigOf,
  sealingEnvironment,
  type SealingConfig,
} from './sealing-config';

/** What the installation says about itself, read once from the environment at start. */
export interface Config extends ReachConfig, DoorConfig, SealingConfig {
  readonly port: number;
  /** The address to listen on; loopback when anybody may claim to be anybody. */
  readonly host: string;
  /** Where the embedded database lives when no `databaseUrl` is given. */
  readonly dataDir: string;
  readonly databaseUrl: string | null;
  /** A folder with policy packs beside those that ship. */
  readonly policyDir: string | null;
  /** The demo and the tests: no tokens are asked for, and only this machine is spoken to. */
  readonly anonymous: boolean;
  /** The bot's registration in Entra; null when anonymous. */
  readonly app: AppRegistration | null;
  /** Tenants whose people are answered. Empty only when anonymous: then any. */
  readonly tenants: readonly string[];
  /** Hosts, beyond those of Teams, that the bot may write to (another cloud). */
  readonly serviceHosts: readonly string[];
  /** Where the app's own clock starts; null for the wall clock. */
  readonly clock: Instant | null;
  /** Where people's browsers reach the bot, without a slash at the end; null for this machine at its own port. */
  readonly publicUrl: string | null;
  /** How a page opens from a button: as a Teams dialog, or in place as a card (the Playground shows no dialogs). */
  readonly pages: (typeof PAGES)[number];
  /** Who brings it may read the metrics from elsewhere; null for nobody. */
  readonly metricsToken: string | null;
  readonly logLevel: (typeof LOG_LEVELS)[number];
}

export interface AppRegistration {
  readonly id: string;
  /** Empty for a managed identity. */
  readonly password: string;
  readonly tenantId: string;
  readonly type: (typeof APP_TYPES)[number];
}

/** The start is refused: every problem with its hint, so that one round of corrections is enough. */
export class ConfigError extends Explained {
  constructor(readonly problems: readonly string[]) {
    super(`The settings are not complete:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}

const APP_TYPES = ['SingleTenant', 'UserAssignedMSI'] as const;
const PAGES = ['dialog', 'chat'] as const;
const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'silent'] as const;

const oneOf = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(values, { error: `must be one of ${values.join(', ')}` });
const list = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== ''),
);
const guid = z.guid({ error: 'must be a GUID such as 11111111-1111-4111-8111-111111111111' });

/** Who the bot is to Microsoft. */
export const registrationEnvironment = {
  MICROSOFT_APP_ID: guid.optional(),
  MICROSOFT_APP_PASSWORD: z.string().optional(),
  MICROSOFT_APP_TENANT_ID: guid.optional(),
  MICROSOFT_APP_TYPE: oneOf(APP_TYPES).default('SingleTenant'),
};

const Environment = z.object({
  PORT: z
    .string()
    .default('3978')
    .transform(Number)
    .pipe(z.int({ error: 'must be a port number from 0 to 65535' }).min(0).max(65535)),
  DATA_DIR: z.string().default('data'),
  POLICY_DIR: z.string().optional(),
  DATABASE_URL: z.string().optional(),
  DATABASE_TLS: oneOf(DATABASE_TLS).default('required'),
  ...registrationEnvironment,
  TENANT_IDS: list.pipe(z.array(guid)).default([]),
  SERVICE_HOSTS: list
    .pipe(z.array(z.string().regex(/^[a-z0-9.-]+$/i, 'must be host names without https://')))
    .default([]),
  ALLOW_ANONYMOUS: z.enum(['0', '1'], { error: 'must be 1, 0 or absent' }).default('0'),
  CLOCK: z.iso
    .datetime({ offset: true, error: 'must be an ISO date and time such as 2026-04-27T08:30:00+01:00' })
    .transform((text) => new Date(text).toISOString() as Instant)
    .optional(),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: 'must be an address such as https://whereabouts.example.gov.uk' })
    .transform((address) => address.replace(/\/+$/, ''))
    .optional(),
  PAGES: oneOf(PAGES).default('dialog'),
  METRICS_TOKEN: z
    .string()
    .regex(/^[\w.~+/=-]{16,}$/, 'must be at least 16 letters, digits or . _ ~ + / = -, made up by chance')
    .optional(),
  LOG_LEVEL: oneOf(LOG_LEVELS).default('info'),
  ...reachEnvironment,
  ...doorEnvironment,
  ...sealingEnvironment,
});
type Environment = z.infer<typeof Environment>;

/** Throws `ConfigError` with everything that is wrong. A setting that is empty counts as absent. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = Environment.safeParse(given);
  if (!parsed.success) {
    throw new ConfigError(parsed.error.issues.map((issue) => `${String(issue.path[0])} ${issue.message}`));
  }
  const problems = contradictions(parsed.data);
  if (problems.length > 0) throw new ConfigError(problems);
  return configOf(parsed.data);
}

function contradictions(env: Environment): string[] {
  const ofPlace = env.ALLOW_ANONYMOUS === '1' ? contradictionsWhenAnonymous(env) : missingInProduction(env);
  const database = env.DATABASE_URL ? databaseProblem(env.DATABASE_URL, env.DATABASE_TLS) : null;
  return [
    ...ofPlace,
    ...(database ? [`DATABASE_URL ${database}`] : []),
    ...contradictionsOfReach(env),
    ...contradictionsOfSealing(env),
  ];
}

/** Anonymous with a registration would look protected and would not be. */
function contradictionsWhenAnonymous(env: Environment): string[] {
  if (env.MICROSOFT_APP_ID === undefined) return [];
  return ['ALLOW_ANONYMOUS=1 is for the demo and cannot stand beside MICROSOFT_APP_ID: remove one of the two'];
}

function missingInProduction(env: Environment): string[] {
  const managed = env.MICROSOFT_APP_TYPE === 'UserAssignedMSI';
  const needs: [boolean, string][] = [
    [
      env.MICROSOFT_APP_ID === undefined,
      'MICROSOFT_APP_ID is missing: the application (client) id of the bot in Entra',
    ],
    [
      env.MICROSOFT_APP_PASSWORD === undefined && !managed,
      'MICROSOFT_APP_PASSWORD is missing: the client secret (not needed with MICROSOFT_APP_TYPE=UserAssignedMSI)',
    ],
    [
      env.MICROSOFT_APP_TENANT_ID === undefined,
      'MICROSOFT_APP_TENANT_ID is missing: the tenant in which the bot is registered',
    ],
    [
      env.TENANT_IDS.length === 0,
      'TENANT_IDS is missing: the tenants whose people may use the bot, separated by commas',
    ],
    [
      env.PUBLIC_URL === undefined,
      'PUBLIC_URL is missing: where browsers reach the bot, such as https://whereabouts.example.gov.uk',
    ],
    [
      env.PUBLIC_URL !== undefined && !env.PUBLIC_URL.startsWith('https://'),
      'PUBLIC_URL must begin with https://: papers about children are fetched from there',
    ],
    [env.DATABASE_URL === undefined, 'DATABASE_URL is missing: the address of the PostgreSQL database'],
    [env.FIELD_KEYS === undefined && env.KEY_VAULT_URL === undefined, KEYS_MISSING],
    [env.CLOCK !== undefined, 'CLOCK is for the demo and the tests, where ALLOW_ANONYMOUS=1: remove it'],
  ];
  const problems = needs.filter(([missing]) => missing).map(([, words]) => words);
  const triedToRunTheDemo = env.MICROSOFT_APP_ID === undefined && env.DATABASE_URL === undefined;
  return triedToRunTheDemo ? [...problems, 'To try it on this machine without any of these, run npm start'] : problems;
}

function configOf(env: Environment): Config {
  const anonymous = env.ALLOW_ANONYMOUS === '1';
  return {
    port: env.PORT,
    host: anonymous ? '127.0.0.1' : '0.0.0.0',
    dataDir: env.DATA_DIR,
    policyDir: env.POLICY_DIR ?? null,
    databaseUrl: env.DATABASE_URL ?? null,
    anonymous,
    app: registrationOf(env),
    tenants: env.TENANT_IDS.map((tenant) => tenant.toLowerCase()),
    serviceHosts: env.SERVICE_HOSTS.map((host) => host.toLowerCase()),
    clock: env.CLOCK ?? null,
    publicUrl: env.PUBLIC_URL ?? null,
    pages: env.PAGES,
    metricsToken: env.METRICS_TOKEN ?? null,
    logLevel: env.LOG_LEVEL,
    ...reachConfigOf(env),
    ...doorConfigOf(env, anonymous),
    ...sealingConfigOf(env),
  };
}

type Registration = z.infer<z.ZodObject<typeof registrationEnvironment>>;

export const registrationOf = (env: Registration): AppRegistration | null =>
  env.MICROSOFT_APP_ID === undefined
    ? null
    : {
        id: env.MICROSOFT_APP_ID,
        password: env.MICROSOFT_APP_PASSWORD ?? '',
        tenantId: env.MICROSOFT_APP_TENANT_ID ?? '',
        type: env.MICROSOFT_APP_TYPE,
      };

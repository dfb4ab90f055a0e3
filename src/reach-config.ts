import { z } from 'zod';
import type { GroupRole } from './people/groups/groups';
import { groupsSetting } from './groups-config';
import { isOnThisMachine } from './loopback';

/** Microsoft Graph, for people whom the bot has not met, and for e-mail. */
export interface GraphSettings {
  /** `https://graph.microsoft.com`; a stand-in on this machine when anonymous. Without a slash at the end. */
  readonly url: string;
  /** The id in the manifest of the app, by which the organisation's catalogue is asked for it. */
  readonly externalId: string;
  /** The mailbox that e-mail is sent from; null: none is sent. */
  readonly mailFrom: string | null;
}

export interface EntraGroups {
  readonly tenantId: string;
  readonly groups: readonly GroupRole[];
}

export interface ReachConfig {
  /** Which groups of Entra give which roles; null where people are imported from a file. */
  readonly entraGroups: EntraGroups | null;
  /** Null where it is off. */
  readonly graph: GraphSettings | null;
  /** Where it is told that an alert could be brought to nobody; null: in the log alone. */
  readonly alarmUrl: string | null;
}

const GRAPH = 'https://graph.microsoft.com';

const address = (example: string) =>
  z
    .url({ protocol: /^https?$/, error: `must be an address such as ${example}` })
    .transform((given) => given.replace(/\/+$/, ''))
    .optional();

export const reachEnvironment = {
  GRAPH: z.enum(['off', 'on'], { error: 'must be one of off, on' }).default('off'),
  GRAPH_APP_EXTERNAL_ID: z.guid({ error: 'must be a GUID: the id in the manifest of the Teams app' }).optional(),
  GRAPH_URL: address('http://127.0.0.1:8080'),
  MAIL_FROM: z.email({ error: 'must be the address of a mailbox such as whereabouts@example.gov.uk' }).optional(),
  ALARM_URL: address('https://alerts.example.gov.uk/whereabouts'),
  ENTRA_GROUPS: groupsSetting.optional(),
};
type Environment = z.infer<z.ZodObject<typeof reachEnvironment>> & {
  readonly ALLOW_ANONYMOUS: '0' | '1';
  readonly MICROSOFT_APP_ID?: string | undefined;
  readonly MICROSOFT_APP_TENANT_ID?: string | undefined;
  readonly TENANT_IDS: readonly string[];
};

/** What cannot stand beside one another among these settings. */
export function contradictionsOfReach(env: Environment): string[] {
  const anonymous = env.ALLOW_ANONYMOUS === '1';
  const on = env.GRAPH === 'on';
  const rules: [boolean, string][] = [
    [
      env.MAIL_FROM !== undefined && !on,
      'MAIL_FROM has no effect while GRAPH is off: e-mail is sent through Microsoft Graph. Set GRAPH=on, or remove MAIL_FROM',
    ],
    [
      env.GRAPH_APP_EXTERNAL_ID !== undefined && !on,
      'GRAPH_APP_EXTERNAL_ID has no effect while GRAPH is off: set GRAPH=on, or remove it',
    ],
    [
      env.ENTRA_GROUPS !== undefined && !on,
      'ENTRA_GROUPS has no effect while GRAPH is off: groups are read through Microsoft Graph. Set GRAPH=on, or remove it',
    ],
    [
      env.ENTRA_GROUPS !== undefined && tenantOf(env) === null,
      'ENTRA_GROUPS needs the tenant whose groups they are: MICROSOFT_APP_TENANT_ID, or one of TENANT_IDS where there is no registration',
    ],
    [
      env.GRAPH_URL !== undefined && !(anonymous && isOnThisMachine(env.GRAPH_URL)),
      'GRAPH_URL is for tests on this machine, where ALLOW_ANONYMOUS=1: remove it, and Microsoft Graph itself is asked',
    ],
    [
      on && anonymous && env.GRAPH_URL === undefined,
      'GRAPH=on needs a registration, which the demo has not: remove it, or name a stand-in on this machine in GRAPH_URL',
    ],
    [
      on && env.MICROSOFT_APP_ID === undefined && env.GRAPH_APP_EXTERNAL_ID === undefined,
      'GRAPH_APP_EXTERNAL_ID is missing: the id in the manifest of the Teams app (MICROSOFT_APP_ID where there is one)',
    ],
    [
      env.ALARM_URL !== undefined && !isProtected(env.ALARM_URL),
      'ALARM_URL must begin with https://, unless it is on this machine',
    ],
  ];
  return rules.filter(([broken]) => broken).map(([, words]) => words);
}

/** The registration's own tenant: its token opens the groups of no other. */
const tenantOf = (env: Environment): string | null =>
  (env.MICROSOFT_APP_TENANT_ID ?? env.TENANT_IDS[0])?.toLowerCase() ?? null;

const isProtected = (url: string): boolean => url.startsWith('https:') || isOnThisMachine(url);

export const reachConfigOf = (env: Environment): ReachConfig => ({
  graph:
    env.GRAPH === 'on'
      ? {
          url: env.GRAPH_URL ?? GRAPH,
          externalId: env.GRAPH_APP_EXTERNAL_ID ?? env.MICROSOFT_APP_ID ?? '',
          mailFrom: env.MAIL_FROM ?? null,
        }
      : null,
  alarmUrl: env.ALARM_URL ?? null,
  entraGroups: env.ENTRA_GROUPS ? { tenantId: tenantOf(env) ?? '', groups: env.ENTRA_GROUPS } : null,
});

import { isIP, isIPv4 } from 'node:net';
import { z } from 'zod';

/** How much is taken from one sender, and who says where requests come from. */
export interface DoorConfig {
  /** Proxies, as addresses or networks, whose word counts in `X-Forwarded-For`. */
  readonly trustedProxies: readonly string[];
  readonly limits: Limits;
}

/** 0: no limit. */
export interface Limits {
  /** Requests of one address that are refused in a minute, after which no more is taken from it. */
  readonly refusedPerAddress: number;
  /** What one person says and presses in ten seconds, and as much again of what their Teams asks by itself. */
  readonly perPerson: number;
  /** Messages in ten seconds in one channel or group, and in one tenant: each is answered by one of ours. */
  readonly perPlace: number;
  readonly perTenant: number;
}

const REFUSED_PER_ADDRESS = 300;
const PER_PERSON = 60;
/**
 * Answers go before all else, but take places in the pace. Of the 60 messages that Teams takes for a conversation in half a
 * minute these leave 24, and of the 300 for a tenant in ten seconds a half, so that no alert waits behind whoever floods them.
 */
const PER_PLACE = 12;
const PER_TENANT = 150;

const most = z
  .string()
  .regex(/^\d{1,6}$/, 'must be a whole number; 0 for no limit')
  .transform(Number)
  .optional();

function isNetwork(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/');
  if (isIP(address) === 0 || more.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (isIPv4(address) ? 32 : 128));
}

export const doorEnvironment = {
  TRUSTED_PROXIES: z
    .string()
    .default('')
    .transform((text) => text.split(/[\s,]+/).filter((part) => part !== ''))
    .pipe(z.array(z.string().refine(isNetwork, 'must be addresses or networks such as 10.0.0.5, 10.0.0.0/8'))),
  LIMIT_REFUSED_PER_ADDRESS: most,
  LIMIT_PER_PERSON: most,
  LIMIT_PER_PLACE: most,
  LIMIT_PER_TENANT: most,
};
type Environment = z.infer<z.ZodObject<typeof doorEnvironment>>;

/** Where no tokens are asked for only this machine is answered, at any pace. */
export const doorConfigOf = (env: Environment, anonymous: boolean): DoorConfig => ({
  trustedProxies: env.TRUSTED_PROXIES,
  limits: {
    refusedPerAddress: env.LIMIT_REFUSED_PER_ADDRESS ?? (anonymous ? 0 : REFUSED_PER_ADDRESS),
    perPerson: env.LIMIT_PER_PERSON ?? (anonymous ? 0 : PER_PERSON),
    perPlace: env.LIMIT_PER_PLACE ?? (anonymous ? 0 : PER_PLACE),
    perTenant: env.LIMIT_PER_TENANT ?? (anonymous ? 0 : PER_TENANT),
  },
});

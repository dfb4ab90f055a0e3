import { claimsOf, type Claims } from './claims';

/** What a token of Teams says in any case. */
export interface Expected {
  readonly issuer: string;
  /** The bot's own id. */
  readonly audience: string;
  /** Tenants that it may name; Teams' own names none. */
  readonly tenants: readonly string[];
}

const BEARER = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/;
/** As much as the library lets clocks differ. */
export const CLOCKS_APART_SECONDS = 300;

export const tokenIn = (header: string): string => BEARER.exec(header)?.[1] ?? '';

/** Its claims where the token says what one of Teams does, or null. It costs next to nothing, and proves nothing. */
export function claimsOfTeams(header: string, { issuer, audience, tenants }: Expected): Claims | null {
  const claims = claimsOf(tokenIn(header));
  if (claims === null || claims['iss'] !== issuer || claims['aud'] !== audience) return null;
  const { exp, tid, serviceurl } = claims;
  // The library takes a token that never ends.
  if (typeof exp !== 'number' || exp + CLOCKS_APART_SECONDS < Date.now() / 1_000) return null;
  if (typeof serviceurl !== 'string' || serviceurl === '') return null;
  return tid === undefined || (typeof tid === 'string' && tenants.includes(tid.toLowerCase())) ? claims : null;
}

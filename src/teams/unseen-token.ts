import { createRemoteJWKSet, customFetch, jwtVerify } from 'jose';
import { createRate } from '../door/rate';
import { within } from '../time-limit';
import { CLOCKS_APART_SECONDS, claimsOfTeams, tokenIn, type Expected } from './expected';

/** Whether a token is of Teams, by itself: before anything else of its request is read. Never rejects. */
export type IsOfTeams = (header: string) => Promise<boolean>;

/** Signatures looked at in a second, whoever sends them: some hundredths of what a core can do. */
const MOST_A_SECOND = 500;
/** As long as the library keeps them. */
const KEPT_MS = 24 * 3_600_000;
const KNOWN_WITHIN_MS = 1_500;
/** All senders take from one. */
const ALL = '';

/**
 * For the door alone: what passes here is looked at again by the library, with its activity. The library's own way to the
 * keys has no end where they do not come, and asks for them anew for each who waits; here they are asked for once for all.
 * @param metadata where it is said where the keys are.
 */
export function createUnseenToken(expected: Expected, metadata: string, mostASecond = MOST_A_SECOND): IsOfTeams {
  const checks = createRate(mostASecond, 1);
  const patience = { cacheMaxAge: KEPT_MS, timeoutDuration: KNOWN_WITHIN_MS };
  const keys = createRemoteJWKSet(new URL(metadata), { ...patience, [customFetch]: fetchKeys });
  const { issuer, audience } = expected;
  const rules = { issuer, audience, algorithms: ['RS256'], clockTolerance: CLOCKS_APART_SECONDS };

  return async (header) => {
    if (claimsOfTeams(header, expected) === null || (await checks.take(ALL)) > 0) return false;
    const isSigned = jwtVerify(tokenIn(header), keys, rules).then(
      () => true,
      () => false,
    );
    return within(KNOWN_WITHIN_MS, isSigned, async () => false);
  };
}

async function fetchKeys(metadata: string, how: RequestInit): Promise<Response> {
  const said = await fetch(metadata, how);
  const { jwks_uri: keys } = (await said.json()) as { jwks_uri: string };
  return fetch(keys, how);
}

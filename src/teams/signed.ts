import { createPublicKey } from 'node:crypto';
import { EndorsementsValidator } from 'botframework-connector';
import { JwtTokenExtractor } from 'botframework-connector/lib/auth/jwtTokenExtractor';
import { decodeProtectedHeader, jwtVerify } from 'jose';
import { CLOCKS_APART_SECONDS, tokenIn, type Expected } from './expected';

/** Rejects for a token that is not signed by Teams for this channel, and where the keys cannot be had. */
export type CheckSigned = (header: string, channelId: string) => Promise<void>;

/**
 * What the library asks of a signature, asked before it does: of what it refuses it prints a line and a key to the
 * console, so that anybody could fill the log with what is no line of it. The keys are the library's own, fetched once for both.
 * @param metadata where it is said where the keys are.
 */
export function createCheckSigned({ issuer, audience }: Expected, metadata: string): CheckSigned {
  const algorithms = ['RS256'];
  const { openIdMetadata } = new JwtTokenExtractor({ issuer, audience }, metadata, algorithms);
  const rules = { issuer, audience, algorithms, clockTolerance: CLOCKS_APART_SECONDS };

  return async (header, channelId) => {
    const token = tokenIn(header);
    const known = await openIdMetadata.getKey(decodeProtectedHeader(token).kid ?? '');
    if (!known) throw new Error('unknown key');
    await jwtVerify(token, createPublicKey(known.key), rules);
    // A key that names no channel is none of Teams' either.
    if (!EndorsementsValidator.validate(channelId, known.endorsements ?? []))
      throw new Error('a key for another channel');
  };
}

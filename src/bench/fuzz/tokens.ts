import fc from 'fast-check';
import type { LoopbackIdentityProvider } from '../identity-provider';

/** How a request is signed: as Teams does, or not. */
export const SIGNINGS = ['nothing', 'garbage', 'expired', 'audience', 'issuer', 'service', 'tenant'] as const;
const FORGED = ['signature', 'none', 'hs256', 'own-key', 'borrowed'] as const;
export type Signing = 'good' | (typeof SIGNINGS)[number] | (typeof FORGED)[number];

/** One request in seven is not from Teams. */
export const signing: fc.Arbitrary<Signing> = fc.oneof(
  { weight: 6, arbitrary: fc.constant('good' as const) },
  { weight: 1, arbitrary: fc.constantFrom<Signing>(...SIGNINGS, ...FORGED) },
);

/** One of each, since they cost more to make than to send. Null: no header. */
export function signer(identities: LoopbackIdentityProvider, serviceUrl: string): (how: Signing) => string | null {
  const token = (claims: Record<string, unknown>) => identities.token(serviceUrl, claims);
  const made = new Map<Signing, string | null>([
    ['good', token({})],
    ['nothing', null],
    ['garbage', 'e30.e30.e30'],
    ['expired', token({ exp: 1_700_000_000 })],
    ['audience', token({ aud: 'another' })],
    ['issuer', token({ iss: 'https://login.microsoftonline.com/x/v2.0' })],
    ['service', identities.token('https://smba.trafficmanager.net/uk/')],
    ['tenant', token({ tid: '99999999-9999-4999-8999-999999999999' })],
    ...FORGED.map((how) => [how, identities.forged(serviceUrl, how)] as const),
  ]);
  return (how) => {
    const value = made.get(how) ?? null;
    return value === null ? null : `Bearer ${value}`;
  };
}

import { createUnseenToken } from '../../src/teams/unseen-token';
import { TENANT } from '../builders/authority';
import { APP_ID, ISSUER, startIdentityProvider, type LoopbackIdentityProvider } from '../support/identity-provider';

const SERVICE = 'https://smba.trafficmanager.net/uk/';
const FEW = 3;
const EXPECTED = { issuer: ISSUER, audience: APP_ID, tenants: [TENANT] };
let identities: LoopbackIdentityProvider;
beforeEach(async () => void (identities = await startIdentityProvider()));
afterEach(() => identities.close());
const begin = (most?: number) => createUnseenToken(EXPECTED, identities.metadata, most);
const good = () => `Bearer ${identities.token(SERVICE)}`;
const forged = () => `Bearer ${identities.forged(SERVICE, 'own-key')}`;

test('is looked at so many times a second and no more, and is looked at again once that is over', async () => {
  const isOfTeams = begin(FEW);
  for (let n = 0; n < FEW; n += 1) expect(await isOfTeams(forged())).toBe(false);
  expect(await isOfTeams(good())).toBe(false);
  const until = Date.now() + 5_000;
  let answer = false;
  while (!answer && Date.now() < until) answer = await isOfTeams(good());
  expect(answer).toBe(true);
});

test('takes nothing from that where it does not even say what one of Teams says', async () => {
  const isOfTeams = begin(1);
  const others = [
    ...['', 'Bearer', 'Bearer a.b.c', `Basic ${identities.token(SERVICE)}`],
    ...[{ aud: 'other' }, { iss: 'https://evil.example' }, { exp: 1 }, { serviceurl: '' }].map(
      (claims) => `Bearer ${identities.token(SERVICE, claims)}`,
    ),
  ];
  for (const header of others) expect(await isOfTeams(header)).toBe(false);
  expect(await isOfTeams(good())).toBe(true);
});

test('is not good as long as no keys come, which is said in time, and is once they come', async () => {
  const isOfTeams = begin();
  identities.isSilent = true;
  const began = performance.now();
  expect(await Promise.all([good(), good(), good()].map(isOfTeams))).toEqual([false, false, false]);
  expect(performance.now() - began).toBeLessThan(3_000);
  identities.isSilent = false;
  expect(await isOfTeams(good())).toBe(true);
});

import { createGuard, Forbidden } from '../../src/teams/guard';
import { ELSEWHERE, TENANT } from '../builders/authority';

const guardWith = (serviceHosts: string[] = []) => createGuard({ anonymous: false, tenants: [TENANT], serviceHosts });
const admits = (serviceUrl: string, guard = guardWith(), tenantId = TENANT) =>
  guard.admitAddress({ serviceUrl, tenantId });

test.each([
  'https://smba.trafficmanager.net/uk/',
  'https://SMBA.trafficmanager.net/emea/',
  'https://smba.infra.gcc.teams.microsoft.com/',
])('%s is where Teams listens', (address) => {
  expect(() => admits(address)).not.toThrow();
});

test.each([
  'http://smba.trafficmanager.net/uk/',
  'https://smba.trafficmanager.net.evil.example/',
  'https://evil.example/smba.trafficmanager.net',
  'https://smba.trafficmanager.net@evil.example/',
  'https://user@smba.trafficmanager.net/',
  'https://trafficmanager.net/',
  'http://127.0.0.1:3978/',
  'https://10.0.0.1/',
  'file:///etc/passwd',
  '',
])('%j is not', (address) => {
  expect(() => admits(address)).toThrow(Forbidden);
});

test('another cloud’s host may be named, and is still spoken to over https only', () => {
  const guard = guardWith(['smba.infra.gov.teams.microsoft.us']);
  expect(() => admits('https://smba.infra.gov.teams.microsoft.us/gcch/', guard)).not.toThrow();
  expect(() => admits('http://smba.infra.gov.teams.microsoft.us/gcch/', guard)).toThrow(Forbidden);
});

test('where Teams listens for a tenant that is not named is no address to write to', () => {
  const address = 'https://smba.trafficmanager.net/uk/';
  expect(() => admits(address, guardWith(), TENANT.toUpperCase())).not.toThrow();
  for (const tenant of [ELSEWHERE.tenant, '']) expect(() => admits(address, guardWith(), tenant)).toThrow('tenant');
});

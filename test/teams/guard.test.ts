import { createGuard, Forbidden } from '../../src/teams/guard';

const guardWith = (serviceHosts: string[] = []) => createGuard({ anonymous: false, tenants: [], serviceHosts });

test.each([
  'https://smba.trafficmanager.net/uk/',
  'https://SMBA.trafficmanager.net/emea/',
  'https://smba.infra.gcc.teams.microsoft.com/',
])('%s is where Teams listens', (address) => {
  expect(() => guardWith().admitService(address)).not.toThrow();
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
  expect(() => guardWith().admitService(address)).toThrow(Forbidden);
});

test('another cloud’s host may be named, and is still spoken to over https only', () => {
  const guard = guardWith(['smba.infra.gov.teams.microsoft.us']);
  expect(() => guard.admitService('https://smba.infra.gov.teams.microsoft.us/gcch/')).not.toThrow();
  expect(() => guard.admitService('http://smba.infra.gov.teams.microsoft.us/gcch/')).toThrow(Forbidden);
});

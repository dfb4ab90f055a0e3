import type { Config } from '../config';
import { LOOPBACK_HOSTS } from '../loopback';
import { servedBy } from '../tenants';
import type { Address } from './connector';
import type { Incoming } from './incoming';

/** The activity is well formed and authentic, and still none of ours. */
export class Forbidden extends Error {
  constructor(readonly reason: 'service-address' | 'tenant' | 'platform') {
    super(reason);
    this.name = 'Forbidden';
  }
}

export interface Guard {
  /** Throws `Forbidden`. */
  admit(incoming: Incoming): void;
  /** Throws `Forbidden` unless the bot may write to this address: the tenant may have been served when it was kept. */
  admitAddress(address: Pick<Address, 'serviceUrl' | 'tenantId'>): void;
}

/**
 * Where Teams listens (commercial cloud; other clouds are named in SERVICE_HOSTS). A token says who speaks, not where
 * the answer should go: without this list a forged service address would make the bot post a child's data elsewhere.
 */
const TEAMS_HOSTS = ['smba.trafficmanager.net', 'smba.infra.gcc.teams.microsoft.com'];
const PLATFORM = 'msteams';

export function createGuard(config: Pick<Config, 'anonymous' | 'tenants' | 'serviceHosts'>): Guard {
  const serves = servedBy(config);
  const hosts = config.anonymous ? LOOPBACK_HOSTS : [...TEAMS_HOSTS, ...config.serviceHosts];

  function admitService(serviceUrl: string): void {
    const address = addressOf(serviceUrl);
    if (!address || !hosts.includes(address.hostname) || !isProtected(address)) throw new Forbidden('service-address');
  }

  function admitTenant(tenantId: string | null): void {
    if (tenantId === null || !serves(tenantId)) throw new Forbidden('tenant');
  }

  return {
    admitAddress({ serviceUrl, tenantId }) {
      admitService(serviceUrl);
      admitTenant(tenantId);
    },
    admit(incoming) {
      // Other channels of Bot Framework let their users say who they are.
      if (incoming.platform !== PLATFORM) throw new Forbidden('platform');
      admitService(incoming.conversation.serviceUrl);
      admitTenant(incoming.tenantId);
    },
  };
}

function addressOf(serviceUrl: string): URL | null {
  return URL.canParse(serviceUrl) ? new URL(serviceUrl) : null;
}

/** Plain http never leaves this machine. */
function isProtected(address: URL): boolean {
  const namesNobody = address.username === '' && address.password === '';
  return namesNobody && (address.protocol === 'https:' || LOOPBACK_HOSTS.includes(address.hostname));
}

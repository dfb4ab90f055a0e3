import type { Config } from './config';

/**
 * Whether this installation serves the people of a tenant (`TENANT_IDS`): answers them, writes to them and hands them
 * papers. Who is of another one may still be in the directory, from when their tenant was named.
 */
export type Serves = (tenantId: string) => boolean;

export const EVERY_TENANT: Serves = () => true;

/** Anonymous, and with no tenant named: any. */
export function servedBy({ anonymous, tenants }: Pick<Config, 'anonymous' | 'tenants'>): Serves {
  if (anonymous && tenants.length === 0) return EVERY_TENANT;
  const served = new Set(tenants);
  return (tenantId) => served.has(tenantId.toLowerCase());
}

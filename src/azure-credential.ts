import { ClientSecretCredential, ManagedIdentityCredential, type TokenCredential } from '@azure/identity';
import type { AppRegistration } from './config';

/** Azure is asked as the bot's own registration, with the same secret or managed identity as Teams. */
export const credentialOf = ({ id, password, tenantId, type }: AppRegistration): TokenCredential =>
  type === 'UserAssignedMSI'
    ? new ManagedIdentityCredential({ clientId: id })
    : new ClientSecretCredential(tenantId, id, password);

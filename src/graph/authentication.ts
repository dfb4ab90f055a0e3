import { ClientSecretCredential, ManagedIdentityCredential } from '@azure/identity';
import type { AuthenticationProvider } from '@microsoft/microsoft-graph-client';
import { TokenCredentialAuthenticationProvider } from '@microsoft/microsoft-graph-client/authProviders/azureTokenCredentials';
import type { AppRegistration } from '../config';

/** Whatever was granted to the registration. */
const SCOPES = ['https://graph.microsoft.com/.default'];

/** Graph is called as the bot's own registration, with the same secret or managed identity as Teams. */
export const authenticationOf = ({ id, password, tenantId, type }: AppRegistration): AuthenticationProvider =>
  new TokenCredentialAuthenticationProvider(
    type === 'UserAssignedMSI'
      ? new ManagedIdentityCredential({ clientId: id })
      : new ClientSecretCredential(tenantId, id, password),
    { scopes: SCOPES },
  );

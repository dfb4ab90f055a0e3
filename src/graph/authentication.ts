import type { AuthenticationProvider } from '@microsoft/microsoft-graph-client';
import { TokenCredentialAuthenticationProvider } from '@microsoft/microsoft-graph-client/authProviders/azureTokenCredentials';
import { credentialOf } from '../azure-credential';
import type { AppRegistration } from '../config';

/** Whatever was granted to the registration. */
const SCOPES = ['https://graph.microsoft.com/.default'];

export const authenticationOf = (app: AppRegistration): AuthenticationProvider =>
  new TokenCredentialAuthenticationProvider(credentialOf(app), { scopes: SCOPES });

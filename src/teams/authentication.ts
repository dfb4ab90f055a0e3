import {
  ConfigurationBotFrameworkAuthentication,
  type Activity,
  type ConfigurationBotFrameworkAuthenticationOptions,
} from 'botbuilder';
import {
  AuthenticationError,
  type AuthenticateRequestResult,
  type ServiceClientCredentialsFactory,
} from 'botframework-connector';
import type { AppRegistration } from '../config';

const UNAUTHORIZED = 401;

/**
 * The library accepts an activity without a service address, and answers 500 to some forged tokens (signature, `none`,
 * HS256 with the public key, not yet valid). Here everything that is not plainly good is 401.
 */
export class StrictAuthentication extends ConfigurationBotFrameworkAuthentication {
  override async authenticateRequest(activity: Activity, header: string): Promise<AuthenticateRequestResult> {
    if (typeof activity.serviceUrl !== 'string' || activity.serviceUrl === '') throw refused();
    try {
      return await super.authenticateRequest(activity, header);
    } catch {
      throw refused();
    }
  }
}

const refused = (): AuthenticationError => new AuthenticationError('Unauthorized', UNAUTHORIZED);

/** Another identity provider than Microsoft's: for tests on loopback. */
export interface IdentityProvider {
  readonly settings: ConfigurationBotFrameworkAuthenticationOptions;
  readonly credentials?: ServiceClientCredentialsFactory;
}

/** `app` null: anonymous, no token is asked for and none is sent. */
export function createAuthentication(app: AppRegistration | null, provider?: IdentityProvider): StrictAuthentication {
  if (!app) return new StrictAuthentication({});
  const registration = {
    MicrosoftAppId: app.id,
    MicrosoftAppPassword: app.password,
    MicrosoftAppTenantId: app.tenantId,
    MicrosoftAppType: app.type,
  };
  return new StrictAuthentication({ ...registration, ...provider?.settings }, provider?.credentials);
}

import {
  ConfigurationBotFrameworkAuthentication,
  type Activity,
  type ConfigurationBotFrameworkAuthenticationOptions,
} from 'botbuilder';
import {
  AuthenticationConstants,
  AuthenticationError,
  ClaimsIdentity,
  type AuthenticateRequestResult,
  type ServiceClientCredentialsFactory,
} from 'botframework-connector';
import type { AppRegistration, Config } from '../config';
import type { Log } from '../log';
import { within } from '../time-limit';
import { claimsOf } from './claims';
import { claimsOfTeams, type Expected } from './expected';
import { createCheckSigned, type CheckSigned } from './signed';
import { createToken, NO_TOKEN_NEEDED, type Token } from './token';
import { createUnseenToken, type IsOfTeams } from './unseen-token';

const UNAUTHORIZED = 401;

/**
 * The library accepts an activity without a service address, and answers 500 to some forged tokens (signature, `none`,
 * HS256 with the public key, not yet valid). Here everything that is not plainly good is 401.
 *
 * It also has other doors than that of Teams (skills, its emulator, another channel), at which no service address is
 * asked for, and at which any tenant that a token names, good or not, is kept in memory for ever as one whose tokens may
 * be good. So what is not from Teams by its own word never comes to the library; nor does what is not signed by it, of which
 * the library prints something for whoever sends it.
 */
export class StrictAuthentication extends ConfigurationBotFrameworkAuthentication {
  /** @param expected null: no token is asked for. */
  constructor(
    settings: ConfigurationBotFrameworkAuthenticationOptions,
    credentials: ServiceClientCredentialsFactory | undefined,
    private readonly expected: Expected | null,
    /** The same of a token alone. */
    readonly isOfTeams: IsOfTeams,
    private readonly checkSigned: CheckSigned = async () => {},
  ) {
    super(settings, credentials);
  }

  override async authenticateRequest(activity: Activity, header: string): Promise<AuthenticateRequestResult> {
    if (typeof activity.serviceUrl !== 'string' || activity.serviceUrl === '') throw refused();
    const { expected } = this;
    if (expected && claimsOfTeams(header, expected)?.['serviceurl'] !== activity.serviceUrl) throw refused();
    const known = this.asked(activity, header).catch(() => Promise.reject(refused()));
    return within(KNOWN_WITHIN_MS, known, () => Promise.reject(new Unanswered()));
  }

  private async asked(activity: Activity, header: string): Promise<AuthenticateRequestResult> {
    await this.checkSigned(header, activity.channelId);
    return super.authenticateRequest(activity, header);
  }
}

/** Whether the token is good was not known in time: Microsoft's keys did not come. Nobody is let in on that. */
export class Unanswered extends Error {}

/** Once they have come, the library keeps the keys for a day. What is left of the 3 s of an invoke is for its answer. */
const KNOWN_WITHIN_MS = 1_500;

const refused = (): AuthenticationError => new AuthenticationError('Unauthorized', UNAUTHORIZED);

/** Another identity provider than Microsoft's: for tests on loopback. */
export interface IdentityProvider {
  readonly settings: ConfigurationBotFrameworkAuthenticationOptions;
  readonly credentials?: ServiceClientCredentialsFactory;
}

/** `app` null: anonymous, no token is asked for and none is sent. */
export function createAuthentication(
  { app, tenants }: Pick<Config, 'app' | 'tenants'>,
  provider?: IdentityProvider,
): StrictAuthentication {
  if (!app) return new StrictAuthentication({}, undefined, null, async () => false);
  const registration = {
    MicrosoftAppId: app.id,
    MicrosoftAppPassword: app.password,
    MicrosoftAppTenantId: app.tenantId,
    MicrosoftAppType: app.type,
  };
  const settings = { ...registration, ...provider?.settings };
  const {
    ToBotFromChannelTokenIssuer: issuer = AuthenticationConstants.ToBotFromChannelTokenIssuer,
    ToBotFromChannelOpenIdMetadataUrl: metadata = AuthenticationConstants.ToBotFromChannelOpenIdMetadataUrl,
  } = settings;
  const expected = { issuer, audience: app.id, tenants: [...tenants, app.tenantId] };
  const [isOfTeams, checkSigned] = [createUnseenToken(expected, metadata), createCheckSigned(expected, metadata)];
  return new StrictAuthentication(settings, provider?.credentials, expected, isOfTeams, checkSigned);
}

/** The part of the library's credentials that is used here. Its own memory has each of a crowd ask at a token's end. */
interface Credentials {
  getToken(forceRefresh: boolean): Promise<string>;
}

/** For what this registration writes. */
export function tokenOf(authentication: StrictAuthentication, app: AppRegistration | null, log: Log): Token {
  if (!app) return NO_TOKEN_NEEDED;
  const identity = new ClaimsIdentity([
    { type: AuthenticationConstants.AudienceClaim, value: app.id },
    { type: AuthenticationConstants.AppIdClaim, value: app.id },
  ]);
  const factory = authentication.createConnectorFactory(identity);
  let credentials: Credentials | null = null;
  return createToken(async () => {
    // A token is good for every service address of a cloud, so it makes no difference which one is named.
    credentials ??= (await factory.create(ANY_SERVICE)).credentials as unknown as Credentials;
    const accessToken = await credentials.getToken(true);
    return { accessToken, lifeMs: lifeOf(accessToken, Date.now()) };
  }, log);
}

const ANY_SERVICE = 'https://smba.trafficmanager.net/teams/';
/** The shortest that an organisation can have Entra give out; also for a token that does not say its own. */
const SHORTEST_LIFE_MS = 600_000;
/** Entra says that a token was issued so long before it was. */
const DATED_BACK_MS = 300_000;

/**
 * How long a token is good that has just come, in milliseconds: until its own end, since a managed identity gives out one
 * that it has kept; where this machine's clock makes no sense of that, for as long as it lives from its beginning.
 * @param now milliseconds since 1970, by this machine's clock.
 */
export function lifeOf(token: string, now: number): number {
  // In seconds since 1970.
  const { iat, exp } = claimsOf(token) ?? {};
  const wholeMs = (Number(exp) - Number(iat)) * 1_000 - DATED_BACK_MS;
  if (!(wholeMs > 0)) return SHORTEST_LIFE_MS;
  const leftMs = Number(exp) * 1_000 - now;
  return leftMs > 0 ? Math.min(leftMs, wholeMs) : wholeMs;
}

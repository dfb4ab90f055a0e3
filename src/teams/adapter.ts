import { CloudAdapter, type Activity } from 'botbuilder';
import { AuthenticationError } from 'botframework-connector';
import { describeError, type Log } from '../log';
import { Unanswered, type StrictAuthentication } from './authentication';
import { Forbidden, type Guard } from './guard';
import { Malformed, readActivity, type Incoming } from './incoming';

/** What Teams gets back. Only an invoke has a body. */
export interface HttpAnswer {
  readonly status: number;
  readonly body?: unknown;
  /** After how many seconds it may be tried again. */
  readonly retryAfter?: number;
}

/** The same, and whether the token was good. */
export interface Received extends HttpAnswer {
  readonly isAuthentic: boolean;
}

const OK = 200;
const BAD_REQUEST = 400;
const UNAUTHORIZED = 401;
const FORBIDDEN = 403;
const SERVER_ERROR = 500;
const UNAVAILABLE = 503;

/**
 * The way in: authenticate, read, guard, and only then do anything. CloudAdapter's own `process` would log rejected
 * tokens and send the words of an error to the caller, so the request is answered here. What the library is handed has
 * been checked: before it is known who speaks that is what a token is held against, and nothing else of the activity.
 */
export class TeamsAdapter extends CloudAdapter {
  constructor(
    private readonly authentication: StrictAuthentication,
    private readonly guard: Guard,
    private readonly log: Log,
  ) {
    super(authentication);
  }

  async receive(header: string, body: unknown, handle: (incoming: Incoming) => Promise<HttpAnswer>): Promise<Received> {
    let isAuthentic = false;
    if (typeof body !== 'object' || body === null || Array.isArray(body)) return { status: BAD_REQUEST, isAuthentic };
    let answer: HttpAnswer = { status: OK };
    try {
      const known = await this.authentication.authenticateRequest(spokenFor(body), header);
      isAuthentic = true;
      const incoming = readActivity(body);
      this.guard.admit(incoming);
      await this.processActivity(known, body as Activity, async () => {
        answer = await handle(incoming);
      });
      return { ...answer, isAuthentic };
    } catch (error) {
      return { ...this.refusal(error), isAuthentic };
    }
  }

  private refusal(error: unknown): HttpAnswer {
    if (error instanceof AuthenticationError) {
      this.log.warn({ reason: 'token' }, 'request refused');
      return { status: UNAUTHORIZED };
    }
    if (error instanceof Unanswered) {
      this.log.warn({ reason: 'keys' }, 'request refused');
      return { status: UNAVAILABLE };
    }
    if (error instanceof Malformed) {
      this.log.warn({ reason: 'malformed', field: error.fields }, 'request refused');
      return { status: BAD_REQUEST };
    }
    if (error instanceof Forbidden) {
      this.log.warn({ reason: error.reason }, 'request refused');
      return { status: FORBIDDEN };
    }
    this.log.error(describeError(error), 'request failed');
    return { status: SERVER_ERROR };
  }
}

/** What an activity says of where it comes from, by which its token is known. What is no word is left out. */
function spokenFor(body: object): Activity {
  const { serviceUrl, channelId } = body as Readonly<Record<string, unknown>>;
  return {
    ...(typeof serviceUrl === 'string' && { serviceUrl }),
    ...(typeof channelId === 'string' && { channelId }),
  } as Activity;
}

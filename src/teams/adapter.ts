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
 * tokens and send the words of an error to the caller, so the request is answered here.
 */
export class TeamsAdapter extends CloudAdapter {
  constructor(
    authentication: StrictAuthentication,
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
      await this.processActivity(header, body as Activity, async () => {
        isAuthentic = true;
        const incoming = readActivity(body);
        this.guard.admit(incoming);
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

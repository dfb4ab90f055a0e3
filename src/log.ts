import pino, { type DestinationStream } from 'pino';

/**
 * All that may stand in a log line. Ids, codes and counts only: a child's or a person's data, what was typed and the
 * words of an error (a database puts values into them) have no field here, so they cannot be logged by mistake.
 */
export interface LogFields {
  readonly person?: string;
  readonly authority?: string;
  readonly school?: string;
  readonly caseId?: string;
  readonly reference?: string;
  readonly delivery?: string;
  readonly recipient?: string;
  readonly rule?: string;
  readonly item?: string;
  readonly page?: string;
  readonly step?: string;
  readonly verb?: string;
  readonly command?: string;
  readonly template?: string;
  readonly activity?: string;
  readonly job?: string;
  readonly state?: string;
  readonly reason?: string;
  readonly errorId?: string;
  readonly error?: string;
  readonly code?: string;
  readonly at?: string;
  readonly host?: string;
  readonly url?: string;
  readonly status?: number;
  readonly count?: number;
  readonly attempts?: number;
  readonly bytes?: number;
  readonly port?: number;
  readonly ms?: number;
}

// prettier-ignore
const FIELDS: Record<keyof LogFields, true> = {
  person: true, authority: true, school: true, caseId: true, reference: true, delivery: true, recipient: true, rule: true,
  item: true, page: true, step: true, verb: true, command: true, template: true, activity: true, job: true, state: true,
  reason: true, errorId: true, error: true, code: true, at: true, host: true, url: true, status: true, count: true,
  attempts: true, bytes: true, port: true, ms: true,
};
const ALLOWED = new Set(Object.keys(FIELDS));

/** `event` is a fixed name such as `delivery-sent`, never a sentence with data in it. */
export interface Log {
  debug(event: string, fields?: LogFields): void;
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
}

/** Structured lines on standard output, or wherever a test listens. */
export function createLog(level: string, destination?: DestinationStream): Log {
  const logger = pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    destination ?? pino.destination(1),
  );
  return {
    debug: (event, fields) => logger.debug(allowed(fields), event),
    info: (event, fields) => logger.info(allowed(fields), event),
    warn: (event, fields) => logger.warn(allowed(fields), event),
    error: (event, fields) => logger.error(allowed(fields), event),
  };
}

function allowed(fields: LogFields = {}): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => ALLOWED.has(name)));
}

/** The name, code and place of an error. Its message stays out: libraries put values into it. */
export function describeError(error: unknown): Pick<LogFields, 'error' | 'code' | 'status' | 'at'> {
  if (!(error instanceof Error)) return { error: typeof error };
  const { code, statusCode } = error as { code?: unknown; statusCode?: unknown };
  return {
    error: error.name,
    ...(typeof code === 'string' && /^[\w.-]{1,64}$/.test(code) ? { code } : {}),
    ...(typeof statusCode === 'number' ? { status: statusCode } : {}),
    at: placesOf(error.stack),
  };
}

const PLACES = 4;

function placesOf(stack = ''): string {
  const places = stack.split('\n').filter((line) => /^\s+at /.test(line));
  return places
    .slice(0, PLACES)
    .map((line) => line.trim().replace(/^at /, ''))
    .join(' < ');
}

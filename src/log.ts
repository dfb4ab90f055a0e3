import pino, { type DestinationStream, type Logger } from 'pino';

export type Log = Logger;

/**
 * All that may stand in a log line. Ids, codes and counts only: a child's or a person's data, what was typed and the
 * words of an error (a database puts values into them) have no field here, so they cannot be logged by mistake.
 * The message is a fixed sentence, never one with data in it.
 */
const FIELDS = new Set([
  ...[
    'person',
    'role',
    'roles',
    'authority',
    'school',
    'case',
    'reference',
    'notice',
    'recipient',
    'rule',
    'item',
    'meeting',
  ],
  ...['page', 'step', 'verb', 'command', 'template', 'activity', 'field', 'job', 'queue', 'state', 'outcome', 'reason'],
  ...[
    'aheadSeconds',
    'cases',
    'what',
    'errorId',
    'error',
    'code',
    'at',
    'status',
    'count',
    'lost',
    'seq',
    'hash',
    'applied',
    'attempts',
    'bytes',
    'ms',
    'host',
    'port',
    'database',
    'node',
  ],
]);

/** Structured lines on standard output, or wherever a test listens. */
export function createLog(level: string, destination: DestinationStream = pino.destination(1)): Log {
  const options: pino.LoggerOptions = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { log: allowed },
    hooks: { logMethod: withoutWordsOfErrors },
  };
  return pino(options, destination);
}

/** An error among the fields, or in their place, is told by name, code and place. */
function allowed(fields: Record<string, unknown>): Record<string, unknown> {
  const { err, error, ...rest } = fields;
  const thrown = [err, error].find((value) => value instanceof Error);
  const told = thrown ? { ...rest, ...describeError(thrown) } : fields;
  return Object.fromEntries(Object.entries(told).filter(([name]) => FIELDS.has(name)));
}

/** pino makes the words of an error the message; here they are left out, and so is what is put in place of a `%s`. */
function withoutWordsOfErrors(this: Logger, args: unknown[], method: pino.LogFn): void {
  const [first, message] = args;
  if (typeof first === 'string') return method.call(this, {}, first);
  const fields = first instanceof Error ? describeError(first) : (first ?? {});
  method.call(this, fields, typeof message === 'string' ? message : 'error');
}

export interface ErrorFields {
  readonly error: string;
  readonly code?: string;
  readonly status?: number;
  readonly at?: string;
}

/** The name, code and place of an error. Its message stays out: libraries put values into it. */
export function describeError(error: unknown): ErrorFields {
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

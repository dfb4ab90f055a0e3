import { randomBytes } from 'node:crypto';
import { describeError, type Log } from '../log';
import { CardFault } from './rendering/render';

/**
 * What a person reads when something of ours has failed: no stack, no data, and a number by which the log line is
 * found.
 */
export function sorry(log: Log, error: unknown, fields: object): string {
  const errorId = logged(log, error, fields);
  return (
    'Sorry, something went wrong on my side. Please try again; what you had saved is still there. ' +
    `If it happens again, give your administrator this number: ${errorId}.`
  );
}

/** The same where it failed after what they did was put on record: it is not done again, and may be only half of it. */
export function onRecordAllTheSame(log: Log, error: unknown, fields: object): string {
  const errorId = logged(log, error, fields);
  return (
    'What you sent is on record. Only my answer may not have reached you. Please open the case: it shows whether something is still to be said. ' +
    `If that happens again, give your administrator this number: ${errorId}.`
  );
}

function logged(log: Log, error: unknown, fields: object): string {
  const errorId = randomBytes(3).toString('hex').toUpperCase();
  const fault = error instanceof CardFault ? { template: error.template, bytes: error.bytes } : {};
  log.error({ ...fields, ...fault, ...describeError(error), errorId }, 'turn failed');
  return errorId;
}

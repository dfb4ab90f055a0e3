import { randomBytes } from 'node:crypto';
import { describeError, type Log } from '../log';
import { CardFault } from './rendering/render';

/**
 * What a person reads when something of ours has failed: no stack, no data, and a number by which the log line is
 * found.
 */
export function sorry(log: Log, error: unknown, fields: object): string {
  const errorId = randomBytes(3).toString('hex').toUpperCase();
  const fault = error instanceof CardFault ? { template: error.template, bytes: error.bytes } : {};
  log.error({ ...fields, ...fault, ...describeError(error), errorId }, 'turn failed');
  return (
    'Sorry, something went wrong on my side. Please try again; what you had saved is still there. ' +
    `If it happens again, give your administrator this number: ${errorId}.`
  );
}

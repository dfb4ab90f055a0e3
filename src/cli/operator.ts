import os from 'node:os';
import { UsageError } from './command';

/** Letters and figures of any language, and what stands in accounts, addresses and names. */
const NAME = /^[\p{L}\p{N}][\p{L}\p{M}\p{N} .,'’@_+()\\/-]{0,99}$/u;
const MOST_OF_EACH = 60;

/** A machine may call its accounts as it likes: on the trail stands what can be read, and no more of it than has room. */
const readable = (text: string): string => text.replaceAll(/[^\p{L}\p{N}._\\-]/gu, '?').slice(0, MOST_OF_EACH) || '?';

/** The account of the operating system that the process runs as; its number where it has no name. */
function account(): string {
  try {
    return os.userInfo().username;
  } catch {
    return `uid-${process.getuid?.() ?? 'unknown'}`;
  }
}

/**
 * Who types this command, for the trail: `jo@server`; with OPERATOR_NAME, `Jo Bell, root@server`, since one account may be
 * many people's. The machine says the one and they themselves the other: neither is proof of who it was. Throws `UsageError`.
 */
export function operatorOf(env: NodeJS.ProcessEnv): string {
  const there = `${readable(account())}@${readable(os.hostname())}`;
  const name = env['OPERATOR_NAME']?.trim() ?? '';
  if (name === '') return there;
  if (!NAME.test(name))
    throw new UsageError('OPERATOR_NAME must be a name of at most 100 letters and figures, such as Jo Bell');
  return `${name}, ${there}`;
}

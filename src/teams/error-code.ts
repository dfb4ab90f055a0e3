/** Longer than any message in which Teams has been seen to pack an error of its own. */
const LONGEST_MESSAGE = 4_096;
const CODE = /^[\w.-]{1,64}$/;

/**
 * Teams' own word for why it refused, from the body of its answer; null where there is none. "Status codes" of
 * conversation messages has it at `error.code`. "Send proactive messages" has it as JSON within a message, beside a number
 * that stands for many things: `{"errorCode":209,"message":"{\"subCode\":\"MessageWritesBlocked\",…}"}`. The one that says
 * more goes first. Never throws, whatever has answered.
 */
export function errorCodeIn(body: unknown): string | null {
  const outer = fieldsOf(body);
  const error = fieldsOf(outer['error']);
  const codes = [
    ...[outer, error].map(({ message }) => fieldsOf(message)['subCode']),
    error['code'],
    ...[outer, error].map(({ errorCode }) => errorCode),
  ];
  return codes.map(codeOf).find((code) => code !== null) ?? null;
}

function codeOf(given: unknown): string | null {
  const code = typeof given === 'number' ? String(given) : given;
  return typeof code === 'string' && CODE.test(code) ? code : null;
}

/** Of an object, or of one that is written out in a text; none of anything else. */
function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  if (typeof value !== 'string' || value.length > LONGEST_MESSAGE || !value.trimStart().startsWith('{')) return {};
  try {
    return fieldsOf(JSON.parse(value));
  } catch {
    return {};
  }
}

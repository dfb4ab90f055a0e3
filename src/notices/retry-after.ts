/**
 * How long a `Retry-After` asks to wait (RFC 9110, 10.2.3), in seconds and never below 0: it is given so, or as a date of the
 * sender's clock, which is therefore counted from the answer's own `Date`. Null where nothing is said that can be read.
 * @param now where the answer bears no date; milliseconds since 1970.
 */
export function retryAfterSeconds(
  said: string | null | undefined,
  date: string | null | undefined,
  now: number,
): number | null {
  const value = said?.trim();
  if (!value) return null;
  const answered = Date.parse(date ?? '');
  const from = Number.isNaN(answered) ? now : answered;
  const seconds = /^\d+(\.\d+)?$/.test(value) ? Number(value) : (Date.parse(value) - from) / 1000;
  return Number.isNaN(seconds) ? null : Math.max(seconds, 0);
}

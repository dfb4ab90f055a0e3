import type { Instant } from '../calendar/date';
import type { Fact, FactBody, FactKind } from './fact';

/** For so long the same once more, with nothing in between, is a button pressed twice. */
const MOMENT_MS = 2 * 60_000;
/** Nobody makes, types and saves a second try as fast as this. */
const BLINK_MS = 10_000;

/** A second try on the same day, in the same words, is a try of its own, and tries are counted. */
const TRIES: ReadonlySet<FactKind> = new Set(['location-step', 'enquiry-chased', 'followed-up']);
/** Their page knows what its reader has seen, so the same once more is meant. See `decideCheck`. */
const KNOW_WHAT_WAS_SEEN: ReadonlySet<FactKind> = new Set(['check-recorded', 'check-skipped']);

/**
 * Whether the same person has said exactly this a moment ago, as the last that was said on the case: then it was sent
 * twice, and stands. Once anything else has been recorded the same words say something new: a second hold after the
 * first was lifted, a signature after "not yet".
 */
export function toldAlready(facts: readonly Fact[], bodies: readonly FactBody[], by: string, now: Instant): boolean {
  const newest = facts.slice(-bodies.length);
  return (
    newest.length === bodies.length &&
    bodies.every((body, n) => {
      const { id: _id, recordedAt, recordedBy, ...told } = newest[n]!;
      return recordedBy === by && ageMs(recordedAt, now) <= momentOf(body) && written(told) === written(body);
    })
  );
}

const momentOf = ({ kind }: FactBody): number => {
  if (KNOW_WHAT_WAS_SEEN.has(kind)) return -1;
  return TRIES.has(kind) ? BLINK_MS : MOMENT_MS;
};

const ageMs = (then: Instant, now: Instant): number => Math.max(0, Date.parse(now) - Date.parse(then));

/** The same for the same content, in whatever order a store gives the parts of it back. */
const written = (content: object): string =>
  JSON.stringify(content, (_name, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );

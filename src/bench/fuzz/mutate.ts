import fc from 'fast-check';
import { hostileJson, withOddNames } from './hostile';

type Fields = Record<string, unknown>;

/** One thing that is changed in what would have been right. */
export interface Change {
  /** Which place, as a part of all places. */
  readonly at: number;
  readonly how: 'replaced' | 'left out' | 'in a list' | 'odd names' | 'beside';
  readonly value: unknown;
}

export const change: fc.Arbitrary<Change> = fc.record({
  at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
  how: fc.constantFrom('replaced', 'replaced', 'replaced', 'left out', 'in a list', 'odd names', 'beside'),
  value: hostileJson,
});

/** A copy in which this has been changed. */
export function changed<T extends object>(whole: T, changes: readonly Change[]): T {
  const copy = structuredClone(whole);
  for (const { at, how, value } of changes) {
    const places = placesIn(copy);
    const place = places[Math.floor(at * places.length)];
    if (!place) continue;
    const [holder, name] = place;
    if (how === 'left out') delete holder[name];
    else if (how === 'in a list') holder[name] = [holder[name], value];
    else if (how === 'odd names') holder[name] = withOddNames(value);
    else if (how === 'beside') holder[`${name}x`] = value;
    else holder[name] = value;
  }
  return copy;
}

/** Not into what was put there: it may be deep. */
const DEEPEST = 12;

function placesIn(whole: object, depth = 0): [Fields, string][] {
  const fields = whole as Fields;
  if (depth > DEEPEST) return [];
  return Object.keys(fields).flatMap((name): [Fields, string][] => {
    const inner = fields[name];
    const here: [Fields, string] = [fields, name];
    return typeof inner === 'object' && inner !== null ? [here, ...placesIn(inner, depth + 1)] : [here];
  });
}

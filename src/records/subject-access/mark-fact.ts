import type { Fact } from '../../domain/case/fact';
import type { PolicyPack } from '../../domain/policy/pack';
import type { Marker } from './marks';
import { markFor } from './whose';

/** Answers that were chosen from a list: the words of the policy, whoever chose them. */
export const choicesIn = (packs: readonly PolicyPack[]): ReadonlySet<string> =>
  new Set(
    packs.flatMap(({ checklist, found }) =>
      [...checklist.map(({ evidence }) => evidence), ...found.places.map(({ asks }) => asks)]
        .flat()
        .flatMap(({ choices }) => choices.map(({ id }) => id)),
    ),
  );

/** The fact with all that is another's in marks. */
export const markedFact = (fact: Fact, choices: ReadonlySet<string>, marker: Marker): Fact =>
  mapTexts(fact, fact.kind, (path, text) => {
    const kind = markFor(path, text, choices);
    return kind ? marker.mark(kind, text) : text;
  }) as Fact;

const STAMP = ['kind', 'id', 'recordedAt', 'recordedBy'];

/** A fact that came with the case of another child: only that there is one, and when it was recorded, is not marked. */
export const markedWhole = (fact: Fact, marker: Marker): object =>
  mapTexts(fact, '', (path, text) =>
    STAMP.some((name) => path === `.${name}`) ? text : marker.mark('third-party', text),
  ) as object;

/** Every text in it by its path, as `change` gives it back. */
export function mapTexts(value: unknown, path: string, change: (path: string, text: string) => string): unknown {
  if (typeof value === 'string') return change(path, value);
  if (Array.isArray(value)) return value.map((one) => mapTexts(one, `${path}.0`, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, mapTexts(inner, `${path}.${name}`, change)]),
  );
}

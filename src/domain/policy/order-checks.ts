import type { ChecklistItem, PolicyPack } from './pack';
import { noSuch, type Problem } from './problem';

type Needs = (item: ChecklistItem) => readonly string[];

const gates: Needs = ({ after }) => after;
const measured: Needs = ({ dueAfter }) => (dueAfter ? [dueAfter.item] : []);

/** Items that wait for others wait for ones that are there, and not for one another in a circle. */
export const itemsWaitInOrder = ({ checklist }: PolicyPack): Problem[] => [
  ...waitsFor(checklist, gates, 'after'),
  ...waitsFor(checklist, measured, 'dueAfter.item'),
];

function waitsFor(checklist: readonly ChecklistItem[], needs: Needs, key: string): Problem[] {
  const items = new Map(checklist.map((item) => [item.id, item]));
  return checklist.flatMap((item) => {
    const path = (at: number) => `checklist[${item.id}].${key}${key === 'after' ? `[${at}]` : ''}`;
    const missing = needs(item).flatMap((id, at) =>
      items.has(id) ? [] : [{ path: path(at), says: noSuch('checklist item', id, items.keys()) }],
    );
    const circle = circleFrom(item.id, items, needs);
    return circle
      ? [
          ...missing,
          { path: path(0), says: `${circle.join(' waits for ')}: nobody could ever begin. Take one of them out.` },
        ]
      : missing;
  });
}

/** The ids from this item back to itself, or null when there is no such way. */
function circleFrom(id: string, items: ReadonlyMap<string, ChecklistItem>, needs: Needs): string[] | null {
  const walk = (at: string, path: readonly string[]): string[] | null => {
    const item = items.get(at);
    for (const next of item ? needs(item) : []) {
      if (next === id) return [...path, next];
      const found = path.includes(next) ? null : walk(next, [...path, next]);
      if (found) return found;
    }
    return null;
  };
  return walk(id, [id]);
}

/** The urgent way is never behind a gate. */
export const nothingUrgentWaits = ({ checklist }: PolicyPack): Problem[] =>
  checklist
    .filter(({ after, settledBy, when }) => after.length > 0 && (settledBy.length > 0 || when === 'at-risk'))
    .map(({ id }) => ({
      path: `checklist[${id}].after`,
      says: 'This is part of the urgent safeguarding route, which waits for nothing. Leave this out.',
    }));

/** A day of the absence or so many working days after something else: one of the two. */
export const oneWayToBeDue = ({ checklist }: PolicyPack): Problem[] =>
  checklist
    .filter(({ dueDay, dueAfter }) => dueDay !== null && dueAfter !== null)
    .map(({ id }) => ({
      path: `checklist[${id}].dueAfter`,
      says: 'It has a due day already. Set "dueDay" to null, or leave this out.',
    }));

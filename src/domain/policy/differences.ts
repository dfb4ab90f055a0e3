/** One place in which two packs differ, in plain words. */
export interface Difference {
  readonly path: string;
  readonly says: string;
}

/** What the second pack says otherwise than the first, by path. Members of a list are told apart by their id or code. */
export function differences(before: unknown, after: unknown, path = 'pack'): Difference[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  if (before === undefined) return [{ path, says: `New: ${inWords(after)}` }];
  if (after === undefined) return [{ path, says: `Gone: ${inWords(before)}` }];
  if (isListOfNamed(before) && isListOfNamed(after))
    return ofMembers(byName(before), byName(after), (name) => `${path}[${name}]`);
  if (isObject(before) && isObject(after)) {
    return ofMembers(before, after, (key) => (path === 'pack' ? key : `${path}.${key}`));
  }
  return [{ path, says: `${inWords(after)}, not ${inWords(before)}` }];
}

type Members = Readonly<Record<string, unknown>>;

const ofMembers = (before: Members, after: Members, pathOf: (name: string) => string): Difference[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((name) =>
    differences(before[name], after[name], pathOf(name)),
  );

const isObject = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const nameOf = (member: unknown): string | null => {
  if (!isObject(member)) return null;
  const name = member['id'] ?? member['code'];
  return typeof name === 'string' ? name : null;
};

const isListOfNamed = (value: unknown): value is readonly unknown[] =>
  Array.isArray(value) && value.every((member) => nameOf(member) !== null);

const byName = (list: readonly unknown[]): Members =>
  Object.fromEntries(list.map((member) => [nameOf(member)!, member]));

function inWords(value: unknown): string {
  if (value === null) return 'nothing';
  if (Array.isArray(value)) return value.map(inWords).join(', ') || 'none';
  const title = isObject(value) ? [value['title'], value['label'], value['asks']].find(isText) : value;
  return isText(title) ? title : JSON.stringify(value);
}

const isText = (value: unknown): value is string => typeof value === 'string';

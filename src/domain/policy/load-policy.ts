import type { z } from 'zod';
import { crossChecks } from './cross-checks';
import { PolicyPackSchema, type PolicyPack } from './pack';
import type { Problem } from './problem';

/** A pack that cannot be used, with everything that is wrong with it. */
export class PolicyError extends Error {
  constructor(readonly problems: readonly Problem[]) {
    super(['The policy pack cannot be used.', ...problems.map(({ path, says }) => `${path}: ${says}`)].join('\n'));
    this.name = 'PolicyError';
  }
}

/** Reads a pack. Throws `PolicyError`, which names every mistake by its path. */
export function loadPolicy(json: unknown): PolicyPack {
  const parsed = PolicyPackSchema.safeParse(json);
  if (!parsed.success) throw new PolicyError(parsed.error.issues.map((issue) => explained(issue, json)));
  const problems = crossChecks(parsed.data);
  if (problems.length > 0) throw new PolicyError(problems);
  return parsed.data;
}

type Issue = z.core.$ZodIssue;

const explained = (issue: Issue, json: unknown): Problem => ({
  path: pathInWords(issue.path, json) || 'pack',
  says: inPlainWords(issue, valueAt(issue.path, json)),
});

/** Members of a list are named by their id, because nobody counts to the fourteenth item. */
function pathInWords(path: readonly PropertyKey[], json: unknown): string {
  return path.reduce<string>((words, key, at) => {
    if (typeof key !== 'number') return words === '' ? String(key) : `${words}.${String(key)}`;
    return `${words}[${idOf(valueAt(path.slice(0, at + 1), json)) ?? key}]`;
  }, '');
}

const valueAt = (path: readonly PropertyKey[], json: unknown): unknown =>
  path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown> | null | undefined)?.[key], json);

function idOf(value: unknown): string | null {
  const { id, letter, code } = (value ?? {}) as Record<string, unknown>;
  const name = id ?? letter ?? code;
  return typeof name === 'string' && name !== '' ? name : null;
}

/** What JSON calls by other names than the author of a pack. */
const KINDS: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list in [ ]',
  object: 'a group in { }',
  record: 'a group in { }',
};

function inPlainWords(issue: Issue, value: unknown): string {
  const wanted = whatIsWanted(issue);
  if (wanted) return value === undefined ? `Is missing: give ${wanted}.` : `Has to be ${wanted}.`;
  switch (issue.code) {
    case 'unrecognized_keys':
      return `Nothing here is called ${issue.keys.join(', ')}. Mend the spelling, or take it out.`;
    case 'too_small':
      return issue.origin === 'number' || issue.origin === 'int'
        ? `Has to be at least ${issue.minimum}.`
        : `May not be empty: give at least ${issue.origin === 'string' ? 'a word' : issue.minimum}.`;
    case 'too_big':
      return `Has to be at most ${issue.maximum}${issue.origin === 'string' ? ' letters long' : ''}.`;
    case 'invalid_format':
      return `Has to be written as ${issue.format === 'date' ? 'YYYY-MM-DD' : issue.message}.`;
    default:
      return `Is not right: ${issue.message}.`;
  }
}

/** `a text`, `one of: N, O`: where that alone says what is wrong. */
function whatIsWanted(issue: Issue): string | null {
  if (issue.code === 'invalid_type') return KINDS[issue.expected] ?? `of type ${issue.expected}`;
  const allowed: unknown = issue.code === 'invalid_value' ? issue.values : 'options' in issue ? issue.options : null;
  return Array.isArray(allowed) ? `one of: ${allowed.map(String).join(', ')}` : null;
}

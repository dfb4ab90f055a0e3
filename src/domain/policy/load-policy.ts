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
  const id = (value as { id?: unknown } | null | undefined)?.id;
  return typeof id === 'string' && id !== '' ? id : null;
}

function inPlainWords(issue: Issue, value: unknown): string {
  if (value === undefined && issue.code !== 'unrecognized_keys') return 'Is missing.';
  switch (issue.code) {
    case 'invalid_type':
      return `Has to be of type ${issue.expected}.`;
    case 'unrecognized_keys':
      return `Nothing here is called ${issue.keys.join(', ')}.`;
    case 'invalid_value':
      return `Has to be one of: ${issue.values.map(String).join(', ')}.`;
    case 'too_small':
      return issue.origin === 'number' || issue.origin === 'int'
        ? `Has to be at least ${issue.minimum}.`
        : 'May not be empty.';
    case 'too_big':
      return `Has to be at most ${issue.maximum}.`;
    case 'invalid_format':
      return `Has to be written as ${issue.format === 'date' ? 'YYYY-MM-DD' : issue.message}.`;
    default:
      return `Is not right: ${issue.message}.`;
  }
}

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { loadPolicy, policiesFrom, PolicyError, policyPack, SHIPPED, type Policies } from './domain/policy/policies';
import type { PolicyPack } from './domain/policy/pack';
import { Explained } from './explained';

/** The start is refused: a pack that cannot be used would leave cases without rules. Names file, place and mistake. */
export class PolicyFolderError extends Explained {
  constructor(folder: string, problems: readonly string[]) {
    super(
      [
        `The policy packs in ${folder} (POLICY_DIR) cannot be used:`,
        ...problems.map((problem) => `  - ${problem}`),
        'To look at one alone, run: npm run cli -- policy check FILE',
      ].join('\n'),
    );
    this.name = 'PolicyFolderError';
  }
}

/** The packs that ship, and those that the operator put into a folder. Throws `PolicyFolderError` with every problem. */
export function policiesIn(folder: string | null): Policies {
  if (folder === null) return policyPack;
  const problems: string[] = [];
  const added = filesIn(folder).flatMap((file) => read(path.join(folder, file), problems));
  if (problems.length > 0) throw new PolicyFolderError(folder, problems);
  try {
    return policiesFrom([...SHIPPED, ...added]);
  } catch (error) {
    throw new PolicyFolderError(folder, problemsOf(error));
  }
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((file) => file.endsWith('.json'))
      .sort();
  } catch (error) {
    throw new PolicyFolderError(folder, [`The folder cannot be read: ${(error as Error).message}.`]);
  }
}

function read(file: string, problems: string[]): PolicyPack[] {
  try {
    return [loadPolicy(JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, '')))];
  } catch (error) {
    problems.push(...problemsOf(error).map((problem) => `${path.basename(file)}: ${problem}`));
    return [];
  }
}

function problemsOf(error: unknown): string[] {
  if (error instanceof SyntaxError) return [`This is not JSON: ${error.message}.`];
  if (error instanceof PolicyError) return error.problems.map(({ path: place, says }) => `${place}: ${says}`);
  throw error;
}

import type { Policies } from '../domain/policy/policies';
import type { Database } from '../database/open-database';
import type { FieldKeys } from '../field-keys';
import type { Storage } from '../stores';

/** Done; refused, with the reasons said; not understood. */
export const EXIT = { done: 0, refused: 1, usage: 2 } as const;

export interface Surroundings {
  /** What the operator asked to know. */
  say(text: string): void;
  /** What went wrong, and what may need a look. */
  warn(text: string): void;
  /** The packs that ship and those in the operator's folder. */
  policies(): Promise<Policies>;
  /** What is sealed at rest opens with these, by the bot's own settings; null where there are none. */
  fieldKeys(): Promise<FieldKeys>;
  /** Opens the database for the time of the work, with every migration applied. `time`: what its clock says. */
  withStorage<T>(work: (storage: Storage, time: Database['time']) => Promise<T>): Promise<T>;
  /** The same below the stores, for what is done to the database itself. Without keys nothing is made ready in it. */
  withDatabase<T>(work: (database: Database) => Promise<T>, keys?: 'without keys'): Promise<T>;
}

/** One command of the operator's. */
export interface CliCommand {
  /** The words that it begins with: `import people`. */
  readonly name: string;
  /** What follows them: `FILE.csv`. */
  readonly takes: string;
  readonly helps: string;
  run(args: readonly string[], around: Surroundings): Promise<number>;
}

/** What was typed cannot be meant; `says` tells what can. */
export class UsageError extends Error {
  constructor(readonly says: string) {
    super(says);
    this.name = 'UsageError';
  }
}

/** The one file that a command takes. */
export function onlyFile(args: readonly string[], { name, takes }: Pick<CliCommand, 'name' | 'takes'>): string {
  const [file, ...more] = args;
  if (file === undefined || more.length > 0 || file.startsWith('-')) {
    throw new UsageError(`It is written: ${name} ${takes}`);
  }
  return file;
}

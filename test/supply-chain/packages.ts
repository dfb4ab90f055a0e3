import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

export const root = path.resolve(__dirname, '../..');
export const readJson = (file: string) => JSON.parse(readFileSync(path.join(root, file), 'utf8'));

export interface LockedPackage {
  /** Where it is put: `node_modules/a/node_modules/b`. */
  readonly at: string;
  readonly name: string;
  readonly version: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly license?: string;
  readonly hasInstallScript?: boolean;
  /** Installed for the tests alone. */
  readonly dev?: boolean;
}

/** Every package of the lock file, also those for other machines than this one. */
export const lockedPackages: readonly LockedPackage[] = Object.entries<any>(readJson('package-lock.json').packages)
  .filter(([at]) => at !== '')
  .map(([at, entry]) => ({ name: at.split('node_modules/').at(-1)!, ...entry, at }));

/** What a package says of itself; null where it is for another machine and is not here. */
export const manifestOf = ({ at }: LockedPackage) =>
  existsSync(path.join(root, at, 'package.json')) ? readJson(path.join(at, 'package.json')) : null;

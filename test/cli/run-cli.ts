import { spawn } from 'node:child_process';
import path from 'node:path';
import type { DatabasePlace } from '../../src/database/open-database';

const MAIN = path.join(__dirname, '../../dist/cli/main.js');

export interface Ran {
  readonly code: number | null;
  readonly said: string;
  readonly warned: string;
}

/** The operator's command as a process of its own, as `npm run build` made it. */
export const runCli = (place: DatabasePlace, ...args: string[]): Promise<Ran> => runCliWith({}, place, ...args);

/** The same with further settings. */
export function runCliWith(
  env: Readonly<Record<string, string>>,
  place: DatabasePlace,
  ...args: string[]
): Promise<Ran> {
  const database = 'url' in place ? { DATABASE_URL: place.url } : { DATA_DIR: place.folder, DATABASE_URL: '' };
  const child = spawn(process.execPath, [MAIN, ...args], { env: { ...process.env, ...database, ...env } });
  let [said, warned] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (warned += text));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, said, warned }));
  });
}

import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const FILES = ['package.json', 'package-lock.json', 'peer.mjs'];

/**
 * Puts the peers and what they need into a folder outside of the project's own packages, exactly as the lock file says.
 * Returns the program that runs one of them.
 */
export function installPeers(dist: string): string {
  const from = path.join(dist, 'bench/peers');
  const to = path.resolve(dist, '../.cache/peers');
  const [, lock] = FILES.map((name) => path.join(to, name)) as [string, string];
  const installed = existsSync(path.join(to, 'node_modules')) && existsSync(lock);
  const current = installed && readFileSync(lock, 'utf8') === readFileSync(path.join(from, FILES[1]!), 'utf8');
  mkdirSync(to, { recursive: true });
  for (const name of FILES) copyFileSync(path.join(from, name), path.join(to, name));
  if (!current) {
    console.log('Installing the peers …');
    // botbuilder-dialogs has an install script that fails where npx may not download, and nothing here needs it.
    const { status } = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
      cwd: to,
      stdio: 'inherit',
    });
    if (status !== 0) throw new Error('the peers could not be installed');
  }
  return path.join(to, 'peer.mjs');
}

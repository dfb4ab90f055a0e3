import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import type { Face } from './faces';
import { playgroundConfig } from './playground-config';

export interface Playground {
  readonly face: Face;
  readonly address: string;
  stop(): Promise<void>;
}

export interface PlaygroundOptions {
  /** Where the bot listens for activities. */
  readonly bot: string;
  /** A folder of its own for its configuration and its log. */
  readonly folder: string;
  /** Another one is taken when it is not free; 0 for any. */
  readonly port: number;
}

const READY_WITHIN_MS = 30_000;
const ENDS_WITHIN_MS = 1_000;

/** Starts Microsoft's Agents Playground as one person's Teams and waits until it answers. */
export async function startPlayground(face: Face, options: PlaygroundOptions): Promise<Playground> {
  const stubs = await prepareFolder(face, options.folder);
  const child = spawn(process.execPath, commandLine(options), {
    cwd: options.folder,
    env: { ...process.env, BROWSER: 'none', PATH: `${stubs}${path.delimiter}${process.env.PATH ?? ''}` },
    // The channel tells the Playground that the demo has ended, even when the demo had no time to say so.
    stdio: ['ignore', 'pipe', 'ignore', 'ipc'],
    // A group of its own, so that Ctrl+C reaches it through us, in order, and all that it started ends with it.
    detached: process.platform !== 'win32',
  });
  try {
    const address = `http://localhost:${await portOf(child, options.folder)}`;
    await answers(child, address);
    return { face, address, stop: () => stop(child) };
  } catch (error) {
    await stop(child);
    throw error;
  }
}

function commandLine({ bot, port }: PlaygroundOptions): string[] {
  const cli = path.join(path.dirname(require.resolve('@microsoft/m365agentsplayground/package.json')), 'cli.js');
  const own = ['--require', path.join(__dirname, 'end-with-parent.js')];
  return [...own, cli, '-e', bot, '-c', 'msteams', '-p', String(port), '--disable-telemetry'];
}

/** Returns the folder with a do-nothing `xdg-open`: the Playground would open a browser by itself. */
async function prepareFolder(face: Face, folder: string): Promise<string> {
  const stubs = path.join(folder, 'bin');
  await mkdir(stubs, { recursive: true });
  await writeFile(path.join(stubs, 'xdg-open'), '#!/bin/sh\n');
  await chmod(path.join(stubs, 'xdg-open'), 0o755);
  // JSON is YAML.
  await writeFile(path.join(folder, '.m365agentsplayground.yml'), JSON.stringify(playgroundConfig(face), null, 2));
  return stubs;
}

/** It says `Listening on 56150` on its output. */
function portOf(child: ChildProcess, folder: string): Promise<number> {
  const log = path.join(folder, 'devTools', 'm365agentsplayground.log');
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`The Playground ended with code ${code}. Its log: ${log}`)));
    createInterface({ input: child.stdout! }).on('line', (line) => {
      const port = /Listening on (\d+)/.exec(line)?.[1];
      if (port) resolve(Number(port));
    });
  });
}

/** A bad configuration is noticed only after `Listening`: what counts is that it answers. */
async function answers(child: ChildProcess, address: string): Promise<void> {
  const patience = Date.now() + READY_WITHIN_MS;
  while (child.exitCode === null && Date.now() < patience) {
    const pong = await fetch(`${address}/_debug/ping`).then(
      (response) => response.ok,
      () => false,
    );
    if (pong) return;
    await pause(25);
  }
  throw new Error(`The Playground at ${address} does not answer.`);
}

/** It takes more than half a second over SIGTERM; it is not asked twice. */
async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const ended = once(child, 'exit');
  signal(child, 'SIGTERM');
  const impatience = setTimeout(() => signal(child, 'SIGKILL'), ENDS_WITHIN_MS);
  await ended;
  clearTimeout(impatience);
}

function signal(child: ChildProcess, name: NodeJS.Signals): void {
  try {
    if (process.platform === 'win32') child.kill(name);
    else process.kill(-child.pid!, name);
  } catch {
    // It ended by itself in the meantime.
  }
}

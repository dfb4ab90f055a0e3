import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';

export interface Demo {
  /** The three addresses, in the order in which they are printed: school, tracking officer, panel member. */
  readonly addresses: readonly [string, string, string];
  /** All that has been printed so far. */
  printed(): string;
  /** Ctrl+C; returns the exit code. */
  interrupt(): Promise<number | null>;
  /** As when the machine runs out of memory: the demo gets no chance to say goodbye. */
  kill(): Promise<void>;
}

const MAIN = path.resolve(__dirname, '../../dist/demo/main.js');

/** Starts the demo as a person would, on ports and in a folder of its own, and waits for the addresses. */
export async function startDemo(dataDir: string): Promise<Demo> {
  const child = spawn(process.execPath, [MAIN], {
    env: { ...process.env, DATA_DIR: dataDir, PORT: '0', PLAYGROUND_PORT: '0', DATABASE_URL: '', NODE_ENV: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  child.stdout.on('data', (text) => (printed += text));
  child.stderr.on('data', (text) => (printed += text));
  const addresses = await threeAddresses(child, () => printed);
  return {
    addresses,
    printed: () => printed,
    interrupt: () => end(child, 'SIGINT'),
    kill: async () => void (await end(child, 'SIGKILL')),
  };
}

function threeAddresses(child: ChildProcess, printed: () => string): Promise<Demo['addresses']> {
  return new Promise((resolve, reject) => {
    const addresses: string[] = [];
    child.once('exit', (code) => reject(new Error(`The demo ended with code ${code}.\n${printed()}`)));
    createInterface({ input: child.stdout! }).on('line', (line) => {
      addresses.push(...(line.match(/http:\/\/localhost:\d+/g) ?? []));
      if (addresses.length === 3) resolve(addresses as unknown as Demo['addresses']);
    });
  });
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) {
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }
  return child.exitCode;
}

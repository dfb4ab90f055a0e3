import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Orders, Report } from './control';
import type { Addresses, Settings } from './main';

/** A connector in a process of its own. */
export interface ConnectorProcess extends Pick<Addresses, 'serviceUrl' | 'identity'> {
  readonly pid: number;
  order<Name extends keyof Orders>(name: Name, order: Orders[Name]): Promise<void>;
  /** What came, from this arrival on. */
  report(from?: number): Promise<Report>;
  stop(): Promise<void>;
}

/** @param dist folder of the compiled project. */
export async function startConnectorProcess(dist: string, settings: Settings): Promise<ConnectorProcess> {
  const main = path.join(dist, 'bench/teams-connector/main.js');
  const child = spawn(process.execPath, [main, JSON.stringify(settings)], { stdio: ['pipe', 'pipe', 'inherit'] });
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  const { serviceUrl, control, identity } = JSON.parse(line) as Addresses;
  return {
    ...{ serviceUrl, identity },
    pid: child.pid!,
    async order(name, order) {
      const response = await fetch(`${control}/${name}`, { method: 'POST', body: JSON.stringify(order) });
      if (!response.ok) throw new Error(`the connector did not ${name}: ${response.status}`);
    },
    report: async (from = 0) => (await (await fetch(`${control}/?from=${from}`)).json()) as Report,
    async stop() {
      child.stdin.end();
      if (child.exitCode === null) await once(child, 'exit');
    },
  };
}

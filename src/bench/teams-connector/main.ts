// The connector as a process of its own, so that what a person has seen outlives the bots that are killed. Settings come
// as JSON in the first argument; where it listens goes to standard output, and it ends when standard input does.
import { startTeamsConnector, type Options } from './connector';
import { startControl } from './control';

/** Marks as sources of regular expressions. */
export type Settings = Pick<Options, 'limits' | 'latencyMs'> & { readonly marks?: Readonly<Record<string, string>> };

export interface Addresses {
  readonly serviceUrl: string;
  readonly control: string;
}

async function main(): Promise<void> {
  const { marks = {}, ...settings } = JSON.parse(process.argv[2] ?? '{}') as Settings;
  const looked = Object.entries(marks).map(([name, source]) => [name, new RegExp(source, 'g')] as const);
  const connector = await startTeamsConnector({ ...settings, marks: Object.fromEntries<RegExp>(looked) });
  const control = `http://127.0.0.1:${await startControl(connector)}`;
  const addresses: Addresses = { serviceUrl: connector.serviceUrl, control };
  console.log(JSON.stringify(addresses));
  process.stdin.resume().on('end', () => process.exit(0));
}

void main();

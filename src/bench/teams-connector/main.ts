// The connector as a process of its own, so that what a person has seen outlives the bots that are killed. Settings come
// as JSON in the first argument; where it listens goes to standard output, and it ends when standard input does.
import { startTeamsConnector, type Options } from './connector';
import { startControl } from './control';
import { startIdentities, type IdentityAddress } from './identities';

/** Marks as sources of regular expressions. */
export interface Settings extends Pick<Options, 'limits' | 'latencyMs'> {
  readonly marks?: Readonly<Record<string, string>>;
  /** Who writes shows a token that is good for so long; left out, none is asked for. */
  readonly tokenSeconds?: number;
}

export interface Addresses {
  readonly serviceUrl: string;
  readonly control: string;
  /** Where tokens are to be had; null where none is asked for. */
  readonly identity: IdentityAddress | null;
}

async function main(): Promise<void> {
  const { marks = {}, tokenSeconds, ...settings } = JSON.parse(process.argv[2] ?? '{}') as Settings;
  const looked = Object.entries(marks).map(([name, source]) => [name, new RegExp(source, 'g')] as const);
  const identities = tokenSeconds === undefined ? null : await startIdentities(tokenSeconds);
  const admits = identities ? { admits: identities.admits } : {};
  const connector = await startTeamsConnector({ ...settings, ...admits, marks: Object.fromEntries<RegExp>(looked) });
  const control = `http://127.0.0.1:${await startControl(connector, () => identities?.issued ?? 0)}`;
  const identity = identities && { endpoint: identities.endpoint, secret: identities.secret };
  const addresses: Addresses = { serviceUrl: connector.serviceUrl, control, identity };
  console.log(JSON.stringify(addresses));
  process.stdin.resume().on('end', () => process.exit(0));
}

void main();

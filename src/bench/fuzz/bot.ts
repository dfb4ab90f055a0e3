// The bot as it is run in production, but that it looks for the keys of Teams where FUZZ_KEYS says.
import { startApp } from '../../app';
import { readConfig } from '../../config';
import { createLog } from '../../log';
import { stopOnSignals } from '../../stop-on-signals';
import { providerAt } from '../identity-provider';

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const log = createLog(config.logLevel);
  const identityProvider = providerAt(process.env['FUZZ_KEYS'] ?? '');
  stopOnSignals(await startApp(config, log, async () => {}, { identityProvider }), log);
}

void main();

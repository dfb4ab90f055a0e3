import { startApp } from './app';
import { readConfig } from './config';
import { Explained } from './explained';
import { createLog, describeError } from './log';
import { refuseOldNode } from './node-version';
import { stopOnSignals } from './stop-on-signals';

/** The production entry: `npm run serve`. */
async function main(): Promise<void> {
  refuseOldNode();
  const config = readConfig(process.env);
  const log = createLog(config.logLevel);
  try {
    stopOnSignals(await startApp(config, log), log);
  } catch (error) {
    log.fatal(describeError(error), 'not started');
    throw error;
  }
}

main().catch((error: unknown) => {
  // For whoever starts it. The words of others may hold a secret, and the log has their kind.
  if (error instanceof Explained) console.error(error.message);
  process.exit(1);
});

import { startApp } from './app';
import { ConfigError, readConfig } from './config';
import { createLog, describeError } from './log';
import { stopOnSignals } from './stop-on-signals';

/** The production entry: `npm run serve`. */
async function main(): Promise<void> {
  const config = readConfig(process.env);
  const log = createLog(config.logLevel);
  try {
    stopOnSignals(await startApp(config, log), log);
  } catch (error) {
    log.fatal(describeError(error), 'not started');
    process.exitCode = 1;
  }
}

main().catch((error: unknown) => {
  // Before there is a log, and for whoever starts it: the words of the settings are ours and hold no secret.
  console.error(error instanceof ConfigError ? error.message : error);
  process.exitCode = 1;
});

import { startApp } from './app';
import { ConfigError, readConfig } from './config';
import { DatabaseInUse } from './database/folder-lock';
import { createLog, describeError } from './log';
import { PolicyFolderError } from './policy-folder';
import { stopOnSignals } from './stop-on-signals';

/** The production entry: `npm run serve`. */
async function main(): Promise<void> {
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
  // For whoever starts it. The words of these are ours and hold no secret; those of others may, and the log has their kind.
  if (error instanceof ConfigError || error instanceof DatabaseInUse || error instanceof PolicyFolderError)
    console.error(error.message);
  process.exit(1);
});

import { startApp } from './app';
import { ConfigError, readConfig } from './config';
import { DatabaseInUse } from './database/folder-lock';
import { SchemaNotReady } from './database/schema-state';
import { FieldKeyMissing } from './database/sealing/key-ring';
import { KeyVaultError } from './key-vault';
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
  const ours = [ConfigError, DatabaseInUse, SchemaNotReady, PolicyFolderError, FieldKeyMissing, KeyVaultError];
  if (ours.some((kind) => error instanceof kind)) console.error((error as Error).message);
  process.exit(1);
});

import { describeError, type Log } from './log';

const LAST_CHANCE_MS = 20_000;

/** Stops in order when the platform or a person asks for it; a second signal, or too long a wait, ends it at once. */
export function stopOnSignals(app: { stop(): Promise<void> }, log: Log): void {
  let stopping = false;

  async function stop(): Promise<void> {
    if (stopping) process.exit(1);
    stopping = true;
    setTimeout(() => process.exit(1), LAST_CHANCE_MS).unref();
    try {
      await app.stop();
      log.info('stopped');
      process.exit(0);
    } catch (error) {
      log.error(describeError(error), 'not stopped in order');
      process.exit(1);
    }
  }

  process.on('SIGTERM', () => void stop());
  process.on('SIGINT', () => void stop());
}

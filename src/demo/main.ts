import path from 'node:path';
import { startApp } from '../app';
import { readConfig } from '../config';
import { Explained } from '../explained';
import { createLog } from '../log';
import { stopOnSignals } from '../stop-on-signals';
import { FACES } from './faces';
import { loadDemo } from './load-demo';
import { stopWhenOrphaned } from './orphan';
import { startPlayground, type Playground } from './playground';
import { demoSettings } from './settings';
import { welcome } from './welcome';

/** `npm start`: the bot with invented people, and a Playground for each of three of them. */
async function main(): Promise<void> {
  stopWhenOrphaned();
  const { env, playgroundPort } = await demoSettings(process.env);
  const config = readConfig(env);
  const log = createLog(config.logLevel);
  const app = await startApp(config, log, async (storage, clock) => void (await loadDemo(storage, clock.now())));
  const folder = path.resolve(config.dataDir, 'playground');
  const playgrounds = await startPlaygrounds(app.port, folder, playgroundPort);
  stopOnSignals({ stop: async () => void (await Promise.all([stopAll(playgrounds), app.stop()])) }, log);
  console.log(welcome(playgrounds, app.clock.now(), config.databaseUrl ? 'the database' : `${config.dataDir}/`));
}

function startPlaygrounds(botPort: number, folder: string, firstPort: number): Promise<Playground[]> {
  const bot = `http://127.0.0.1:${botPort}/api/messages`;
  return Promise.all(
    FACES.map((face, index) =>
      startPlayground(face, {
        bot,
        folder: path.join(folder, face.key),
        port: firstPort === 0 ? 0 : firstPort + index,
      }),
    ),
  );
}

const stopAll = (playgrounds: readonly Playground[]): Promise<void[]> =>
  Promise.all(playgrounds.map((playground) => playground.stop()));

main().catch((error: unknown) => {
  console.error(error instanceof Explained ? error.message : error);
  // What has been started so far ends with us.
  process.exit(1);
});

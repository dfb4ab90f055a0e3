import { startApp, type App, type Prepare } from '../../src/app';
import type { Beside } from '../../src/assemble';
import { readConfig } from '../../src/config';
import { createLog } from '../../src/log';
import { anAuthority, type Staff } from '../builders/authority';
import { MONDAY, UNHURRIED } from './bot';
import { conversationWith, type Client } from './client';
import { startConnector, type LoopbackConnector } from './connector';
import type { TestPlace } from './databases';
import { FIELD_KEYS_TEXT } from './field-keys';

/** The bot as it runs in production but for the tokens, jobs included: one of several that share a database. */
export interface House {
  readonly app: App;
  readonly url: string;
  as(person: keyof Staff): Client;
  stop(): Promise<void>;
}

/** Teams and the database that several houses share. */
export interface Street {
  readonly connector: LoopbackConnector;
  readonly people: Staff;
  /** Every log line of every house, as text. */
  readonly lines: string[];
  open(env?: Readonly<Record<string, string>>): Promise<House>;
  /** Stops every house that is still open. */
  close(): Promise<void>;
}

export async function aStreet(newPlace: () => Promise<TestPlace>, beside: Beside = UNHURRIED): Promise<Street> {
  const [where, connector] = await Promise.all([newPlace(), startConnector()]);
  const { place } = where;
  const lines: string[] = [];
  const log = createLog('debug', { write: (line) => void lines.push(line) });
  const open = new Set<House>();
  let people: Staff | undefined;

  return {
    connector,
    lines,
    get people() {
      return people!;
    },
    async open(env = {}) {
      const database = 'url' in place ? { DATABASE_URL: place.url } : { DATA_DIR: place.folder };
      const demo = {
        ALLOW_ANONYMOUS: '1',
        PORT: '0',
        CLOCK: MONDAY,
        PAGES: 'chat',
        LOG_LEVEL: 'debug',
        FIELD_KEYS: FIELD_KEYS_TEXT,
      };
      const prepare: Prepare = async (storage) => void (people ??= await anAuthority(storage));
      const app = await startApp(readConfig({ ...demo, ...database, ...env }), log, prepare, beside);
      const url = `http://127.0.0.1:${app.port}`;
      const headers = { 'content-type': 'application/json' };
      const post = (body: unknown) =>
        fetch(`${url}/api/messages`, { method: 'POST', headers, body: JSON.stringify(body) });
      const house: House = {
        ...{ app, url },
        as: (person) => conversationWith(people![person], { post, connector }),
        async stop() {
          open.delete(house);
          await app.stop();
        },
      };
      open.add(house);
      return house;
    },
    async close() {
      for (const house of open) await house.stop();
      await connector.close();
      await where.remove();
    },
  };
}

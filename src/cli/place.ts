import type { DatabasePlace } from '../database/open-database';
import { databaseProblem } from '../database-address';
import { UsageError } from './command';

/** Where the bot's database is, by the bot's own two settings; the operator's commands need no others. */
export function databasePlace(env: NodeJS.ProcessEnv): DatabasePlace {
  const url = env['DATABASE_URL'];
  if (url === undefined || url === '') return { folder: env['DATA_DIR'] || 'data' };
  const problem = databaseProblem(url, env['DATABASE_TLS'] === 'off' ? 'off' : 'required');
  if (problem) throw new UsageError(`DATABASE_URL ${problem}`);
  return { url };
}

import type { DatabasePlace } from '../database/open-database';
import { UsageError } from './command';

/** Where the bot's database is, by the bot's own two settings; the operator's commands need no others. */
export function databasePlace(env: NodeJS.ProcessEnv): DatabasePlace {
  const url = env['DATABASE_URL'];
  if (url === undefined || url === '') return { folder: env['DATA_DIR'] || 'data' };
  if (!/^postgres(ql)?:\/\/./.test(url)) {
    throw new UsageError('DATABASE_URL must be a PostgreSQL address such as postgresql://user:password@host:5432/name');
  }
  return { url };
}

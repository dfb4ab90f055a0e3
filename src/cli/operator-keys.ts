import { z } from 'zod';
import { registrationEnvironment, registrationOf } from '../config';
import type { DatabasePlace } from '../database/open-database';
import type { FieldKeys } from '../field-keys';
import { keyFileIn } from '../key-file';
import { fieldKeysOf } from '../key-vault';
import { sealingConfigOf, sealingEnvironment } from '../sealing-config';
import { UsageError } from './command';

const Environment = z.object({
  ...registrationEnvironment,
  ...sealingEnvironment,
  ALLOW_ANONYMOUS: z.enum(['0', '1']).default('0').catch('0'),
});

/** What is sealed at rest opens with these: by the bot's own settings, or the key file of the demo. */
export async function operatorKeys(env: NodeJS.ProcessEnv, place: DatabasePlace): Promise<FieldKeys> {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const beside = 'folder' in place && given['KEY_VAULT_URL'] === undefined ? keyFileIn(place.folder) : null;
  const parsed = Environment.safeParse({ ...(beside === null ? {} : { FIELD_KEYS: beside }), ...given });
  if (!parsed.success) {
    throw new UsageError(parsed.error.issues.map(({ path, message }) => `${String(path[0])} ${message}`).join('\n'));
  }
  return fieldKeysOf(sealingConfigOf(parsed.data), registrationOf(parsed.data));
}

import { z } from 'zod';
import { FieldKeysError, readFieldKeys, type FieldKeys } from './field-keys';
import { isOnThisMachine } from './loopback';

export interface SealingConfig {
  /** Null where nothing is sealed, or where the key vault has the keys. */
  readonly fieldKeys: FieldKeys;
  /** Address of an Azure Key Vault, without a slash at the end; null: it is not asked. */
  readonly keyVaultUrl: string | null;
}

/** Said on purpose: nothing is sealed. */
const NONE = 'none';

/** Hosts of Azure's clouds: the bot's token for a vault goes nowhere else. */
const VAULT = /^[a-z0-9-]+\.vault\.(azure\.net|azure\.cn|usgovcloudapi\.net)$/i;

export const sealingEnvironment = {
  FIELD_KEYS: z
    .string()
    .transform((text, context): FieldKeys => {
      if (text.trim() === NONE) return null;
      try {
        return readFieldKeys(text);
      } catch (error) {
        if (!(error instanceof FieldKeysError)) throw error;
        context.addIssue({ code: 'custom', message: error.message });
        return z.NEVER;
      }
    })
    .optional(),
  KEY_VAULT_URL: z
    .url({ protocol: /^https?$/, error: 'must be an address such as https://whereabouts.vault.azure.net' })
    .transform((address) => address.replace(/\/+$/, ''))
    .optional(),
};
/** Said where people are real and nobody has said whether records are sealed. */
export const KEYS_MISSING =
  'FIELD_KEYS is missing: the keys that records are sealed with at rest, such as k1: and what openssl rand -base64 32 ' +
  'prints. Or KEY_VAULT_URL, where a vault has them; or FIELD_KEYS=none, so that nothing is sealed';

type Environment = z.infer<z.ZodObject<typeof sealingEnvironment>> & { readonly ALLOW_ANONYMOUS: '0' | '1' };

export function contradictionsOfSealing(env: Environment): string[] {
  const anonymous = env.ALLOW_ANONYMOUS === '1';
  const [keys, vault] = [env.FIELD_KEYS, env.KEY_VAULT_URL];
  const rules: [boolean, string][] = [
    [
      keys !== undefined && vault !== undefined,
      'FIELD_KEYS and KEY_VAULT_URL cannot stand beside one another: remove one',
    ],
    [
      vault !== undefined && !VAULT.test(hostOf(vault)) && !(anonymous && isOnThisMachine(vault)),
      'KEY_VAULT_URL must be the address of an Azure Key Vault such as https://whereabouts.vault.azure.net',
    ],
    [
      vault !== undefined && !vault.startsWith('https:') && !(anonymous && isOnThisMachine(vault)),
      'KEY_VAULT_URL must begin with https://',
    ],
  ];
  return rules.filter(([broken]) => broken).map(([, words]) => words);
}

/** Without the port, which would make it another server. */
const hostOf = (url: string): string => new URL(url).host;

export const sealingConfigOf = (env: Environment): SealingConfig => ({
  fieldKeys: env.FIELD_KEYS ?? null,
  keyVaultUrl: env.KEY_VAULT_URL ?? null,
});
